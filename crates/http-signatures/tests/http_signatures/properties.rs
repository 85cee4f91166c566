//! Whatever is altered does not verify, and whatever arrives does not panic.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderName, HeaderValue};
use http_signatures::{KeyError, PrivateKey, Profile, PublicKey, testing};
use proptest::prelude::*;
use rsa::pkcs8::Document;

use crate::sample::{DATE, NOW, Sample};

const READ_HEADERS: [&str; 6] = [
    "signature",
    "signature-input",
    "digest",
    "content-digest",
    "date",
    "host",
];

fn profile() -> impl Strategy<Value = Profile> {
    prop_oneof![Just(Profile::Cavage), Just(Profile::Rfc9421)]
}

/// Text made of what the parsers look for.
fn header_text() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("keyId=\""),
        Just("headers=\""),
        Just("signature=\""),
        Just("algorithm=\"hs2019\""),
        Just("(request-target) host date digest"),
        Just("created=1713614400"),
        Just("(created)"),
        Just("sig1="),
        Just("(\"@method\" \"@target-uri\")"),
        Just(";created=1713614400"),
        Just(";keyid=\"k\""),
        Just(":AAAA:"),
        Just("SHA-256="),
        Just("sha-256="),
        Just(DATE),
        Just("\""),
        Just(","),
        Just("="),
        Just(";"),
        Just(" "),
        Just("\\"),
        Just("?1"),
        Just("%\"%f"),
        Just("99999999999999999999"),
        Just("-1"),
        Just("é"),
    ];
    prop_oneof![
        proptest::collection::vec(words, 0..20).prop_map(|words| words.concat()),
        "[ -~]{0,80}",
    ]
}

proptest! {
    #[test]
    fn an_altered_body_never_verifies(profile in profile(), at: prop::sample::Index, flip in 1_u8..) {
        let mut sample = Sample::post().signed(profile);
        let body = sample.body.as_mut().unwrap();
        let at = at.index(body.len());
        body[at] ^= flip;
        prop_assert!(sample.verify().is_err());
    }

    #[test]
    fn an_altered_target_never_verifies(profile in profile(), target in "/[a-z/?&=%]{0,30}") {
        let mut sample = Sample::post().signed(profile);
        prop_assume!(target != sample.target);
        sample.target = target;
        prop_assert!(sample.verify().is_err());
    }

    #[test]
    fn an_altered_header_never_verifies(
        profile in profile(),
        which: prop::sample::Index,
        value in "[!-~]([ -~]{0,60}[!-~])?",
    ) {
        let mut sample = Sample::post().signed(profile);
        let names: Vec<HeaderName> = sample.headers.keys().cloned().collect();
        let name = which.get(&names);
        // RFC 9421 covers the authority of the connection, not the header that repeats it.
        prop_assume!(profile == Profile::Cavage || name != "host");
        prop_assume!(sample.headers[name] != value);
        sample.headers.insert(name, HeaderValue::from_str(&value).unwrap());
        prop_assert!(sample.verify().is_err());
    }

    #[test]
    fn a_damaged_signature_never_verifies(
        profile in profile(),
        at: prop::sample::Index,
        byte in b' '..=b'~',
    ) {
        let mut sample = Sample::post().signed(profile);
        let mut value = sample.headers["signature"].as_bytes().to_vec();
        // The last of its base64 has unused bits, which may be anything.
        let bytes = value.len() - 340..value.len() - 8;
        let at = bytes.start + at.index(bytes.len());
        prop_assume!(value[at] != byte);
        value[at] = byte;
        sample.headers.insert("signature", HeaderValue::from_bytes(&value).unwrap());
        prop_assert!(sample.verify().is_err());
    }

    #[test]
    fn arbitrary_headers_are_refused_without_a_panic(
        values in proptest::collection::vec((0..READ_HEADERS.len(), header_text()), 0..8),
    ) {
        for mut sample in [Sample::post(), Sample::get()] {
            for (which, value) in &values {
                let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
                sample.headers.append(READ_HEADERS[*which], value);
            }
            prop_assert!(sample.verify_at(&testing::key(0).public_key(), NOW).is_err());
        }
    }

    #[test]
    fn arbitrary_keys_are_refused_without_a_panic(
        label in prop_oneof![Just("PUBLIC KEY"), Just("RSA PUBLIC KEY"), Just("PRIVATE KEY")],
        text in "[A-Za-z0-9+/=\n -]{0,200}",
    ) {
        let pem = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n");
        prop_assert!(PublicKey::from_pem(&pem).is_err());
        prop_assert!(PrivateKey::from_pem(&pem).is_err());
    }

    #[test]
    fn a_damaged_key_is_refused_or_does_not_verify(at: prop::sample::Index, flip in 1_u8..) {
        let mut der = Document::from_pem(&testing::key(0).public_key_pem())
            .unwrap().1.into_vec();
        // Before it stand lengths and the algorithm, whose parameters nobody reads.
        let key = der.len() - 270..der.len();
        let at = key.start + at.index(key.len());
        der[at] ^= flip;
        let sample = Sample::post().signed(Profile::Cavage);
        if let Ok(key) = public_key(&der) {
            prop_assert!(sample.verify_at(&key, NOW).is_err());
        }
    }
}

fn public_key(der: &[u8]) -> Result<PublicKey, KeyError> {
    let base64 = BASE64_STANDARD.encode(der);
    PublicKey::from_pem(&format!(
        "-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----"
    ))
}
