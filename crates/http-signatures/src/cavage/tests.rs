//! The signed text, by the test values of draft-cavage-http-signatures-12, appendix C.

use aws_lc_rs::signature::{
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY as RSA_1024, UnparsedPublicKey,
};
use http::{HeaderValue, Method};

use super::*;

/// 1024 bits: good enough for the draft's values, refused by this crate as a peer's key.
const PUBLIC_KEY: &str = "\
    MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3\
    6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6\
    Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw\
    oYi+1hqp1fIekaxsyQIDAQAB";

const DATE_ONLY: &str = "\
    SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8D\
    MJ5cou1s7uEGKKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHY\
    GEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM=";

const BASIC: &str = "\
    qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJy\
    pxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSW\
    kx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=";

const ALL_HEADERS: &str = "\
    vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3\
    v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS\
    2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=";

fn headers() -> HeaderMap {
    [
        ("host", "example.com"),
        ("date", "Sun, 05 Jan 2014 21:31:40 GMT"),
        ("content-type", "application/json"),
        (
            "digest",
            "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        ),
        ("content-length", "18"),
    ]
    .into_iter()
    .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
    .collect()
}

fn published_request(headers: &HeaderMap) -> RequestView<'_> {
    RequestView {
        method: &Method::POST,
        scheme: "https",
        authority: "example.com",
        path_and_query: "/foo?param=value&pet=dog",
        headers,
        body: Some(br#"{"hello": "world"}"#),
    }
}

fn assert_published(covered: &str, signature: &str) {
    let headers = headers();
    let request = published_request(&headers);
    let covered: Vec<String> = covered.split(' ').map(str::to_owned).collect();
    let base = base(
        &request,
        request.path_and_query,
        &covered,
        &Times::default(),
    )
    .unwrap();
    let key = BASE64_STANDARD.decode(PUBLIC_KEY).unwrap();
    let signature = BASE64_STANDARD.decode(signature).unwrap();
    UnparsedPublicKey::new(&RSA_1024, key)
        .verify(&base, &signature)
        .expect("the published signature is over the same text");
}

#[test]
fn c1_default() {
    assert_published("date", DATE_ONLY);
}

#[test]
fn c2_basic() {
    assert_published("(request-target) host date", BASIC);
}

/// The signature is that of version 10: version 12 added times to the text and kept the signature.
#[test]
fn c3_all_headers() {
    assert_published(
        "(request-target) host date content-type digest content-length",
        ALL_HEADERS,
    );
}

#[test]
fn repeated_headers_are_joined_and_trimmed() {
    let mut headers = headers();
    headers.append("x-thing", HeaderValue::from_static(" one "));
    headers.append("x-thing", HeaderValue::from_static("two"));
    let request = published_request(&headers);
    let base = base(&request, "/", &["x-thing".to_owned()], &Times::default());
    assert_eq!(base, Ok(b"x-thing: one, two".to_vec()));
}

#[test]
fn parameters_are_read_quoted_or_not_and_with_spaces() {
    let found = parameters(r#"keyId="a,b=c" , created=12, empty="",headers="x y""#).unwrap();
    let expected = [
        ("keyId", "a,b=c"),
        ("created", "12"),
        ("empty", ""),
        ("headers", "x y"),
    ];
    assert_eq!(found, expected.into_iter().collect());
}
