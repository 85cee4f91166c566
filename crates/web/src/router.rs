//! Every route, a screen a surface.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::error::Error;
use crate::health;
use crate::state::State;

/// Bytes of a body that is no upload.
const BODY_LIMIT: usize = 1024 * 1024;

/// The whole server.
#[must_use]
pub fn router(state: State) -> Router {
    Router::new()
        .merge(api())
        .merge(operations())
        .with_state(state)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// The Mastodon API. What is not there answers 404 as JSON: an app takes 401 for a log-out and HTML for a crash.
fn api() -> Router<State> {
    Router::new().route("/api/{*path}", axum::routing::any(not_found))
}

/// For whatever watches over the process.
fn operations() -> Router<State> {
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
}

async fn not_found() -> impl IntoResponse {
    Error::Domain(domain::Error::NotFound)
}
