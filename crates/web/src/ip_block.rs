//! Networks from which nothing is answered.

use axum::extract::{Request, State as FromState};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ip_block;
use domain::kinds::IpSeverity;

use crate::error::Error;
use crate::extract::ClientAddress;
use crate::state::State;

/// Refuses whatever comes from a network without access, but for questions after the health of the process, which its own
/// machine asks.
pub async fn check(
    FromState(state): FromState<State>,
    ClientAddress(address): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/health/") {
        return next.run(request).await;
    }
    match ip_block::severity_of(&state.ctx, address).await {
        Ok(Some(IpSeverity::NoAccess)) => {
            let refusal = domain::Error::Forbidden("Your network has no access to this server");
            Error::Domain(refusal).into_response()
        }
        Ok(_) => next.run(request).await,
        Err(error) => Error::Domain(error).into_response(),
    }
}
