//! The queue of moderators, as pages: who asks to join, what was reported, how other servers are, and whose word
//! counts here. To everyone else it does not exist.

pub mod audit;
pub mod directories;
pub mod instances;
pub mod issuers;
pub mod members;
pub mod people;
pub mod pseudonyms;
pub mod report;
pub mod reports;
pub mod scim;
pub mod sign_ups;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::moderation::{Administrator, Moderator};

use crate::error::Result;
use crate::extract::Frame;
use crate::extract::frame::log_in_first;
use crate::state::State;

/// Rows of a page.
const ROWS: u64 = 30;

/// The frame of a page that a moderator looks at. Who is not logged in is asked to; nobody else finds anything.
pub struct Desk {
    frame: Frame,
    by: Moderator,
}

impl FromRequestParts<State> for Desk {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &State,
    ) -> std::result::Result<Self, Response> {
        let frame = Frame::from_request_parts(parts, state).await;
        let frame = frame.map_err(IntoResponse::into_response)?;
        let Some(browser) = &frame.browser else {
            let asked = (parts.method == Method::GET).then(|| parts.uri.path());
            return Err(log_in_first(asked.unwrap_or(reports::PATH)));
        };
        match Moderator::of(browser.holder.account_id, browser.holder.role) {
            Ok(by) => Ok(Self { frame, by }),
            Err(_) => Err(frame.finish(not_found())),
        }
    }
}

/// Whoever administers; to nobody else the page exists.
fn administrator(by: &Moderator) -> Result<Administrator> {
    Ok(by.administrator().map_err(|_| domain::Error::NotFound)?)
}

/// Whoever administers and sent a form of ours. To nobody else the page exists, with or without the form's token.
fn decides(by: &Moderator, frame: &Frame, csrf: &str) -> Result<Administrator> {
    let by = administrator(by)?;
    frame.verify(csrf)?;
    Ok(by)
}

fn not_found<T>() -> Result<T> {
    Err(domain::Error::NotFound.into())
}
