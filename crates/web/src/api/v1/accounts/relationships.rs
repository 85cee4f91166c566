//! `/api/v1/accounts/relationships`, and what changes them. Each change answers with the relationship that it made.

use std::time::Duration;

use axum::Json;
use axum::extract::State as FromState;
use domain::id::AccountId;
use domain::{account_note, block, follow, mute, relationship};
use serde::Deserialize;

use super::AT_ONCE;
use crate::entity::relationship::Relationship;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// With whom.
#[derive(Deserialize)]
pub struct Others {
    #[serde(default, deserialize_with = "lenient::ids")]
    id: Vec<i64>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    with_suspended: Option<bool>,
}

/// `GET /api/v1/accounts/relationships?id[]=`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Others>,
) -> Result<Json<Vec<Relationship>>> {
    user.require("read:follows")?;
    let ids: Vec<AccountId> = values.id.into_iter().map(AccountId).take(AT_ONCE).collect();
    let suspended = values.with_suspended.unwrap_or(false);
    let found = relationship::list(&state.ctx, user.account_id, &ids, suspended).await?;
    Ok(Json(found.into_iter().map(Relationship::from).collect()))
}

/// What is shown of the one who is followed.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default, deserialize_with = "lenient::boolean")]
    reblogs: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    notify: Option<bool>,
    languages: Option<Vec<String>>,
}

impl From<Shown> for follow::Options {
    fn from(shown: Shown) -> Self {
        Self {
            reblogs: shown.reblogs,
            notify: shown.notify,
            languages: shown.languages,
        }
    }
}

/// `POST /api/v1/accounts/{id}/follow`.
pub async fn follow(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<Shown>,
) -> Result<Json<Relationship>> {
    user.require("write:follows")?;
    follow::follow(&state.ctx, user.account_id, id, &values.into()).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/unfollow`.
pub async fn unfollow(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:follows")?;
    follow::unfollow(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/remove_from_followers`.
pub async fn remove_from_followers(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:follows")?;
    follow::remove_from_followers(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/block`.
pub async fn block(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:blocks")?;
    block::block(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/unblock`.
pub async fn unblock(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:blocks")?;
    block::unblock(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// How an account is muted.
#[derive(Deserialize)]
pub struct Muted {
    #[serde(default, deserialize_with = "lenient::boolean")]
    notifications: Option<bool>,
    /// Seconds; 0 is for ever.
    #[serde(default, deserialize_with = "lenient::id")]
    duration: Option<i64>,
}

/// `POST /api/v1/accounts/{id}/mute`.
pub async fn mute(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<Muted>,
) -> Result<Json<Relationship>> {
    user.require("write:mutes")?;
    let seconds = values
        .duration
        .and_then(|seconds| u64::try_from(seconds).ok());
    let duration = seconds
        .filter(|seconds| *seconds > 0)
        .map(Duration::from_secs);
    let notifications = values.notifications.unwrap_or(true);
    mute::mute(&state.ctx, user.account_id, id, notifications, duration).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/unmute`.
pub async fn unmute(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:mutes")?;
    mute::unmute(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// A private note; empty to remove it.
#[derive(Deserialize)]
pub struct Note {
    #[serde(default)]
    comment: String,
}

/// `POST /api/v1/accounts/{id}/note`.
pub async fn note(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<Note>,
) -> Result<Json<Relationship>> {
    user.require("write:accounts")?;
    account_note::write(&state.ctx, user.account_id, id, &values.comment).await?;
    with(&state, &user, id).await
}

/// The relationship as it is now.
pub(in crate::api::v1) async fn with(
    state: &State,
    user: &User,
    other: AccountId,
) -> Result<Json<Relationship>> {
    let between = relationship::show(&state.ctx, user.account_id, other).await?;
    Ok(Json(between.into()))
}
