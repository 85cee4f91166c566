//! `/api/v1/accounts`: looking at accounts.

pub mod credentials;
pub mod featured;
pub mod lists;
pub mod relationships;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::account::Account;
use domain::account_view::AccountRef;
use domain::id::AccountId;
use domain::search::Slice;
use domain::{account, account_list, remote, search};
use protocol::search::Found;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, MaybeUser, Params, User};
use crate::state::State;

/// Accounts that are asked for at once, as on Mastodon.
const AT_ONCE: usize = 40;

/// `GET /api/v1/accounts/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
) -> Result<entity::Json> {
    viewer.require("read:accounts")?;
    let found = account::show(&state.ctx, id).await?;
    looked_at(&state, &viewer, &found).await?;
    one(&state, &found).await
}

/// What stands beside an account of another server is asked for when one of ours looks at it.
async fn looked_at(state: &State, viewer: &MaybeUser, found: &Account) -> Result<()> {
    if viewer.viewer().account().is_some() {
        remote::look(&state.ctx, found).await?;
    }
    Ok(())
}

async fn one(state: &State, found: &Account) -> Result<entity::Json> {
    Ok(state
        .fragments
        .account(&state.ctx, AccountRef::of(found))
        .await?)
}

async fn several(state: &State, found: &[Account]) -> Result<entity::Json> {
    let refs: Vec<_> = found.iter().map(AccountRef::of).collect();
    Ok(state.fragments.accounts(&state.ctx, &refs).await?)
}

/// `id[]`, as text or numbers.
#[derive(Deserialize)]
pub struct Ids {
    #[serde(default, deserialize_with = "lenient::ids")]
    id: Vec<i64>,
}

impl Ids {
    fn accounts(self) -> Vec<AccountId> {
        self.id.into_iter().map(AccountId).take(AT_ONCE).collect()
    }
}

/// `GET /api/v1/accounts?id[]=`.
pub async fn index(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Ids>,
) -> Result<entity::Json> {
    viewer.require("read:accounts")?;
    let found = account::list(&state.ctx, &values.accounts()).await?;
    several(&state, &found).await
}

/// A handle.
#[derive(Deserialize)]
pub struct Handle {
    #[serde(default)]
    acct: String,
}

/// `GET /api/v1/accounts/lookup`: an account that is known here, by its handle.
pub async fn lookup(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Handle>,
) -> Result<entity::Json> {
    viewer.require("read:accounts")?;
    let found = account::lookup(&state.ctx, &values.acct).await?;
    looked_at(&state, &viewer, &found).await?;
    one(&state, &found).await
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    following: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    resolve: Option<bool>,
}

/// `GET /api/v1/accounts/search`.
pub async fn search(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Query>,
) -> Result<entity::Json> {
    user.require("read:accounts")?;
    let slice = Slice::of(values.limit, values.offset, 40, 80);
    let following = values.following.unwrap_or(false);
    let mut found =
        search::accounts(&state.ctx, user.viewer(), &values.q, following, slice).await?;
    if found.is_empty()
        && values.resolve == Some(true)
        && !following
        && let Some(Found::Account(id)) =
            protocol::search::find(&state.federation, &values.q).await?
    {
        found = account::list(&state.ctx, &[id]).await?;
    }
    several(&state, &found).await
}

/// `GET /api/v1/accounts/familiar_followers?id[]=`.
pub async fn familiar_followers(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Ids>,
) -> Result<Json<Vec<Value>>> {
    user.require("read:follows")?;
    let there = account::list(&state.ctx, &values.accounts()).await?;
    let ids: Vec<AccountId> = there.iter().map(|account| account.id).collect();
    let found = account_list::familiar_followers(&state.ctx, user.account_id, &ids).await?;
    let all: Vec<AccountId> = found
        .iter()
        .flat_map(|(_, followers)| followers.clone())
        .collect();
    let known = account::list(&state.ctx, &all).await?;
    let pieces = state
        .fragments
        .load(&state.ctx, &[], known.iter().map(AccountRef::of))
        .await?;
    let answer = found.iter().map(|(id, followers)| {
        let accounts: Vec<_> = followers
            .iter()
            .filter_map(|id| pieces.account(*id))
            .collect();
        json!({ "id": id.to_string(), "accounts": accounts })
    });
    Ok(Json(answer.collect()))
}
