//! Every route, a screen a surface.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;

use crate::error::Error;
use crate::state::State;

/// Bytes of a body that is no upload.
const BODY_LIMIT: usize = 1024 * 1024;

/// The whole server.
#[must_use]
pub fn router(state: State) -> Router {
    Router::new()
        .merge(api())
        .with_state(state)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// The Mastodon API. What is not there answers 404 as JSON: an app takes 401 for a log-out and HTML for a crash.
fn api() -> Router<State> {
    Router::new().route("/api/{*path}", axum::routing::any(not_found))
}

async fn not_found() -> impl IntoResponse {
    Error::Domain(domain::Error::NotFound)
}
