//! Credentials that an issuer of ours made, and every way in which one can be spoiled.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::credential::{CredentialKind, Refusal};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_signatures::{Ed25519Key, PublicKey};
use serde_json::{Value, json};
use url::Url;

use super::presented::Presented;
use super::status::StatusList;
use crate::proof::suite;
use crate::vocab::context::CREDENTIALS;

const ISSUER: &str = "https://assoc.example/actor";
const METHOD: &str = "https://assoc.example/actor#ed25519-key";
const ALICE: &str = "https://hospital.example/users/alice";
const LIST: &str = "https://assoc.example/status/1";
/// 2026-11-21T12:00:00Z.
const NOW: Timestamp = Timestamp(1_795_262_400_000);
/// Bytes of the shortest list.
const LEAST: usize = 16 * 1024;

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn key() -> Ed25519Key {
    Ed25519Key::from_seed(&[7; 32]).expect("a seed")
}

fn unsigned() -> Value {
    json!({
        "@context": [CREDENTIALS, {"rounds": "https://w3id.org/rounds/ns/v1#"}],
        "id": "https://assoc.example/credentials/7",
        "type": ["VerifiableCredential", "HealthProfessionalCredential"],
        "issuer": ISSUER,
        "validFrom": "2026-11-21T00:00:00Z", "validUntil": "2027-12-31T00:00:00Z",
        "credentialSubject": {
            "id": ALICE, "profession": "physician", "jurisdiction": "de-be",
            "specialty": "https://w3id.org/rounds/specialty/dermatology",
            "assurance": "register-matched", "role": " Head\nof ward ", "colour": "red",
        },
        "credentialStatus": {
            "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "94567", "statusListCredential": LIST,
        },
    })
}

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

/// With a proof by the key at `method`.
fn signed_as(method: &str, unsigned: &Value) -> Value {
    let proof = suite::create(unsigned, method, "2026-11-21T00:00:00Z", &key());
    with(unsigned, "/proof", proof)
}

fn signed(unsigned: &Value) -> Value {
    signed_as(METHOD, unsigned)
}

/// The same with another value at a place of an object.
fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut altered = document.clone();
    let parent = altered.pointer_mut(parent).expect("is there");
    parent[name] = value;
    altered
}

/// What is said of `document` if its issuer lists `key`, without a look at its status.
fn judge_with(document: &Value, key: &PublicKey) -> Result<Presented, Refusal> {
    let read = Presented::read(document)?;
    let methods = read.signed().methods(&read.issuer, NOW)?;
    let is_by = methods
        .iter()
        .any(|method| read.signed().is_by(method, key));
    if !is_by {
        return Err(Refusal::Altered);
    }
    read.check(ALICE, NOW)?;
    Ok(read)
}

fn judge(document: &Value) -> Result<(), Refusal> {
    judge_with(document, &key().public_key()).map(drop)
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

#[test]
fn what_an_issuer_signed_is_read_in_words_of_our_lists() {
    let read = judge_with(&signed(&unsigned()), &key().public_key()).expect("is believed");
    assert_eq!(read.kind, CredentialKind::HealthProfessional);
    assert_eq!(read.valid_until, Some(Timestamp(1_830_211_200_000)));
    let claims = serde_json::to_value(&read.claims).expect("JSON");
    let expected = json!({
        "profession": "physician", "specialty": "dermatology", "jurisdiction": "DE-BE",
        "assurance": "register-matched", "role": "Head of ward",
    });
    assert_eq!(claims, expected);
    let embedded = with(
        &unsigned(),
        "/issuer",
        json!({"id": ISSUER, "name": "Assoc"}),
    );
    assert_eq!(judge(&signed(&embedded)), Ok(()));
}

#[test]
fn an_altered_claim_or_another_key() {
    let good = signed(&unsigned());
    for (pointer, value) in [
        (
            "/credentialSubject/specialty",
            json!("https://w3id.org/rounds/specialty/cardiology"),
        ),
        (
            "/credentialSubject/id",
            json!("https://evil.example/users/eve"),
        ),
        ("/validUntil", json!("2099-12-31T00:00:00Z")),
        ("/credentialStatus/statusListIndex", json!("94568")),
        ("/proof/created", json!("2026-11-20T00:00:00Z")),
        ("/name", json!("more than was signed")),
    ] {
        assert_eq!(
            judge(&with(&good, pointer, value)),
            Err(Refusal::Altered),
            "{pointer}"
        );
    }
    let another = Ed25519Key::from_seed(&[8; 32])
        .expect("a seed")
        .public_key();
    assert_eq!(judge_with(&good, &another).map(drop), Err(Refusal::Altered));
}

#[test]
fn no_proof_a_proof_for_something_else_and_a_key_of_elsewhere() {
    assert_eq!(judge(&unsigned()), Err(Refusal::Unproven));
    let good = signed(&unsigned());
    for (pointer, value, expected) in [
        (
            "/proof/cryptosuite",
            json!("eddsa-rdfc-2022"),
            Refusal::Unproven,
        ),
        (
            "/proof/proofPurpose",
            json!("authentication"),
            Refusal::WrongProof,
        ),
        ("/proof/challenge", json!("1"), Refusal::WrongProof),
        (
            "/proof/created",
            json!("2026-11-22T00:00:00Z"),
            Refusal::WrongProof,
        ),
        (
            "/proof/expires",
            json!("2026-11-21T11:59:59Z"),
            Refusal::WrongProof,
        ),
        (
            "/proof/@context",
            json!("https://evil.example/ns"),
            Refusal::WrongProof,
        ),
    ] {
        assert_eq!(
            judge(&with(&good, pointer, value)),
            Err(expected),
            "{pointer}"
        );
    }
    for method in [
        "https://evil.example/actor#ed25519-key",
        "https://assoc.example:8443/actor#ed25519-key",
        "http://assoc.example/actor#ed25519-key",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6Mk",
    ] {
        let elsewhere = signed_as(method, &unsigned());
        assert_eq!(judge(&elsewhere), Err(Refusal::KeyOrigin), "{method}");
    }
}

#[test]
fn what_is_not_the_issuers_to_name() {
    for (pointer, value, expected) in [
        (
            "/id",
            json!("https://evil.example/credentials/7"),
            Refusal::Origin,
        ),
        (
            "/issuer",
            json!("https://evil.example/actor"),
            Refusal::Origin,
        ),
        (
            "/credentialStatus/statusListCredential",
            json!("https://evil.example/status/1"),
            Refusal::StatusOrigin,
        ),
    ] {
        let document = signed(&with(&unsigned(), pointer, value));
        assert_eq!(judge(&document), Err(expected), "{pointer}");
    }
}

#[test]
fn somebody_else_too_early_and_too_late() {
    let hour = |text: &str| json!(format!("2026-11-21T{text}Z"));
    for (pointer, value, expected) in [
        (
            "/credentialSubject/id",
            json!(format!("{ALICE}/")),
            Err(Refusal::OtherSubject),
        ),
        ("/validFrom", hour("12:00:00.001"), Err(Refusal::NotYet)),
        ("/validFrom", hour("12:00:00"), Ok(())),
        ("/validUntil", hour("12:00:00"), Err(Refusal::Expired)),
        ("/validUntil", hour("12:00:00.001"), Ok(())),
        ("/validUntil", Value::Null, Ok(())),
        ("/validUntil", json!("never"), Err(Refusal::Malformed)),
        ("/validFrom", json!(0), Err(Refusal::Malformed)),
    ] {
        let document = signed(&with(&unsigned(), pointer, value.clone()));
        assert_eq!(judge(&document), expected, "{pointer} {value}");
    }
}

#[test]
fn what_is_no_credential_of_ours_is_refused() {
    let health = "HealthProfessionalCredential";
    for (pointer, value) in [
        ("/@context", json!("https://www.w3.org/2018/credentials/v1")),
        ("/@context", json!([{"a": "b"}, CREDENTIALS])),
        ("/type", json!([health])),
        ("/type", json!(["VerifiableCredential"])),
        (
            "/type",
            json!(["VerifiableCredential", health, "MembershipCredential"]),
        ),
        ("/id", Value::Null),
        ("/id", json!("urn:uuid:7")),
        ("/id", json!("https://ASSOC.example/credentials/7")),
        ("/issuer", json!("did:web:assoc.example")),
        ("/credentialSubject", json!([])),
        ("/credentialSubject", json!([{"id": ALICE}, {"id": ALICE}])),
        ("/credentialSubject/id", json!([ALICE])),
    ] {
        let document = signed(&with(&unsigned(), pointer, value.clone()));
        assert_eq!(
            judge(&document),
            Err(Refusal::Malformed),
            "{pointer} {value}"
        );
    }
    for document in [json!(null), json!([]), json!("x"), json!({"type": 7})] {
        assert_eq!(judge(&document), Err(Refusal::Malformed), "{document}");
    }
}

#[test]
fn a_status_that_is_not_understood_may_be_a_revocation() {
    for (pointer, value, expected) in [
        (
            "/credentialStatus/type",
            json!("StatusList2021Entry"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusPurpose",
            json!("message"),
            Refusal::StatusPurpose,
        ),
        (
            "/credentialStatus/statusPurpose",
            Value::Null,
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusListIndex",
            json!("-1"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusListIndex",
            json!("+1"),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusListIndex",
            json!(""),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusListIndex",
            json!("9".repeat(40)),
            Refusal::StatusMalformed,
        ),
        (
            "/credentialStatus/statusSize",
            json!(2),
            Refusal::StatusMalformed,
        ),
        ("/credentialStatus", json!(["x"]), Refusal::StatusMalformed),
        (
            "/credentialStatus",
            json!(vec![&unsigned()["credentialStatus"]; 3]),
            Refusal::StatusMalformed,
        ),
    ] {
        let document = signed(&with(&unsigned(), pointer, value.clone()));
        assert_eq!(judge(&document), Err(expected), "{pointer} {value}");
    }
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
