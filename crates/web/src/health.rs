//! For whatever watches over the process.

use axum::extract::State as FromState;
use axum::http::StatusCode;

use crate::state::State;

/// The process runs.
pub async fn live() -> StatusCode {
    StatusCode::OK
}

/// The server can do its work: the database answers.
pub async fn ready(FromState(state): FromState<State>) -> StatusCode {
    if domain::health::is_ready(&state.ctx).await {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}
