//! Signing, in either profile.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::{Error, PrivateKey, Profile, RequestView, cavage, rfc9421};

/// Headers to add to a request so that its receiver can verify it: date or creation time, digest of
/// the body, signature. Covered are these, the target, the host and all of `request.headers`.
///
/// `Host` is not among them: the client that sends the request derives it from the URL, and it has
/// to be `request.authority`.
///
/// # Errors
/// [`Error::KeyId`] when the key id cannot be written in a header.
pub fn sign(
    profile: Profile,
    request: &RequestView<'_>,
    key_id: &str,
    key: &PrivateKey,
    now: i64,
) -> Result<HeaderMap, Error> {
    let writable = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    if key_id.is_empty() || !key_id.bytes().all(writable) {
        return Err(Error::KeyId(key_id.to_owned()));
    }
    match profile {
        Profile::Cavage => cavage::sign(request, key_id, key, now),
        Profile::Rfc9421 => rfc9421::sign(request, key_id, key, now),
    }
}

/// The caller's headers with the added ones, as the receiver will see them.
pub(crate) fn with_added(request: &RequestView<'_>, added: &HeaderMap) -> HeaderMap {
    let mut headers = request.headers.clone();
    headers.extend(added.clone());
    headers
}

/// Names of the caller's headers that are not in `listed` yet.
pub(crate) fn other_names(headers: &HeaderMap, listed: &[&str]) -> Vec<String> {
    headers
        .keys()
        .map(HeaderName::as_str)
        .filter(|name| !listed.contains(name))
        .map(str::to_owned)
        .collect()
}

/// For values made of checked parts.
pub(crate) fn header_value(value: String) -> HeaderValue {
    HeaderValue::try_from(value).expect("base64, dates and checked key ids are printable ASCII")
}
