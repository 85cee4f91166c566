//! Addresses that are no text: nothing is there, and no handler or query has to deal with them.

use axum::extract::{FromRequestParts as _, Request, State as FromState};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::browse;
use crate::error::Error;
use crate::extract::Frame;
use crate::state::State;

/// Answers 404 to a path that is not UTF-8, or has the character that PostgreSQL cannot keep in a text.
pub async fn check(FromState(state): FromState<State>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_text(path) {
        return next.run(request).await;
    }
    if path.starts_with("/api/") {
        return Error::Domain(domain::Error::NotFound).into_response();
    }
    let (mut parts, _) = request.into_parts();
    match Frame::from_request_parts(&mut parts, &state).await {
        Ok(frame) => browse::missing(frame).await,
        Err(error) => error.into_response(),
    }
}

fn is_text(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8();
    decoded.is_ok_and(|path| !path.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_no_nul_and_is_utf8() {
        for (path, expected) in [("/@%C3%A4", true), ("/@%ff", false), ("/@a%00", false)] {
            assert_eq!(is_text(path), expected, "{path}");
        }
    }
}
