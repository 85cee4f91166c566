//! `/api/v1/trends`.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::search::Slice;
use domain::trend;
use serde::Deserialize;

use crate::entity;
use crate::entity::card::TrendsLink;
use crate::entity::tag::Tag;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{MaybeUser, Params};
use crate::state::State;

/// Which part of the list.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

/// `GET /api/v1/trends/tags`, and `GET /api/v1/trends` of old apps.
pub async fn tags(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<Tag>>> {
    let slice = Slice::of(values.limit, values.offset, 10, 20);
    let tags = trend::tags(&state.ctx, viewer.viewer(), slice).await?;
    Ok(Json(Tag::list(&state.ctx, &tags)))
}

/// `GET /api/v1/trends/statuses`.
pub async fn statuses(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Query>,
) -> Result<entity::Json> {
    let slice = Slice::of(values.limit, values.offset, 20, 40);
    let entries = trend::statuses(&state.ctx, viewer.viewer(), slice).await?;
    Ok(state.fragments.statuses(&state.ctx, &entries).await?)
}

/// `GET /api/v1/trends/links`.
pub async fn links(
    FromState(state): FromState<State>,
    _viewer: MaybeUser,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<TrendsLink>>> {
    let slice = Slice::of(values.limit, values.offset, 10, 20);
    let links = trend::links(&state.ctx, slice).await?;
    let shown = links.iter().map(|link| TrendsLink::new(&state.ctx, link));
    Ok(Json(shown.collect()))
}
