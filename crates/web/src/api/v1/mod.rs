//! `/api/v1`.

pub mod account_statuses;
pub mod apps;
pub mod bookmarks;
pub mod custom_emojis;
pub mod favourites;
pub mod instance;
pub mod media;
pub mod sign_up;
pub mod statuses;
pub mod timelines;
