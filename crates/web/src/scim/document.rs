//! Bodies: JSON objects in, `application/scim+json` out.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::MEDIA_TYPE;
use super::error::{Error, Result};
use crate::state::State;

/// What was sent.
pub struct Document(pub Map<String, Value>);

impl FromRequest<State> for Document {
    type Rejection = Error;

    async fn from_request(request: Request, state: &State) -> Result<Self> {
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|refused| match refused.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            _ => Error::Syntax("the body broke off"),
        })?;
        let object = serde_json::from_slice(&body);
        object
            .map(Self)
            .map_err(|_| Error::Syntax("the body is no JSON object"))
    }
}

/// An answer that is no resource.
pub fn answer(body: Value) -> Response {
    let mut response = Json(body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, MEDIA_TYPE);
    response
}

/// A resource, with the headers that tell its version and, of a new one, its place.
pub fn resource(
    status: StatusCode,
    tag: &str,
    location: &str,
    body: Map<String, Value>,
) -> Response {
    let mut response = answer(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, text) in [(ETAG, tag), (LOCATION, location)] {
        let is_wanted = name == ETAG || status == StatusCode::CREATED;
        if let (true, Ok(value)) = (is_wanted, HeaderValue::from_str(text)) {
            headers.insert(name, value);
        }
    }
    response
}
