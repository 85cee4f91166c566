//! What other servers ask and send: actors, statuses, collections, the inbox.

pub mod actor;
pub mod authorized_fetch;
pub mod collections;
pub mod credential;
pub mod featured_collections;
pub mod inbox;
pub mod object;
pub mod quote;
pub mod thread;

use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

/// The type of everything served here.
const ACTIVITY_JSON: &str = "application/activity+json; charset=utf-8";

/// How long an answer may be kept.
#[derive(Clone, Copy)]
pub(crate) enum Kept {
    /// By everyone, for so many seconds.
    Public(u32),
    /// By nobody: it was for one viewer.
    Never,
}

/// A document as servers expect it.
pub(crate) fn document(body: String, kept: Kept) -> Response {
    let cache = match kept {
        Kept::Public(seconds) => format!("max-age={seconds}, public"),
        Kept::Never => "private, no-store".to_owned(),
    };
    let headers = [
        (CONTENT_TYPE, ACTIVITY_JSON.to_owned()),
        (CACHE_CONTROL, cache),
        (VARY, "Accept, Signature".to_owned()),
    ];
    (headers, body).into_response()
}

/// Whether a request for a page at an address that people and servers share comes from a server (ActivityPub section 3.2).
#[must_use]
pub fn wants_activity_json(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value: &HeaderValue| value.to_str().ok());
    let mut kinds = accepted.flat_map(|value| value.split(','));
    kinds.any(|kind| {
        let kind = kind.trim().to_ascii_lowercase();
        kind.starts_with("application/activity+json") || kind.starts_with("application/ld+json")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_pages_and_servers_get_documents() {
        for (accept, expected) in [
            ("text/html,application/xhtml+xml,*/*;q=0.8", false),
            ("*/*", false),
            ("application/json", false),
            ("application/activity+json, application/ld+json", true),
            (
                r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#,
                true,
            ),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(wants_activity_json(&headers), expected, "{accept}");
        }
    }
}
