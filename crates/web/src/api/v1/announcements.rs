//! `/api/v1/announcements`.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::announcement;
use domain::id::AnnouncementId;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::announcement::Announcement;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Ids, Params, User};
use crate::state::State;

/// Which ones.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default, deserialize_with = "lenient::boolean")]
    with_dismissed: Option<bool>,
}

/// `GET /api/v1/announcements`. Every token is good for it.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<Announcement>>> {
    let all = values.with_dismissed.unwrap_or(false);
    let views = announcement::list(&state.ctx, user.account_id, all).await?;
    let shown = views
        .into_iter()
        .map(|view| Announcement::new(&state.ctx, view));
    Ok(Json(shown.collect()))
}

/// `POST /api/v1/announcements/{id}/dismiss`.
pub async fn dismiss(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AnnouncementId>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    announcement::dismiss(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!({})))
}

/// `PUT /api/v1/announcements/{id}/reactions/{name}`.
pub async fn react(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, name): Ids<AnnouncementId, String>,
) -> Result<Json<Value>> {
    user.require("write:favourites")?;
    announcement::react(&state.ctx, user.account_id, id, &name).await?;
    Ok(Json(json!({})))
}

/// `DELETE /api/v1/announcements/{id}/reactions/{name}`.
pub async fn unreact(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, name): Ids<AnnouncementId, String>,
) -> Result<Json<Value>> {
    user.require("write:favourites")?;
    announcement::unreact(&state.ctx, user.account_id, id, &name).await?;
    Ok(Json(json!({})))
}
