//! Status lists, and what of them is not believed.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::credential::Refusal;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use url::Url;

use super::super::presented::Presented;
use super::super::status::StatusList;
use super::{ISSUER, LIST, NOW, key, signed, signed_as, unsigned, with};
use crate::vocab::context::CREDENTIALS;

/// Bytes of the shortest list.
const LEAST: usize = 16 * 1024;

fn list_of(bits: &[u8]) -> Value {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bits).expect("writes to memory");
    let packed = gzip.finish().expect("writes to memory");
    json!({
        "@context": [CREDENTIALS],
        "id": LIST, "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER, "validFrom": "2026-11-21T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "ttl": 60_000,
            "encodedList": format!("u{}", URL_SAFE_NO_PAD.encode(packed)),
        },
    })
}

/// What the list says of the entry of `credential`.
fn look_up(list: &Value, credential: &Value) -> Result<(), Refusal> {
    let credential = Presented::read(credential)?;
    let list = StatusList::read(list)?;
    list.check(&url(LIST), &credential.issuer, NOW)?;
    let methods = list.signed().methods(&credential.issuer, NOW);
    let methods = methods.map_err(|_| Refusal::StatusReplaced)?;
    let key = key().public_key();
    if !methods
        .iter()
        .any(|method| list.signed().is_by(method, &key))
    {
        return Err(Refusal::StatusReplaced);
    }
    list.look_up(&credential.status()[0])
}

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

#[test]
fn a_set_bit_revokes_or_suspends_and_its_neighbours_do_not() {
    let mut bits = vec![0; LEAST];
    // Index 94567 is bit 7 of byte 11820, the right-most.
    bits[11_820] = 0b0000_0001;
    let list = list_of(&bits);
    let at = |index: &str, purpose: &str| {
        let credential = with(
            &unsigned(),
            "/credentialStatus/statusListIndex",
            json!(index),
        );
        let pointer = "/credentialStatus/statusPurpose";
        let credential = with(&credential, pointer, json!(purpose));
        let list = with(&list, "/credentialSubject/statusPurpose", json!([purpose]));
        look_up(&signed(&list), &signed(&credential))
    };
    assert_eq!(at("94567", "revocation"), Err(Refusal::Revoked));
    assert_eq!(at("94567", "suspension"), Err(Refusal::Suspended));
    for neighbour in ["94566", "94568", "0", "131071"] {
        assert_eq!(at(neighbour, "revocation"), Ok(()), "{neighbour}");
    }
    assert_eq!(at("131072", "revocation"), Err(Refusal::StatusIndex));
    assert_eq!(
        at("18446744073709551615", "revocation"),
        Err(Refusal::StatusIndex)
    );
}

#[test]
fn a_replaced_list() {
    let good = list_of(&vec![0; LEAST]);
    let credential = signed(&unsigned());
    assert_eq!(look_up(&signed(&good), &credential), Ok(()));
    let other = json!("https://assoc.example/users/eve");
    let past = json!("2026-11-21T11:00:00Z");
    for (pointer, value, expected) in [
        (
            "/id",
            json!("https://assoc.example/status/2"),
            Refusal::StatusReplaced,
        ),
        ("/issuer", other, Refusal::StatusIssuer),
        (
            "/credentialSubject/statusPurpose",
            json!("suspension"),
            Refusal::StatusPurpose,
        ),
        ("/validUntil", past, Refusal::StatusExpired),
        (
            "/validFrom",
            json!("2026-11-21T13:00:01Z"),
            Refusal::StatusExpired,
        ),
        (
            "/type",
            json!("VerifiableCredential"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialSubject/type",
            json!("StatusList2021"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialSubject/encodedList",
            json!("H4sIAAA"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialSubject/encodedList",
            json!("uH4sI!"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialSubject/encodedList",
            json!("uAAAA"),
            Refusal::StatusMalformed,
        ),
    ] {
        let list = signed(&with(&good, pointer, value.clone()));
        assert_eq!(
            look_up(&list, &credential),
            Err(expected),
            "{pointer} {value}"
        );
    }
    // Another list of the same size, under the proof of the good one, and none at all.
    let mut emptied = list_of(&[0xff; LEAST]);
    assert_eq!(look_up(&emptied, &credential), Err(Refusal::StatusReplaced));
    emptied["proof"] = signed(&good)["proof"].clone();
    assert_eq!(look_up(&emptied, &credential), Err(Refusal::StatusReplaced));
    let elsewhere = signed_as("https://evil.example/actor#ed25519-key", &good);
    assert_eq!(
        look_up(&elsewhere, &credential),
        Err(Refusal::StatusReplaced)
    );
}

#[test]
fn a_list_is_neither_too_small_nor_a_bomb() {
    let credential = signed(&unsigned());
    let small = signed(&list_of(&vec![0; LEAST - 1]));
    assert_eq!(look_up(&small, &credential), Err(Refusal::StatusSmall));
    let largest = signed(&list_of(&vec![0; 2 * 1024 * 1024]));
    assert_eq!(look_up(&largest, &credential), Ok(()));
    let bomb = signed(&list_of(&vec![0; 256 * 1024 * 1024]));
    assert!(bomb.to_string().len() < 512 * 1024);
    assert_eq!(look_up(&bomb, &credential), Err(Refusal::StatusLarge));
}

#[test]
fn a_list_is_kept_as_long_as_it_says_and_ten_minutes_at_most() {
    let list = list_of(&vec![0; LEAST]);
    for (ttl, seconds) in [
        (json!(60_000), 60),
        (json!(0), 0),
        (json!(86_400_000), 600),
        (Value::Null, 300),
        (json!("60000"), 300),
    ] {
        let list = with(&list, "/credentialSubject/ttl", ttl);
        let list = StatusList::read(&list).expect("reads");
        assert_eq!(list.ttl().as_secs(), seconds);
    }
}
