//! Statuses and the activities that made them, at their ids.

use axum::extract::{OriginalUri, State as FromState};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use domain::id::{AccountId, StatusId};
use domain::status_view;
use domain::{Viewer, status};
use protocol::outgoing::{self, Posted};
use protocol::vocab::{CollectionDocument, FirstPage, PageDocument};

use super::authorized_fetch::Asker;
use super::inbox::request;
use super::{Kept, document};
use crate::error::{Error, Result};
use crate::extract::Ids;
use crate::state::State;

/// Answers listed to a server that looks for a thread.
const REPLIES: usize = 60;
/// Seconds that a public status may be kept.
const SECONDS: u32 = 180;

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

/// GET /ap/users/{account}/statuses/{id}/replies: direct answers that everyone may see.
pub async fn replies(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response> {
    let ctx = &state.ctx;
    let posted = own(&state, asker.viewer(), Some(account), id).await?;
    let address = format!("{}/replies", posted.view.status.status.uri);
    let mut collection = CollectionDocument::unordered(address.clone());
    collection.first = Some(FirstPage::Address(format!("{address}?page=true")));
    let page = if uri.query().is_some_and(|query| query.contains("page=")) {
        let thread = status::context(ctx, asker.viewer(), id).await?;
        let views = status_view::views(ctx, &thread.descendants).await?;
        let rows = views.into_iter().map(|view| view.status.status);
        let direct = rows.filter(|row| row.in_reply_to_id == Some(id));
        let items = direct.map(|row| row.uri).take(REPLIES).collect();
        Some(PageDocument::unordered(address, items))
    } else {
        None
    };
    Ok(document(
        outgoing::collection(collection, page),
        Kept::Public(SECONDS),
    ))
}

/// What everyone may see is shown to everyone. A signature is only looked at where it makes a difference: checking one
/// may mean fetching a key.
async fn seen(
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
async fn own(
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
