//! The accounts that an actor recommends, collection by collection (FEP-7aa9).

#[cfg(test)]
mod tests;

use axum::extract::State as FromState;
use axum::response::Response;
use domain::collection;
use domain::id::{AccountId, CollectionId, CollectionItemId};
use domain::search::Slice;
use protocol::outgoing;
use protocol::vocab::CollectionDocument;

use super::actor::present;
use super::authorized_fetch::Asker;
use super::{Kept, document};
use crate::error::Result;
use crate::extract::{Id, Ids};
use crate::state::State;

/// Seconds for which others may keep what is here.
const FRESH: Kept = Kept::Public(180);

/// `GET /ap/users/{id}/featured_collections`: those on its profile, whole, since there are few.
pub async fn index(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let owner = present(&state, id).await?;
    let all = Slice {
        limit: collection::LIMIT,
        offset: 0,
    };
    let views = collection::list(&state.ctx, asker.viewer(), id, all).await?;
    let uris = &state.ctx.uris;
    let items = views.iter().map(|view| uris.collection(id, view.row.id));
    let mut found = CollectionDocument::unordered(uris.of_actor(owner.id, "featured_collections"));
    found.total_items = Some(views.len() as u64);
    found.items = Some(items.collect());
    Ok(document(outgoing::collection(found, None), FRESH))
}

/// `GET /ap/users/{account}/collections/{id}`
pub async fn show(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, CollectionId>,
) -> Result<Response> {
    collection_document(&state, asker, Some(account), id).await
}

/// A collection as servers read it, of this account if one is named.
pub(crate) async fn collection_document(
    state: &State,
    asker: Asker,
    account: Option<AccountId>,
    id: CollectionId,
) -> Result<Response> {
    let view = collection::show(&state.ctx, asker.viewer(), id).await?;
    if account.is_some_and(|account| account != view.row.account_id) {
        return Err(domain::Error::NotFound.into());
    }
    let owner = present(state, view.row.account_id).await?;
    let found = outgoing::featured_collection(&state.ctx, &owner, view).await?;
    Ok(document(found.body, FRESH))
}

/// `GET /ap/users/{account}/feature_authorizations/{id}`: that the account is in a collection, as long as it is.
pub async fn authorization(
    FromState(state): FromState<State>,
    Ids(account, id): Ids<AccountId, CollectionItemId>,
) -> Result<Response> {
    let member = present(&state, account).await?;
    let (item, collection) = collection::authorization(&state.ctx, member.id, id).await?;
    let found = outgoing::feature_authorization(&state.ctx, &member, &item, &collection);
    Ok(document(found.body, FRESH))
}
