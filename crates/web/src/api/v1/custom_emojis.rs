//! `/api/v1/custom_emojis`.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::custom_emoji::{self, Shown};

use crate::error::Result;
use crate::state::State;

/// `GET /api/v1/custom_emojis`: those that people here may use. Those of others come with what they are used in.
pub async fn index(FromState(state): FromState<State>) -> Result<Json<Vec<Shown>>> {
    Ok(Json(custom_emoji::list(&state.ctx).await?))
}
