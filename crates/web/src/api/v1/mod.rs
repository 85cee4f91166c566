//! `/api/v1`.

pub mod apps;
pub mod sign_up;
