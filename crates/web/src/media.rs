//! `GET /media/{secret}/{variant}`: files, ours and those of others. The address says nothing but which one: no address
//! of another server, no type and no size is ever taken from a request.

mod range;

use axum::body::Body;
use axum::extract::{Path, State as FromState};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::media::{File, Part, Variant};
use protocol::media::MediaError;

use crate::error::Error;
use crate::state::State;

/// Whatever a browser takes a file for, it runs nothing in it and sends nothing of it anywhere.
const HARMLESS: [(HeaderName, HeaderValue); 4] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
    (
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("inline"),
    ),
];

/// Answers 404 for what is not there or not for anyone, 502 for what its own server does not give, 206 with a part to the
/// players that ask for one. Never a redirect: whoever looks at a picture shows their address to us alone.
pub async fn show(
    FromState(state): FromState<State>,
    Path((secret, variant)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(variant) = Variant::parse(&variant) else {
        return Error::from(domain::Error::NotFound).into_response();
    };
    let range = range::requested(&headers);
    match protocol::media::open(&state.federation, &secret, variant, range).await {
        Ok(file) => render(file),
        Err(MediaError::Domain(error)) => Error::from(error).into_response(),
        Err(MediaError::Unavailable) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

fn render(file: File) -> Response {
    // The bytes behind an address never change.
    let keep = if file.public {
        "public, max-age=31536000, immutable"
    } else {
        "private, max-age=31536000, immutable"
    };
    let (status, length) = match &file.part {
        Part::Whole => (StatusCode::OK, file.length),
        Part::Bytes(part) => (StatusCode::PARTIAL_CONTENT, part.end - part.start),
        Part::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0),
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(file.content_type),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
    ];
    let place = range::place(&file.part, file.length);
    let body = Body::from_stream(file.body);
    (status, headers, HARMLESS, place, body).into_response()
}

#[cfg(test)]
mod tests;
