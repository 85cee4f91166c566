//! The signature base, by the examples of RFC 9421, appendix B. B.2.4 is a response, which this
//! crate does not sign. Keys and signatures are those published there.

use aws_lc_rs::{
    hmac,
    signature::{
        ECDSA_P256_SHA256_FIXED, RSA_PSS_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
    },
};
use http::{HeaderValue, Method};

use super::*;
use crate::PublicKey;

/// B.1.2 `test-key-rsa-pss`.
const RSA_PSS: &str = "\
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2\
    +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+\
    oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq\
    gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W\
    Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4\
    aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI\
    2wIDAQAB";
/// B.1.3 `test-key-ecc-p256`.
const ECC_P256: &str = "\
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf\
    w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==";
/// B.1.4 `test-key-ed25519`, without the envelope.
const ED25519: &str = "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
/// B.1.5 `test-shared-secret`.
const SHARED_SECRET: &str = "\
    uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

const B21: &str = "\
    d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopem\
    LJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG\
    52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx\
    2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6\
    UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3\
    +7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==";
const B23: &str = "\
    bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yB\
    iMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fU\
    xN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1\
    pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9\
    bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5Z\
    JzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==";
const B25: &str = "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=";
const B26: &str = "\
    wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu\
    4A0w6vuQv5lIp5WPpBKRCw==";
const B3: &str = "\
    xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==";
const B4: &str = "\
    ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==";
const CLIENT_CERT: &str = "\
    :MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQ\
    KDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBD\
    QTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDM\
    FkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXm\
    ckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQY\
    DVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8B\
    Af8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQ\
    GV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0\
    Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

const CONTENT_DIGEST: &str = "sha-512=:\
    WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

fn header_map(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let named = |&(name, value): &(&str, &'static str)| {
        (name.parse().unwrap(), HeaderValue::from_static(value))
    };
    pairs.iter().map(named).collect()
}

/// The request of B.2.
fn base_of_b2(signature_input: &str) -> Vec<u8> {
    let headers = header_map(&[
        ("host", "example.com"),
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("content-type", "application/json"),
        ("content-digest", CONTENT_DIGEST),
        ("content-length", "18"),
    ]);
    let request = RequestView {
        method: &Method::POST,
        scheme: "https",
        authority: "example.com",
        path_and_query: "/foo?param=Value&Pet=dog",
        headers: &headers,
        body: Some(br#"{"hello": "world"}"#),
    };
    base_of(&request, signature_input)
}

fn base_of(request: &RequestView<'_>, signature_input: &str) -> Vec<u8> {
    let input = SignatureInput::parse(signature_input).unwrap();
    base(request, &input.covered, input.params).unwrap()
}

fn bytes(base64: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(base64).unwrap()
}

fn assert_verifies(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &str,
    base: &[u8],
    signature: &str,
) {
    UnparsedPublicKey::new(algorithm, bytes(key))
        .verify(base, &bytes(signature))
        .expect("the published signature is over the same base");
}

#[test]
fn b21_minimal_rsa_pss() {
    let base = base_of_b2(
        r#"sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#,
    );
    assert_verifies(&RSA_PSS_2048_8192_SHA512, RSA_PSS, &base, B21);
}

#[test]
fn b22_components_with_parameters_are_not_supported() {
    let input = SignatureInput::parse(
        r#"sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473"#,
    );
    assert_eq!(
        input.err(),
        Some(Error::UnsupportedComponent("@query-param".to_owned()))
    );
}

#[test]
fn b23_full_coverage_rsa_pss() {
    let base = base_of_b2(concat!(
        r#"sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "#,
        r#""content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss""#,
    ));
    assert_verifies(&RSA_PSS_2048_8192_SHA512, RSA_PSS, &base, B23);
}

#[test]
fn b25_hmac() {
    let base = base_of_b2(concat!(
        r#"sig-b25=("date" "@authority" "content-type");created=1618884473"#,
        r#";keyid="test-shared-secret""#,
    ));
    let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes(SHARED_SECRET));
    hmac::verify(&key, &base, &bytes(B25)).expect("the published code is over the same base");
}

#[test]
fn b26_ed25519() {
    let base = base_of_b2(concat!(
        r#"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")"#,
        r#";created=1618884473;keyid="test-key-ed25519""#,
    ));
    let key = PublicKey::from_ed25519(&bytes(ED25519)).unwrap();
    assert!(key.verifies(&base, &bytes(B26)));
    assert!(!key.verifies(&base[1..], &bytes(B26)));
}

#[test]
fn b3_behind_a_proxy_ecdsa() {
    let headers = header_map(&[("client-cert", CLIENT_CERT)]);
    let request = RequestView {
        method: &Method::POST,
        scheme: "https",
        authority: "service.internal.example",
        path_and_query: "/foo?param=Value&Pet=dog",
        headers: &headers,
        body: Some(br#"{"hello": "world"}"#),
    };
    let base = base_of(
        &request,
        concat!(
            r#"ttrp=("@path" "@query" "@method" "@authority" "client-cert");created=1618884473"#,
            r#";keyid="test-key-ecc-p256""#,
        ),
    );
    assert_verifies(&ECDSA_P256_SHA256_FIXED, ECC_P256, &base, B3);
}

#[test]
fn b4_transformed_on_the_way() {
    let key = PublicKey::from_ed25519(&bytes(ED25519)).unwrap();
    let verifies =
        |method: &Method, path_and_query: &str, pairs: &[(&'static str, &'static str)]| {
            let request = RequestView {
                method,
                scheme: "https",
                authority: "example.org",
                path_and_query,
                headers: &header_map(pairs),
                body: None,
            };
            let base = base_of(
                &request,
                concat!(
                    r#"transform=("@method" "@path" "@authority" "accept");created=1618884473"#,
                    r#";keyid="test-key-ed25519""#,
                ),
            );
            key.verifies(&base, &bytes(B4))
        };
    let target = "/demo?name1=Value1&Name2=value2";
    assert!(verifies(
        &Method::GET,
        target,
        &[("accept", "application/json"), ("accept", "*/*")]
    ));
    assert!(verifies(
        &Method::GET,
        "/demo?added=1",
        &[("accept", "application/json, */*")]
    ));
    assert!(!verifies(
        &Method::POST,
        target,
        &[("accept", "application/json, */*")]
    ));
    assert!(!verifies(
        &Method::GET,
        target,
        &[("accept", "*/*"), ("accept", "application/json")]
    ));
}

#[test]
fn the_authority_is_normalized() {
    let component = |scheme, authority, name| {
        let request = RequestView {
            method: &Method::GET,
            scheme,
            authority,
            path_and_query: "/",
            headers: &HeaderMap::new(),
            body: None,
        };
        String::from_utf8(component(&request, name).unwrap()).unwrap()
    };
    assert_eq!(
        component("HTTPS", "Example.COM:443", "@target-uri"),
        "https://example.com/"
    );
    assert_eq!(
        component("https", "example.com:80", "@authority"),
        "example.com:80"
    );
    assert_eq!(
        component("http", "example.com:80", "@authority"),
        "example.com"
    );
    assert_eq!(component("https", "example.com", "@query"), "?");
}
