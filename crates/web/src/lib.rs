//! How people and apps are spoken to.

pub mod activitypub;
mod address;
pub mod api;
pub mod assets;
pub mod auth;
pub mod browse;
#[cfg(feature = "testing")]
pub mod contract;
pub mod domain_list;
pub mod entity;
pub mod error;
pub mod extract;
pub mod fragment;
pub mod health;
pub mod i18n;
pub mod ip_block;
pub mod mail;
pub mod media;
pub mod member_list;
pub mod moderation;
pub mod oauth;
pub mod pages;
pub mod push;
mod rate_limit;
pub mod request_log;
pub mod router;
pub mod scim;
pub mod settings;
pub mod state;
pub mod streaming;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transfer;
pub mod verification;
pub mod well_known;

pub use error::Error;
pub use router::router;
pub use state::State;
