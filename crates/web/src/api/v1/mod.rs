//! `/api/v1`.

pub mod account_statuses;
pub mod accounts;
pub mod apps;
pub mod blocks;
pub mod bookmarks;
pub mod custom_emojis;
pub mod domain_blocks;
pub mod emails;
pub mod favourites;
pub mod filters;
pub mod follow_requests;
pub mod instance;
pub mod markers;
pub mod media;
pub mod mutes;
pub mod notifications;
pub mod polls;
pub mod preferences;
pub mod reports;
pub mod scheduled_statuses;
pub mod sign_up;
pub mod statuses;
pub mod timelines;
