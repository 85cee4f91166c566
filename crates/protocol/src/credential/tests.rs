//! Credentials that an issuer of ours made, and every way in which one can be spoiled.

mod status;

use domain::Timestamp;
use domain::credential::{CredentialKind, Refusal};
use http_signatures::{Ed25519Key, PublicKey};
use serde_json::{Value, json};

use super::presented::Presented;
use crate::proof::suite;
use crate::vocab::context::CREDENTIALS;

const ISSUER: &str = "https://assoc.example/actor";
const METHOD: &str = "https://assoc.example/actor#ed25519-key";
const ALICE: &str = "https://hospital.example/users/alice";
const LIST: &str = "https://assoc.example/status/1";
/// 2026-11-21T12:00:00Z.
const NOW: Timestamp = Timestamp(1_795_262_400_000);

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
        ("/issuer", json!("did:web:127.0.0.1")),
        ("/issuer", json!("did:key:z6Mk")),
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
