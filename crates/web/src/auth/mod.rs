//! The pages on which people join, log in and look after their login and profile.

mod asking;
pub mod confirm;
pub mod language;
pub mod log_in;
pub mod oidc;
pub mod password;
pub mod profile;
pub(crate) mod proving;
pub mod second_factor;
pub mod settings;
pub mod sign_up;
pub(crate) mod words;
