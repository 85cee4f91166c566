//! Mastodon's JSON (docs.joinmastodon.org/entities). Strict apps drop a whole page for one `null` too many, so every
//! attribute that they demand is there, ids are strings, lists are never `null` and addresses are absolute.

pub mod account;
pub mod account_summary;
pub mod activity;
pub mod admin;
pub mod announcement;
pub mod annual_report;
pub mod application;
pub mod async_refresh;
pub mod card;
pub mod collection;
pub mod configuration;
pub mod conversation;
pub mod count;
pub mod credential;
pub mod credential_account;
pub mod directory;
pub mod directory_stub;
pub mod embed;
pub mod error;
pub mod featured_tag;
pub mod filter;
pub mod format;
pub mod group;
pub mod instance;
pub mod instance_text;
pub mod interaction_policy;
pub mod list;
pub mod marker;
pub mod media;
pub mod notification;
pub mod notification_group;
pub mod notification_policy;
mod playback;
pub mod poll;
pub mod preferences;
pub mod profile;
pub mod profile_source;
pub mod push_subscription;
pub mod quote;
pub mod relationship;
pub mod report;
pub mod role;
pub mod rule;
pub mod scheduled_status;
pub mod status;
pub mod suggestion;
pub mod tag;
pub mod translation;
pub mod verification_request;
pub mod visibility;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// JSON that was put together from fragments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(pub Vec<u8>);

impl IntoResponse for Json {
    fn into_response(self) -> Response {
        let kind = [(CONTENT_TYPE, "application/json; charset=utf-8")];
        (kind, self.0).into_response()
    }
}
