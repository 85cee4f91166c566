//! Requests for verification in a browser: the verifiers' queue, and what members' pages and the API share with it. To
//! everyone but verifiers the queue does not exist.

mod card;
pub mod queue;
pub mod request;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::Timestamp;
use domain::id::AccountId;
use domain::kinds::{Assurance, CredentialKind};
use domain::names::Acct;
use domain::verification::{Approval, File, Verifier};

use crate::api::v1::admin::asked::time;
use crate::error::{Error, Result};
use crate::extract::Frame;
use crate::extract::frame::log_in_first;
use crate::state::State;

pub(crate) use card::{choose_kind, choose_register, member_card};

/// Where the queue is.
const PATH: &str = "/verification";

/// The frame of a page that a verifier looks at. Who is not logged in is asked to; nobody else finds anything.
pub struct Desk {
    frame: Frame,
    by: Verifier,
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
            return Err(log_in_first(asked.unwrap_or(PATH)));
        };
        match Verifier::of(browser.holder.account_id, browser.holder.is_verifier) {
            Ok(by) => Ok(Self { frame, by }),
            Err(_) => Err(frame.finish(Err(domain::Error::NotFound.into()))),
        }
    }
}

/// The other account that a credential is to be about, as its home describes it now; `None` when none is named.
pub(crate) async fn subject(state: &State, handle: &str) -> Result<Option<AccountId>> {
    if handle.trim().is_empty() {
        return Ok(None);
    }
    let unknown = || Error::invalid("account", "is no account that can be found");
    let handle: Acct = handle.trim().parse().map_err(|_| unknown())?;
    let found = protocol::account_move::look_up(&state.federation, &handle).await;
    let found = found.map_err(|error| {
        tracing::debug!(%error, "the subject of a request for verification is not found");
        unknown()
    });
    Ok(Some(found?.id))
}

/// Until when something counts: the beginning of a day (UTC) or a time; nothing for no end.
fn read_end(text: &str) -> Result<Option<Timestamp>> {
    time("valid_until", Some(text.trim()))
}

/// What a verifier vouches for, as a form or an app sends it; without a kind the one that was asked for.
pub(crate) fn read_approval(kind: &str, assurance: &str, valid_until: &str) -> Result<Approval> {
    let unknown = |field| Error::invalid(field, "is not one that exists");
    let kind = match kind {
        "" => None,
        word => Some(CredentialKind::parse(word).ok_or_else(|| unknown("kind"))?),
    };
    Ok(Approval {
        kind,
        assurance: Assurance::parse(assurance).ok_or_else(|| unknown("assurance"))?,
        valid_until: read_end(valid_until)?,
    })
}

/// What proves a request, for the eyes of who asked and for no cache. It is shown rather than saved, so that no copy stays
/// behind, and runs nothing.
pub(crate) fn evidence_file(file: File) -> Response {
    let headers = [
        (CONTENT_TYPE, file.mime),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_DISPOSITION, "inline".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (X_FRAME_OPTIONS, "DENY".to_owned()),
        (
            CONTENT_SECURITY_POLICY,
            // Browsers centre a picture by a style of their own.
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'".to_owned(),
        ),
    ];
    (headers, file.bytes).into_response()
}
