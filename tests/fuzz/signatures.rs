//! What proves who sent a request: signatures in both profiles, digests, keys.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use http_signatures::{Claim, Profile, PublicKey, RequestView, digest, sign, testing};
use proptest::prelude::*;

use crate::bound::bounded;
use crate::mutate::{self, Input};
use crate::seeds;

const BODY: &[u8] = br#"{"type":"Create"}"#;
const NOW: i64 = 1_795_262_400;
const AUTHORITY: &str = "b.example";
const KEY_ID: &str = "https://a.example/users/anna#main-key";

/// A request to our inbox with these headers.
fn view(headers: &HeaderMap) -> RequestView<'_> {
    RequestView {
        method: &Method::POST,
        scheme: "https",
        authority: AUTHORITY,
        path_and_query: "/inbox",
        headers,
        body: Some(BODY),
    }
}

/// The headers of a sound request.
fn sound(profile: Profile) -> HeaderMap {
    let headers = HeaderMap::new();
    let signed = sign(profile, &view(&headers), KEY_ID, &testing::key(0), NOW);
    signed.expect("is signed")
}

/// The header names of `profile` that are tried.
fn names(profile: Profile) -> &'static [&'static str] {
    match profile {
        Profile::Cavage => &["signature", "digest", "date", "host"],
        Profile::Rfc9421 => &["signature", "signature-input", "content-digest"],
    }
}

const WORDS: &[&str] = &[
    "keyId=\"",
    "algorithm=\"hs2019\"",
    "algorithm=\"none\"",
    "headers=\"",
    "(request-target)",
    "(created)",
    "created=1795262400",
    "expires=",
    "signature=\"",
    "sig1=",
    "sig2=",
    "(\"@method\"",
    "\"@target-uri\"",
    "\"@authority\"",
    "\"content-digest\"",
    ";req",
    ";bs",
    ";sf",
    ";keyid=\"",
    ";alg=\"ed25519\"",
    "sha-256=:",
    "SHA-256=",
    ":",
    "=",
    ",",
    ";",
    "\"",
    "\\",
    "?1",
    "99999999999999999999",
];

/// A sound request of which one header is changed never verifies with its key, unless it still says the same; and never
/// with another's.
fn check(profile: Profile, name: &'static str, input: &Input) -> Result<(), TestCaseError> {
    let mut headers = sound(profile);
    let Ok(value) = HeaderValue::from_bytes(&input.0) else {
        return Ok(());
    };
    let kept = headers.insert(HeaderName::from_static(name), value);
    let claim = bounded(&input.0, |_| Claim::parse(&view(&headers), NOW));
    let Ok(claim) = claim else { return Ok(()) };
    prop_assert!(!claim.key_id.is_empty());
    prop_assert!((claim.created - NOW).abs() <= 2 * 3600);
    prop_assert!(claim.verify(&testing::key(1).public_key()).is_err());
    if claim.verify(&testing::key(0).public_key()).is_ok() {
        let signed = ["date", "host", "digest", "content-digest"];
        // Without a `Host` the authority stands in for it.
        let before = kept.as_ref().map(HeaderValue::as_bytes);
        let before = before.or((name == "host").then_some(AUTHORITY.as_bytes()));
        let same = before.is_some_and(|before| before.trim_ascii() == input.0.trim_ascii());
        let uncovered = signed.contains(&name) && !claim.covers(name);
        prop_assert!(
            same || uncovered || !signed.contains(&name),
            "{name} is covered and changed"
        );
    }
    Ok(())
}

/// The header `name` of a sound request, changed, and the examples of its folder.
fn header(profile: Profile, name: &'static str) -> BoxedStrategy<(&'static str, Input)> {
    let folder = match profile {
        Profile::Cavage => "cavage",
        Profile::Rfc9421 => "rfc9421",
    };
    let mut seeds = seeds::of(folder);
    if let Some(value) = sound(profile).get(name) {
        seeds.extend(std::iter::repeat_n(value.as_bytes().to_vec(), seeds.len()));
    }
    let inputs = mutate::bytes(seeds, WORDS);
    inputs.prop_map(move |input| (name, input)).boxed()
}

fn any_header(profile: Profile) -> impl Strategy<Value = (&'static str, Input)> {
    let each = names(profile).iter().map(|name| header(profile, name));
    proptest::strategy::Union::new(each)
}

proptest! {
    #[test]
    fn cavage((name, input) in any_header(Profile::Cavage)) {
        check(Profile::Cavage, name, &input)?;
    }

    #[test]
    fn rfc9421((name, input) in any_header(Profile::Rfc9421)) {
        check(Profile::Rfc9421, name, &input)?;
    }

    #[test]
    fn digest(input in mutate::bytes(seeds::of("digest"), WORDS)) {
        let header = input.text();
        let right = digest::digest_header(BODY);
        let right = right.split_once('=').map(|(_, value)| value.to_owned()).expect("has a value");
        for verified in [
            bounded(&input.0, |_| digest::verify_digest(&header, BODY)),
            bounded(&input.0, |_| digest::verify_content_digest(&header, BODY)),
        ] {
            if verified.is_ok() {
                prop_assert!(header.contains(right.trim_end_matches('=')), "{header}");
            }
        }
    }

    #[test]
    fn key(input in mutate::bytes(seeds::of("key"), &[
        "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----",
        "\n", "\r\n", "MIIB", "AQAB", "=", "A",
    ])) {
        let text = input.text();
        if let Ok(key) = bounded(&input.0, |_| PublicKey::from_pem(&text)) {
            let headers = sound(Profile::Cavage);
            let claim = Claim::parse(&view(&headers), NOW).expect("is sound");
            prop_assert!(claim.verify(&key).is_err(), "none of the seeds signed it");
        }
    }
}
