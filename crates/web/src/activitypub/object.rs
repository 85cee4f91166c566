//! Statuses and the activities that made them, at their ids.

use axum::extract::{OriginalUri, State as FromState};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use domain::Viewer;
use domain::id::{AccountId, StatusId};
use protocol::outgoing::{self, Posted};

use super::authorized_fetch::Asker;
use super::inbox::request;
use super::{Kept, document};
use crate::error::{Error, Result};
use crate::extract::Ids;
use crate::state::State;

/// Seconds that a public status may be kept.
pub(super) const SECONDS: u32 = 180;

/// GET /ap/users/{account}/statuses/{id}
pub async fn show(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    status_document(&state, asker, Some(account), id, &uri, &headers).await
}

/// A status as servers read it: whoever signs the request may see what is for them.
pub(crate) async fn status_document(
    state: &State,
    asker: Asker,
    account: Option<AccountId>,
    id: StatusId,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response> {
    let (posted, kept) = seen(state, asker, account, id, uri, headers).await?;
    if posted.view.reblog.is_some() {
        return Err(domain::Error::NotFound.into());
    }
    Ok(document(outgoing::status(&state.ctx, &posted).body, kept))
}

/// GET /ap/users/{account}/statuses/{id}/activity: the Create of a status, the Announce of a boost.
pub async fn activity(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let (posted, kept) = seen(&state, asker, Some(account), id, &uri, &headers).await?;
    let announce = outgoing::announce(&posted);
    let found = announce.unwrap_or_else(|| outgoing::create(&state.ctx, &posted));
    Ok(document(found.body, kept))
}

/// What everyone may see is shown to everyone. A signature is only looked at where it makes a difference: checking one
/// may mean fetching a key.
pub(super) async fn seen(
    state: &State,
    asker: Asker,
    account: Option<AccountId>,
    id: StatusId,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(Posted, Kept)> {
    match own(state, asker.viewer(), account, id).await {
        Err(Error::Domain(domain::Error::NotFound)) => {}
        answer => return Ok((answer?, Kept::Public(SECONDS))),
    }
    let request = request(&Method::GET, uri, headers, &[]);
    let viewer = protocol::inbox::viewer(&state.federation, request).await?;
    let viewer = viewer.ok_or(domain::Error::NotFound)?;
    let posted = own(state, Viewer::Account(viewer), account, id).await?;
    Ok((posted, Kept::Never))
}

/// A status of ours, by its author's address too.
pub(super) async fn own(
    state: &State,
    viewer: Viewer,
    account: Option<AccountId>,
    id: StatusId,
) -> Result<Posted> {
    let posted = outgoing::posted(&state.ctx, viewer, id).await?;
    let row = &posted.view.status.status;
    if row.local && account.is_none_or(|account| account == row.account_id) {
        Ok(posted)
    } else {
        Err(domain::Error::NotFound.into())
    }
}
