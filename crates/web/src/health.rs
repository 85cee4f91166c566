//! For whatever watches over the process.

use axum::extract::State as FromState;
use axum::http::StatusCode;

use crate::state::State;

/// The process runs. As Mastodon says it: some monitors look for the word.
pub async fn live() -> &'static str {
    "OK"
}

/// The server can do its work: the database answers.
pub async fn ready(FromState(state): FromState<State>) -> (StatusCode, &'static str) {
    if domain::health::is_ready(&state.ctx).await {
        (StatusCode::OK, "OK")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        )
    }
}
