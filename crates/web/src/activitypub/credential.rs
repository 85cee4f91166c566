//! What this instance vouches for, as documents: credentials, the lists that tell which of them hold, and its name as DID.

#[cfg(test)]
mod tests;

use axum::extract::{OriginalUri, State as FromState};
use axum::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use domain::credential;
use domain::id::{AccountId, CredentialId};
use protocol::credential::{did_document, document, status_list_document};
use protocol::outgoing;
use protocol::vocab::CollectionDocument;
use serde_json::Value;

use super::actor::present;
use super::inbox::request;
use super::{Kept, document as activity_document};
use crate::error::Result;
use crate::extract::Id;
use crate::state::State;

/// Seconds for which proxies may keep what may be taken back.
const SECONDS: u32 = 60;

/// `GET /credentials/{id}`. A server that signs its request is told what becomes of the credential.
pub async fn show(
    FromState(state): FromState<State>,
    Id(id): Id<CredentialId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let ctx = &state.ctx;
    let (row, _) = credential::find_own(ctx, id).await?;
    let signed = document(&state.federation, &row).await?;
    let asker = request(&Method::GET, &uri, &headers, &[]);
    // Who signs badly is not refused what everyone may have.
    if let Ok(Some(reader)) = protocol::inbox::viewer(&state.federation, asker).await {
        credential::remember_reader(ctx, id, reader).await?;
    }
    Ok(answer(&headers, &signed))
}

/// `GET /status/{number}`.
pub async fn status_list(
    FromState(state): FromState<State>,
    Id(number): Id<i64>,
    headers: HeaderMap,
) -> Result<Response> {
    let list = credential::status_list(&state.ctx, number).await?;
    let signed = status_list_document(&state.federation, &list).await?;
    Ok(answer(&headers, &signed))
}

/// `GET /.well-known/did.json`.
pub async fn did(FromState(state): FromState<State>) -> Result<Response> {
    let document = did_document(&state.federation).await?;
    let headers = [
        (CONTENT_TYPE, "application/did+json"),
        (CACHE_CONTROL, "max-age=600, public"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    Ok((headers, document.to_string()).into_response())
}

/// `GET /ap/users/{id}/credentials`: the addresses of what is vouched for about an actor, as far as it holds.
pub async fn of_actor(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let ctx = &state.ctx;
    let account = present(&state, id).await?;
    let valid = credential::valid_of(ctx, account.id).await?;
    let items: Vec<String> = valid.into_iter().map(|row| row.uri).collect();
    let address = ctx.uris.of_actor(account.id, "credentials");
    let mut collection = CollectionDocument::ordered(address);
    collection.total_items = Some(items.len() as u64);
    collection.ordered_items = Some(items);
    let body = outgoing::collection(collection, None);
    Ok(activity_document(body, Kept::Public(SECONDS)))
}

/// A signed document, as a credential or, for whoever asks for that alone, as JSON-LD.
fn answer(asked: &HeaderMap, document: &Value) -> Response {
    let accepted = asked.get_all(ACCEPT).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    let wants = |kind: &str| accepted.iter().any(|value| value.contains(kind));
    let kind = if !wants("application/vc") && wants("application/ld+json") {
        "application/ld+json"
    } else {
        "application/vc"
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CACHE_CONTROL, format!("max-age={SECONDS}, public")),
        (VARY, "Accept, Signature".to_owned()),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
    ];
    (headers, document.to_string()).into_response()
}
