//! `/api/v1/scheduled_statuses`: what one will post.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::Timestamp;
use domain::id::ScheduledStatusId;
use domain::scheduled_status;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::page::Linked;
use crate::entity::count::Empty;
use crate::entity::scheduled_status::ScheduledStatus;
use crate::error::{Error, Result};
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// `GET /api/v1/scheduled_statuses`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Value>>> {
    user.require("read:statuses")?;
    let ctx = &state.ctx;
    let waiting = scheduled_status::list(ctx, user.account_id, paging.page(20, 40)).await?;
    let cursors = waiting.iter().map(|one| one.id.into());
    let list = waiting
        .iter()
        .map(|one| json!(ScheduledStatus::new(ctx, one)))
        .collect();
    Ok(Linked::new(&state, &uri, cursors, Json(list)))
}

/// `GET /api/v1/scheduled_statuses/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ScheduledStatusId>,
) -> Result<Json<Value>> {
    user.require("read:statuses")?;
    let waiting = scheduled_status::show(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!(ScheduledStatus::new(&state.ctx, &waiting))))
}

/// When.
#[derive(Deserialize)]
pub struct Change {
    scheduled_at: Option<String>,
}

/// `PUT /api/v1/scheduled_statuses/{id}`. Without a time nothing changes, as in Mastodon.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ScheduledStatusId>,
    Params { values, .. }: Params<Change>,
) -> Result<Json<Value>> {
    user.require("write:statuses")?;
    let ctx = &state.ctx;
    let waiting = match values.scheduled_at.as_deref().map(time).transpose()? {
        Some(at) => scheduled_status::postpone(ctx, user.account_id, id, at).await?,
        None => scheduled_status::show(ctx, user.account_id, id).await?,
    };
    Ok(Json(json!(ScheduledStatus::new(ctx, &waiting))))
}

/// `DELETE /api/v1/scheduled_statuses/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ScheduledStatusId>,
) -> Result<Json<Empty>> {
    user.require("write:statuses")?;
    scheduled_status::delete(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}

/// Reads a time as apps write it.
pub(super) fn time(text: &str) -> Result<Timestamp> {
    let reason = "is no time such as 2026-12-01T08:00:00Z";
    Timestamp::parse_rfc3339(text).ok_or_else(|| Error::invalid("scheduled_at", reason))
}
