//! Headers that bind a body to the signature: `Digest` (RFC 3230) and `Content-Digest` (RFC 9530).

use aws_lc_rs::digest::{Algorithm, SHA256, SHA512, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use sfv::{Dictionary, ListEntry, Parser};

use crate::Error;

const DIGEST: &str = "Digest";
const CONTENT_DIGEST: &str = "Content-Digest";

/// A value for `Digest`. The algorithm is in capitals, because Threads reads no other spelling.
#[must_use]
pub fn digest_header(body: &[u8]) -> String {
    format!("SHA-256={}", encoded(&SHA256, body))
}

/// A value for `Content-Digest`.
#[must_use]
pub fn content_digest_header(body: &[u8]) -> String {
    format!("sha-256=:{}:", encoded(&SHA256, body))
}

/// Compares a body with a `Digest` header, a list of algorithms of which only SHA-256 counts.
///
/// # Errors
/// [`Error::Malformed`] when there is no readable SHA-256, [`Error::DigestMismatch`] when it is of
/// another body.
pub fn verify_digest(header: &str, body: &[u8]) -> Result<(), Error> {
    let mut found = false;
    for entry in header.split(',') {
        let (name, value) = entry
            .split_once('=')
            .ok_or(malformed(DIGEST, "an entry has no value"))?;
        if !name.trim().eq_ignore_ascii_case("sha-256") {
            continue;
        }
        let claimed = BASE64_STANDARD
            .decode(value.trim())
            .map_err(|_| malformed(DIGEST, "the SHA-256 is not base64"))?;
        compare(DIGEST, &SHA256, &claimed, body)?;
        found = true;
    }
    found
        .then_some(())
        .ok_or(malformed(DIGEST, "it has no SHA-256"))
}

/// Compares a body with a `Content-Digest` header, in which SHA-256 and SHA-512 count.
///
/// # Errors
/// [`Error::Malformed`] when it has neither, [`Error::DigestMismatch`] when one is of another body.
pub fn verify_content_digest(header: &str, body: &[u8]) -> Result<(), Error> {
    let entries: Dictionary = Parser::new(header)
        .parse()
        .map_err(|_| malformed(CONTENT_DIGEST, "it is not a dictionary"))?;
    let mut found = false;
    for (name, entry) in &entries {
        let algorithm = match name.as_str() {
            "sha-256" => &SHA256,
            "sha-512" => &SHA512,
            _ => continue,
        };
        let ListEntry::Item(item) = entry else {
            return Err(malformed(CONTENT_DIGEST, "a digest is a list"));
        };
        let claimed = item
            .bare_item
            .as_byte_sequence()
            .ok_or(malformed(CONTENT_DIGEST, "a digest is not a byte sequence"))?;
        compare(CONTENT_DIGEST, algorithm, claimed, body)?;
        found = true;
    }
    found.then_some(()).ok_or(malformed(
        CONTENT_DIGEST,
        "it has neither sha-256 nor sha-512",
    ))
}

fn compare(
    header: &'static str,
    algorithm: &'static Algorithm,
    claimed: &[u8],
    body: &[u8],
) -> Result<(), Error> {
    if claimed.len() != algorithm.output_len() {
        return Err(malformed(header, "a digest has the wrong length"));
    }
    if claimed == digest(algorithm, body).as_ref() {
        Ok(())
    } else {
        Err(Error::DigestMismatch(header))
    }
}

fn encoded(algorithm: &'static Algorithm, body: &[u8]) -> String {
    BASE64_STANDARD.encode(digest(algorithm, body))
}

fn malformed(header: &'static str, reason: &'static str) -> Error {
    Error::Malformed { header, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"hello": "world"}"#;
    /// From draft-cavage-12 appendix C and RFC 9421 appendix B.2.
    const SHA256_OF_BODY: &str = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
    const SHA512_OF_BODY: &str =
        "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";

    #[test]
    fn written_as_published() {
        assert_eq!(digest_header(BODY), format!("SHA-256={SHA256_OF_BODY}"));
        assert_eq!(
            content_digest_header(BODY),
            format!("sha-256=:{SHA256_OF_BODY}:")
        );
    }

    #[test]
    fn names_of_algorithms_are_read_in_any_case_and_unknown_ones_skipped() {
        for header in [
            format!("sha-256={SHA256_OF_BODY}"),
            format!("SHA-512=AAAA, Sha-256={SHA256_OF_BODY}"),
            format!("SHA-256={SHA256_OF_BODY},unixsum=30637"),
        ] {
            assert_eq!(verify_digest(&header, BODY), Ok(()), "{header}");
        }
    }

    #[test]
    fn content_digest_by_either_algorithm() {
        for header in [
            format!("sha-256=:{SHA256_OF_BODY}:"),
            format!("sha-512=:{SHA512_OF_BODY}:"),
            format!("md5=:AAAA:, sha-512=:{SHA512_OF_BODY}:, sha-256=:{SHA256_OF_BODY}:"),
        ] {
            assert_eq!(verify_content_digest(&header, BODY), Ok(()), "{header}");
        }
    }

    #[test]
    fn one_wrong_digest_among_right_ones_is_refused() {
        let other = encoded(&SHA256, b"other");
        assert_eq!(
            verify_digest(&format!("SHA-256={SHA256_OF_BODY},SHA-256={other}"), BODY),
            Err(Error::DigestMismatch(DIGEST))
        );
        assert_eq!(
            verify_content_digest(
                &format!("sha-512=:{SHA512_OF_BODY}:, sha-256=:{other}:"),
                BODY
            ),
            Err(Error::DigestMismatch(CONTENT_DIGEST))
        );
    }

    #[test]
    fn unreadable_headers_are_malformed() {
        for header in [
            "",
            "SHA-256",
            "SHA-256=",
            "SHA-256=?",
            "SHA-256=AAAA",
            "SHA-512=AAAA",
        ] {
            assert!(
                matches!(verify_digest(header, BODY), Err(Error::Malformed { .. })),
                "{header}"
            );
        }
        for header in [
            "",
            "sha-256",
            "sha-256=1",
            "sha-256=:AAAA:",
            "sha-256=(1)",
            "md5=:AAAA:",
            "=:",
        ] {
            assert!(
                matches!(
                    verify_content_digest(header, BODY),
                    Err(Error::Malformed { .. })
                ),
                "{header}"
            );
        }
    }
}
