//! Where other servers deliver.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{OriginalUri, State as FromState};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use domain::id::AccountId;
use protocol::inbox::{self, Request};

use super::actor;
use crate::error::{Error, Result};
use crate::extract::Id;
use crate::state::State;

/// POST /inbox, and the inbox of the instance actor.
pub async fn shared(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<StatusCode> {
    receive(&state, None, &uri, &headers, body).await
}

/// POST /ap/users/{id}/inbox
pub async fn personal(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<StatusCode> {
    let account = actor::present(&state, id).await?;
    receive(&state, Some(account.id), &uri, &headers, body).await
}

/// Verified and on disk: 202. What it does is done later.
async fn receive(
    state: &State,
    recipient: Option<AccountId>,
    uri: &Uri,
    headers: &HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<StatusCode> {
    let Ok(_place) = state.arriving.try_acquire() else {
        return Err(Error::Busy);
    };
    let body = body.map_err(|_| Error::TooLarge)?;
    let request = request(&Method::POST, uri, headers, &body);
    inbox::receive(&state.federation, request, recipient).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The request as it was signed.
pub(super) fn request<'a>(
    method: &'a Method,
    uri: &'a Uri,
    headers: &'a HeaderMap,
    body: &'a [u8],
) -> Request<'a> {
    let path_and_query = uri.path_and_query().map_or("/", |target| target.as_str());
    Request {
        method,
        path_and_query,
        headers,
        body,
    }
}
