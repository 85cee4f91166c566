//! Where other servers deliver.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::id::AccountId;
use protocol::inbox::{self, Request};

use super::actor;
use crate::error::{Error, Result};
use crate::state::State;

/// Seconds after which a sender whose key could not be had may come back.
const RETRY_AFTER: u32 = 300;

/// POST /inbox, and the inbox of the instance actor.
pub async fn shared(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Response> {
    receive(&state, None, &uri, &headers, body).await
}

/// POST /ap/users/{id}/inbox
pub async fn personal(
    FromState(state): FromState<State>,
    Path(id): Path<AccountId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Response> {
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
) -> Result<Response> {
    let body = body.map_err(|_| Error::TooLarge)?;
    let request = request(&Method::POST, uri, headers, &body);
    match inbox::receive(&state.federation, request, recipient).await {
        Ok(()) => Ok(StatusCode::ACCEPTED.into_response()),
        Err(error) => refuse(error),
    }
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

/// The text says what is wrong, for the administrator on the other side; peers read the code.
pub(super) fn refuse(error: protocol::Error) -> Result<Response> {
    use protocol::Error as Reason;
    let error = match error {
        Reason::Domain(error) => return Err(error.into()),
        other => other,
    };
    tracing::info!(%error, "a request of another server was refused");
    let passes = error.is_transient();
    let status = match &error {
        Reason::Malformed(_) => StatusCode::BAD_REQUEST,
        Reason::Refused(_) => StatusCode::FORBIDDEN,
        _ if passes => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNAUTHORIZED,
    };
    let text = serde_json::json!({"error": error.to_string()});
    let mut response = (status, axum::Json(text)).into_response();
    if passes {
        response
            .headers_mut()
            .insert("retry-after", RETRY_AFTER.into());
    }
    Ok(response)
}
