//! `/api/v2/instance`.

use axum::Json;
use axum::extract::State as FromState;
use serde_json::Value;

use crate::api::v1::instance::facts;
use crate::entity::instance as entity;
use crate::error::Result;
use crate::state::State;

/// `GET /api/v2/instance`.
pub async fn show(FromState(state): FromState<State>) -> Result<Json<Value>> {
    let facts = facts(&state).await?;
    Ok(Json(entity::v2(&state.ctx, &facts)?))
}
