//! What people browse: the pages at the addresses that serve `ActivityPub` to servers, and the lists that lead there.
//!
//! A handler finds out who looks, asks the domain what they may see, and shows that as [`cards`].

pub mod account;
pub mod cards;
pub mod collection;
pub mod credential;
pub mod directory;
mod directory_form;
pub mod directory_stub;
pub mod embed;
mod feed;
mod group;
pub mod group_desk;
pub mod home;
pub mod pager;
mod quotes;
pub mod status;
pub mod tag;
pub mod texts;

pub use group::index as groups;

use axum::http::header::{HeaderValue, LINK};
use axum::response::Response;

use crate::extract::Frame;

/// Posts on a page.
const STATUSES: u64 = 20;
/// Accounts on a page.
const ACCOUNTS: u64 = 24;

/// For every address that nothing is at.
pub async fn missing(frame: Frame) -> Response {
    frame.finish(Err(domain::Error::NotFound.into()))
}

/// The page says, in a header too, where servers find the same thing.
fn with_activity(mut page: Response, uri: &str) -> Response {
    let link = format!("<{uri}>; rel=\"alternate\"; type=\"application/activity+json\"");
    if let Ok(link) = HeaderValue::from_str(&link) {
        page.headers_mut().append(LINK, link);
    }
    page
}
