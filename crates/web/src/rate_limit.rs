//! How often the API may be asked. Every answer says what is left of the limit that is nearest, as Mastodon's do.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State as FromState};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::throttle::{self, Allowance, Limit};
use domain::token::{self, Bearer};

use crate::error::Result;
use crate::extract::ClientAddress;
use crate::extract::auth::secret;
use crate::state::State;

const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Counts a request and refuses it when it is one too many. A stream is one request that lasts, and is not counted.
pub async fn check(
    FromState(state): FromState<State>,
    from: ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    if state.ctx.config.development || is_stream(&request) {
        return next.run(request).await;
    }
    let counted = match bearer(&state, request.headers()).await {
        Ok(bearer) => count(&state, limits(&request, bearer, from)),
        Err(error) => Err(error),
    };
    let allowance = match counted {
        Ok(allowance) => allowance,
        Err(error) => return error.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(allowance) = allowance
        && !response.headers().contains_key(LIMIT)
    {
        tell(response.headers_mut(), allowance);
    }
    response
}

/// Writes what is left into the headers of an answer.
pub(crate) fn tell(headers: &mut HeaderMap, allowance: Allowance) {
    headers.insert(LIMIT, allowance.most.into());
    headers.insert(REMAINING, allowance.remaining.into());
    let reset = HeaderValue::from_str(&allowance.resets_at.to_rfc3339());
    headers.insert(RESET, reset.expect("a time is ASCII"));
}

fn is_stream(request: &Request) -> bool {
    request.uri().path().starts_with("/api/v1/streaming")
}

async fn bearer(state: &State, headers: &HeaderMap) -> Result<Option<Arc<Bearer>>> {
    match secret(headers) {
        Some(secret) => Ok(token::authenticate(&state.ctx, secret).await?),
        None => Ok(None),
    }
}

/// Counts towards each limit; the one of which the least is left.
fn count(state: &State, limits: Vec<(Limit, String)>) -> Result<Option<Allowance>> {
    let mut nearest: Option<Allowance> = None;
    for (limit, who) in limits {
        let allowance = throttle::count(&state.ctx, limit, &who)?;
        let both = nearest.into_iter().chain(allowance);
        nearest = both.min_by_key(|one| one.remaining);
    }
    Ok(nearest)
}

/// The limits that a request falls under, and who is counted. An application's own token is in nobody's name.
fn limits(
    request: &Request,
    bearer: Option<Arc<Bearer>>,
    ClientAddress(address): ClientAddress,
) -> Vec<(Limit, String)> {
    let mut limits = Vec::new();
    if let Some(bearer) = &bearer {
        limits.push((throttle::REQUESTS_BY_TOKEN, bearer.token_id.to_string()));
    }
    let who = if let Some(holder) = bearer.and_then(|bearer| bearer.holder) {
        let user = holder.user_id.to_string();
        limits.push((throttle::REQUESTS_BY_USER, user.clone()));
        limits.extend(costly(request).map(|limit| (limit, user.clone())));
        user
    } else {
        let network = throttle::network(address);
        limits.push((throttle::REQUESTS_BY_NETWORK, network.clone()));
        network
    };
    if asks_for_page(request) {
        limits.push((throttle::PAGES, who));
    }
    limits
}

/// The limit of what costs this server or others more than an answer.
fn costly(request: &Request) -> Option<Limit> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    match path {
        "/api/v1/media" | "/api/v2/media" if request.method() == Method::POST => {
            Some(throttle::UPLOADS)
        }
        "/api/v1/statuses/{id}" if request.method() == Method::DELETE => Some(throttle::DELETIONS),
        "/api/v1/statuses/{id}/unreblog" => Some(throttle::DELETIONS),
        _ => None,
    }
}

fn asks_for_page(request: &Request) -> bool {
    let query = request.uri().query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes())
        .any(|(name, _)| matches!(&*name, "page" | "max_id" | "since_id" | "min_id"))
}
