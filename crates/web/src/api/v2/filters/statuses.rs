//! `/api/v2/filters/{id}/statuses` and `/api/v2/filters/statuses/{id}`.

use axum::Json;
use axum::extract::State as FromState;
use domain::filter;
use domain::id::{FilterId, FilterStatusId, StatusId};
use serde::Deserialize;

use crate::entity::count::Empty;
use crate::entity::filter::FilterStatus;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// `GET /api/v2/filters/{id}/statuses`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    Id(of): Id<FilterId>,
) -> Result<Json<Vec<FilterStatus>>> {
    user.require("read:filters")?;
    let filter = filter::show(&state.ctx, user.account_id, of).await?;
    Ok(Json(filter.statuses.iter().map(Into::into).collect()))
}

/// Which status.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default, deserialize_with = "lenient::id")]
    status_id: Option<i64>,
}

/// `POST /api/v2/filters/{id}/statuses`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Id(of): Id<FilterId>,
    Params { values, .. }: Params<Which>,
) -> Result<Json<FilterStatus>> {
    user.require("write:filters")?;
    let id = values.status_id.map(StatusId);
    let id = id.ok_or_else(|| Error::invalid("status_id", "can't be blank"))?;
    let named = filter::add_status(&state.ctx, user.account_id, of, id).await?;
    Ok(Json((&named).into()))
}

/// `GET /api/v2/filters/statuses/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterStatusId>,
) -> Result<Json<FilterStatus>> {
    user.require("read:filters")?;
    let named = filter::show_status(&state.ctx, user.account_id, id).await?;
    Ok(Json((&named).into()))
}

/// `DELETE /api/v2/filters/statuses/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterStatusId>,
) -> Result<Json<Empty>> {
    user.require("write:filters")?;
    filter::remove_status(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}
