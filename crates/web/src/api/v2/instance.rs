//! `/api/v2/instance`.

use axum::Json;
use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};

use crate::api::v1::instance::facts;
use crate::entity::instance::Instance;
use crate::error::Result;
use crate::state::State;

/// `GET /api/v2/instance`.
pub async fn show(FromState(state): FromState<State>) -> Result<Response> {
    let facts = facts(&state).await?;
    Ok(Json(Instance::new(&state.ctx, &facts)?).into_response())
}
