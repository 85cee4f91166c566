//! `/api/v1`.

pub mod apps;
pub mod custom_emojis;
pub mod instance;
pub mod media;
pub mod sign_up;
