//! What the log says of a request: its number, method and route. Never its address in full, its headers or its body: those
//! hold tokens, and what people write and read.

use axum::extract::{MatchedPath, Request, State as FromState};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::id;
use tracing::Instrument;

use crate::state::State;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers a request: the number stands in the answer, and in every line that is logged for it.
pub async fn log(FromState(state): FromState<State>, request: Request, next: Next) -> Response {
    let began = state.ctx.clock.now();
    let number = id::generate(began);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str);
    let span = tracing::info_span!("request", number, method = %request.method(), route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = state.ctx.clock.now().millis() - began.millis();
    tracing::debug!(parent: &span, status = response.status().as_u16(), milliseconds = took, "answered");
    response
        .headers_mut()
        .insert(REQUEST_ID, HeaderValue::from(number));
    response
}
