//! Versions of resources (RFC 7644 section 3.14): a change may demand the one that it was made for.

use axum::http::HeaderMap;
use axum::http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH};

use super::error::{Error, Result};

/// How often a change without a demand is made anew on what somebody else wrote meanwhile.
pub const TRIES: u32 = 5;

/// The entity tag of a version.
#[must_use]
pub fn tag(version: i64) -> String {
    format!("W/\"{version}\"")
}

/// Refuses unless `If-Match`, where it is sent, names `version`.
///
/// # Errors
/// `Version`.
pub fn check(headers: &HeaderMap, version: i64) -> Result<()> {
    match names(headers, &IF_MATCH, version) {
        Some(false) => Err(Error::Version),
        _ => Ok(()),
    }
}

/// Whether who asks has `version` already.
#[must_use]
pub fn is_known(headers: &HeaderMap, version: i64) -> bool {
    names(headers, &IF_NONE_MATCH, version) == Some(true)
}

/// Whether a change may be made anew on another version.
#[must_use]
pub fn is_free(headers: &HeaderMap) -> bool {
    !headers.contains_key(IF_MATCH)
}

fn names(headers: &HeaderMap, name: &HeaderName, version: i64) -> Option<bool> {
    let tags = headers.get(name)?.to_str().ok()?;
    let (weak, strong) = (tag(version), format!("\"{version}\""));
    let mut tags = tags.split(',').map(str::trim);
    Some(tags.any(|tag| tag == "*" || tag == weak || tag == strong))
}
