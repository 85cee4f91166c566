//! Editing a status, and what it said before.

use axum::Json as Plain;
use axum::extract::State as FromState;
use domain::id::StatusId;
use domain::status;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::draft::Draft;
use super::{look_up_mentions, render};
use crate::entity::status::{StatusEdit, StatusSource};
use crate::entity::{self, Json};
use crate::error::Result;
use crate::extract::{Id, MaybeUser, Params, User};
use crate::state::State;

/// `PUT /api/v1/statuses/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    Params { values, .. }: Params<Draft>,
) -> Result<Json> {
    user.require("write:statuses")?;
    look_up_mentions(&state, values.text()).await?;
    status::edit(&state.ctx, user.account_id, id, values.into_edit()?).await?;
    render(&state, &user, id).await
}

/// `GET /api/v1/statuses/{id}/source`.
pub async fn source(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
) -> Result<Plain<StatusSource>> {
    user.require("read:statuses")?;
    let source = status::source(&state.ctx, user.account_id, id).await?;
    Ok(Plain(source.into()))
}

/// `GET /api/v1/statuses/{id}/history`: every version, the oldest first.
pub async fn history(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<StatusId>,
) -> Result<Plain<Value>> {
    user.require("read:statuses")?;
    let ctx = &state.ctx;
    let (entry, versions) = status::history(ctx, user.viewer(), id).await?;
    let entity::Json(author) = state
        .fragments
        .account(ctx, entry.original().author)
        .await?;
    let author: Box<RawValue> = serde_json::from_slice(&author).map_err(domain::Error::from)?;
    let shown = versions.into_iter();
    let shown: Vec<_> = shown
        .map(|version| StatusEdit::new(ctx, &author, version))
        .collect();
    Ok(Plain(json!(shown)))
}
