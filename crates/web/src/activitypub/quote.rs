//! The stamps with which our authors admit quotes (FEP-044f).

use axum::extract::{OriginalUri, State as FromState};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use domain::id::{AccountId, QuoteId};
use domain::{Viewer, quote};
use protocol::outgoing;

use super::authorized_fetch::Asker;
use super::inbox::request;
use super::{Kept, document};
use crate::error::Result;
use crate::extract::Ids;
use crate::state::State;

/// Seconds that a stamp may be kept: it may be revoked.
const SECONDS: u32 = 30;

/// `GET /ap/users/{account}/quote_authorizations/{id}`: 404 once it is revoked. Of a status that not everyone may see, for
/// those who may and sign the request.
pub async fn show(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, QuoteId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let ctx = &state.ctx;
    match quote::stamp(ctx, asker.viewer(), account, id).await {
        Err(domain::Error::NotFound) => {}
        stamp => {
            let body = outgoing::stamp(stamp?).body;
            return Ok(document(body, Kept::Public(SECONDS)));
        }
    }
    let request = request(&Method::GET, &uri, &headers, &[]);
    let viewer = protocol::inbox::viewer(&state.federation, request).await?;
    let viewer = Viewer::Account(viewer.ok_or(domain::Error::NotFound)?);
    let stamp = quote::stamp(ctx, viewer, account, id).await?;
    Ok(document(outgoing::stamp(stamp).body, Kept::Never))
}
