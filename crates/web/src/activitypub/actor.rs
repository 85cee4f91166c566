//! Actors at their ids.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};
use domain::account::Account;
use domain::id::AccountId;
use domain::remote;
use http::StatusCode;
use protocol::outgoing;

use super::{Kept, document};
use crate::error::Result;
use crate::extract::Id;
use crate::state::State;

/// Seconds for which others may keep an actor.
const FRESH: u32 = 180;

/// GET /ap/users/{id}
pub async fn show(FromState(state): FromState<State>, Id(id): Id<AccountId>) -> Result<Response> {
    let current = remote::find_local_ref(&state.ctx, id).await?;
    if let Some(kept) = current.and_then(|actor| outgoing::kept_actor(&state.federation, actor)) {
        return Ok(document(kept.body.clone(), Kept::Public(FRESH)));
    }
    let account = local(&state, id).await?;
    actor_document(&state, account, FRESH).await
}

/// GET /actor: the instance itself, for whoever has to check what it signed; so nothing is asked of them.
pub async fn instance(FromState(state): FromState<State>) -> Result<Response> {
    let account = domain::account::instance_actor(&state.ctx).await?;
    actor_document(&state, account, 600).await
}

/// An actor as servers read it. One that is gone for good says so and no more; one that is suspended is forbidden.
pub(crate) async fn actor_document(
    state: &State,
    account: Account,
    seconds: u32,
) -> Result<Response> {
    if account.deleted_at.is_some() {
        return Ok(StatusCode::GONE.into_response());
    }
    let suspended = account.suspended_at.is_some();
    let found = outgoing::actor(&state.federation, account).await?;
    let answer = document(found.body.clone(), Kept::Public(seconds));
    // As Mastodon answers: shut out for now, and still with the key that says so elsewhere.
    Ok(if suspended {
        (StatusCode::FORBIDDEN, answer).into_response()
    } else {
        answer
    })
}

/// One of our own actors.
pub(super) async fn local(state: &State, id: AccountId) -> Result<Account> {
    let found = remote::find_by_id(&state.ctx, id).await?;
    let local = found.filter(|account| account.domain.is_none());
    Ok(local.ok_or(domain::Error::NotFound)?)
}

/// One of our own actors that may be shown.
pub(super) async fn present(state: &State, id: AccountId) -> Result<Account> {
    let account = local(state, id).await?;
    if domain::account::is_present(&account) {
        Ok(account)
    } else {
        Err(domain::Error::NotFound.into())
    }
}
