//! Authorized fetch: documents are for servers that sign what they ask, and for none that is shut out. The instance actor
//! stands apart, for whoever has to check our own signature would ask for ever.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri, Request, State as FromState};
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Viewer;
use domain::id::AccountId;

use super::inbox::request;
use super::wants_activity_json;
use crate::error::Result;
use crate::state::State;

/// What needs no signature: who is here and what kind of server this is, the instance actor, and what people hand on to
/// prove something to anyone.
const OPEN: [&str; 5] = [
    "/.well-known/",
    "/nodeinfo/",
    "/actor",
    "/credentials/",
    "/status/",
];

/// Who signed the request for a document; nobody is known where that is not demanded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asker(Option<AccountId>);

impl Asker {
    /// As whom the document is looked at.
    #[must_use]
    pub fn viewer(self) -> Viewer {
        self.0.map_or(Viewer::Anonymous, Viewer::Account)
    }
}

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _state: &S,
    ) -> std::result::Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

/// For routes that serve nothing but documents.
pub(crate) async fn documents(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let is_open = OPEN.iter().any(|open| uri.path().starts_with(open));
    check(state, uri, request, next, !is_open).await
}

/// For routes at which people find a page and servers a document.
pub(crate) async fn pages(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let is_document = wants_activity_json(request.headers());
    check(state, uri, request, next, is_document).await
}

async fn check(
    state: State,
    uri: axum::http::Uri,
    mut request: Request,
    next: Next,
    is_document: bool,
) -> Response {
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    if !state.ctx.config.federation.authorized_fetch || !is_document || !reads {
        return next.run(request).await;
    }
    let (method, headers) = (request.method().clone(), request.headers().clone());
    // Checking who asks may mean fetching their key: too much to keep on the stack of every page.
    let mut response = match Box::pin(asker(&state, &method, &uri, &headers)).await {
        Ok(asker) => {
            request.extensions_mut().insert(asker);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    // What one server may see another may not: no cache between us hands it on.
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(VARY, HeaderValue::from_static("Accept, Signature"));
    response
}

async fn asker(
    state: &State,
    method: &Method,
    uri: &axum::http::Uri,
    headers: &HeaderMap,
) -> Result<Asker> {
    let request = request(method, uri, headers, &[]);
    let account = protocol::inbox::asker(&state.federation, request).await?;
    Ok(Asker(Some(account)))
}
