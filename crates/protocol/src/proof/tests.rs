//! The published vectors, and proofs that must not be believed.

use domain::Timestamp;
use http_signatures::{Ed25519Key, PublicKey};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use url::Url;

use super::received::{self, Fault};
use super::suite;
use crate::vocab::multibase;

const W3C: &str = include_str!("vectors/w3c.json");
const FEP_8B32: &str = include_str!("vectors/fep_8b32.json");
/// 2023-02-24T23:36:38Z, when the published proofs were made.
const CREATED: Timestamp = Timestamp(1_677_281_798_000);
const HOUR: std::time::Duration = std::time::Duration::from_hours(1);
/// `ed25519-priv` of multicodec, which precedes the seed of a published key.
const SEED: [u8; 2] = [0x80, 0x26];

struct Vector {
    key: Ed25519Key,
    signed: Value,
    whole: Value,
}

fn vector(text: &str) -> Vector {
    let whole: Value = serde_json::from_str(text).expect("a vector");
    let secret = whole["secretKeyMultibase"].as_str().expect("a key");
    let secret = multibase::decode(secret).expect("base58");
    let seed = secret.strip_prefix(&SEED).expect("an Ed25519 key");
    let key = Ed25519Key::from_seed(seed).expect("32 bytes");
    let public = multibase::encode_ed25519(&key.public_bytes());
    assert_eq!(whole["publicKeyMultibase"], public);
    Vector {
        signed: whole["signed"].clone(),
        key,
        whole,
    }
}

fn without_proof(signed: &Value) -> Value {
    let mut unsigned = signed.clone();
    unsigned
        .as_object_mut()
        .expect("an object")
        .shift_remove("proof");
    unsigned
}

/// Whether the first proof that is understood is believed of alice at the time it was made.
fn judge(document: &Value, key: &PublicKey) -> Option<Result<(), Fault>> {
    let alice = Url::parse("https://server.example/users/alice").expect("an address");
    let proof = received::list(document).into_iter().next()?;
    let checked = proof.check(document, &alice, CREATED);
    Some(checked.and_then(|()| proof.verify(document, key)))
}

/// The published activity with `options` for the proof, made with its key all the same.
fn made_with(options: &[(&str, Value)]) -> (Value, PublicKey) {
    let Vector { key, signed, .. } = vector(FEP_8B32);
    let mut document = without_proof(&signed);
    let mut proof = signed["proof"].clone();
    for (name, value) in options {
        proof[*name] = value.clone();
    }
    let members = proof.as_object_mut().expect("an object");
    members.shift_remove("proofValue");
    members.retain(|_, value| !value.is_null());
    let value = key.sign(&suite::hash(&document, members));
    proof["proofValue"] = multibase::encode(&value).into();
    document["proof"] = proof;
    (document, key.public_key())
}

#[test]
fn the_published_proofs_are_made_and_verified() {
    for text in [W3C, FEP_8B32] {
        let Vector { key, signed, .. } = vector(text);
        let (unsigned, proof) = (without_proof(&signed), &signed["proof"]);
        let method = proof["verificationMethod"].as_str().expect("a method");
        let made = suite::create(&unsigned, method, "2023-02-24T23:36:38Z", &key);
        assert_eq!(made, *proof);
        let [read] = &received::list(&signed)[..] else {
            panic!("one proof is there");
        };
        assert_eq!(read.verify(&signed, &key.public_key()), Ok(()));
    }
}

#[test]
fn the_published_hashes() {
    let Vector { signed, whole, .. } = vector(W3C);
    let mut options: Map<String, Value> = signed["proof"].as_object().expect("an object").clone();
    options.shift_remove("proofValue");
    let hash = suite::hash(&without_proof(&signed), &options);
    let hex = hash
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let published =
        ["optionsHash", "documentHash"].map(|name| whole[name].as_str().unwrap_or_default());
    assert_eq!(hex, published.concat());
}

#[test]
fn what_alice_said_is_believed_of_her() {
    let Vector { key, signed, .. } = vector(FEP_8B32);
    assert_eq!(judge(&signed, &key.public_key()), Some(Ok(())));
    let mut signed_twice = signed.clone();
    signed_twice["signature"] = json!({"type": "RsaSignature2017", "signatureValue": "x"});
    assert_eq!(judge(&signed_twice, &key.public_key()), Some(Ok(())));
}

#[test]
fn a_proof_without_a_context_has_the_documents_or_none() {
    let (with, key) = made_with(&[]);
    let mut inherited = with.clone();
    inherited["proof"]
        .as_object_mut()
        .expect("an object")
        .shift_remove("@context");
    assert_eq!(judge(&inherited, &key), Some(Ok(())));
    let (none, key) = made_with(&[("@context", Value::Null)]);
    assert_eq!(none["proof"].get("@context"), None);
    assert_eq!(judge(&none, &key), Some(Ok(())));
}

#[test]
fn security_16_an_altered_document_or_option() {
    let later = json!("2023-03-24T23:36:38Z");
    let (signed, key) = made_with(&[("expires", later.clone())]);
    assert_eq!(judge(&signed, &key), Some(Ok(())));
    let altered = |change: &dyn Fn(&mut Value)| {
        let mut altered = signed.clone();
        change(&mut altered);
        judge(&altered, &key)
    };
    let mismatch = Some(Err(Fault::Mismatch));
    assert_eq!(
        altered(&|it| it["object"]["content"] = json!("Bye")),
        mismatch
    );
    assert_eq!(
        altered(&|it| it["cc"] = json!("https://evil.example/")),
        mismatch
    );
    assert_eq!(
        altered(&|it| it["proof"]["expires"] = json!("2033-03-24T23:36:38Z")),
        mismatch
    );
    assert_eq!(
        altered(&|it| it["proof"]["created"] = json!("2023-02-24T23:36:39Z")),
        mismatch
    );
    assert_eq!(altered(&|it| it["proof"]["nonce"] = json!("1")), mismatch);
    let removed = altered(&|it| {
        it["proof"]
            .as_object_mut()
            .expect("an object")
            .shift_remove("expires");
    });
    assert_eq!(removed, mismatch);
    let other = Ed25519Key::generate().expect("a key").public_key();
    assert_eq!(judge(&signed, &other), mismatch);
    assert_eq!(
        judge(&signed, &http_signatures::testing::key(0).public_key()),
        mismatch
    );
}

#[test]
fn security_16_a_proof_that_is_over_undated_or_not_yet_made() {
    let at = |offset: i64| {
        let time = chrono::DateTime::from_timestamp_millis(CREATED.millis() + offset * 1000);
        json!(time.expect("a time").to_rfc3339())
    };
    let hour = i64::try_from(HOUR.as_secs()).expect("fits");
    for (options, expected) in [
        (("expires", at(0)), Err(Fault::Expired)),
        (("expires", json!("tomorrow")), Err(Fault::Expired)),
        (
            ("expires", json!(["2033-03-24T23:36:38Z"])),
            Err(Fault::Expired),
        ),
        (("expires", at(1)), Ok(())),
        (("created", Value::Null), Err(Fault::Undated)),
        (("created", json!(1_677_281_798)), Err(Fault::Undated)),
        (("created", at(hour)), Ok(())),
        (("created", at(hour + 1)), Err(Fault::FromTheFuture)),
        (("created", at(-7 * 24 * hour)), Ok(())),
        (("created", at(-7 * 24 * hour - 1)), Err(Fault::Expired)),
    ] {
        let (document, key) = made_with(std::slice::from_ref(&options));
        assert_eq!(judge(&document, &key), Some(expected), "{options:?}");
    }
}

#[test]
fn security_16_a_proof_for_something_else_or_someone_else() {
    let elsewhere = json!("https://evil.example/users/alice#ed25519-key");
    for (options, expected) in [
        (("proofPurpose", json!("authentication")), Fault::Purpose),
        (("proofPurpose", Value::Null), Fault::Purpose),
        (("domain", json!("c.example")), Fault::Bound),
        (("challenge", json!("1")), Fault::Bound),
        (("previousProof", json!("urn:1")), Fault::Bound),
        (("verificationMethod", elsewhere), Fault::Origin),
        (
            ("verificationMethod", json!("did:key:z6Mk#z6Mk")),
            Fault::Origin,
        ),
        (
            ("@context", json!("https://evil.example/ns")),
            Fault::Context,
        ),
        (
            ("@context", json!("https://www.w3.org/ns/activitystreams")),
            Fault::Context,
        ),
    ] {
        let (document, key) = made_with(std::slice::from_ref(&options));
        assert_eq!(judge(&document, &key), Some(Err(expected)), "{options:?}");
    }
}

#[test]
fn security_16_another_suite_or_type_is_no_proof() {
    for options in [
        ("cryptosuite", json!("eddsa-rdfc-2022")),
        ("cryptosuite", Value::Null),
        ("type", json!("Ed25519Signature2020")),
        ("type", json!(["DataIntegrityProof"])),
        (
            "verificationMethod",
            json!({"id": "https://server.example/users/alice#ed25519-key"}),
        ),
        ("verificationMethod", json!("not an address")),
    ] {
        let (document, key) = made_with(std::slice::from_ref(&options));
        assert_eq!(judge(&document, &key), None, "{options:?}");
    }
    let Vector {
        key, mut signed, ..
    } = vector(FEP_8B32);
    for value in [
        json!("z"),
        json!("f00"),
        json!(7),
        Value::Null,
        json!("z".repeat(10_000)),
    ] {
        signed["proof"]["proofValue"] = value;
        let judged = judge(&signed, &key.public_key());
        assert!(matches!(judged, None | Some(Err(Fault::Mismatch))));
    }
}

#[test]
fn the_number_of_proofs_is_bounded() {
    let Vector { signed, .. } = vector(FEP_8B32);
    let mut many = signed.clone();
    many["proof"] = json!(vec![&signed["proof"]; 1000]);
    assert_eq!(received::list(&many).len(), 4);
    many["proof"] = json!([7, {}, signed["proof"]]);
    assert_eq!(received::list(&many).len(), 1);
}

/// Any JSON, with the names that a proof looks at more often than chance would have them.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("DataIntegrityProof")),
        Just(json!("eddsa-jcs-2022")),
        Just(json!("assertionMethod")),
        Just(json!("2023-02-24T23:36:38Z")),
        Just(json!("https://server.example/users/alice#ed25519-key")),
        "z[1-9A-HJ-NP-Za-km-z]{0,90}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        any::<String>(),
        proptest::sample::select(vec![
            "@context",
            "proof",
            "type",
            "cryptosuite",
            "verificationMethod",
            "proofPurpose",
            "proofValue",
            "created",
            "expires",
            "signature",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The same JSON with the members of every object in the opposite order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Array(members) => members.iter().map(reversed).collect(),
        Value::Object(members) => {
            let members = members.iter().rev();
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), reversed(value)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

mod properties {
    use super::*;

    proptest! {
        #[test]
        fn anything_can_be_judged(document in anything(), proof in anything()) {
            let key = vector(FEP_8B32).key.public_key();
            prop_assert!(judge(&document, &key).is_none_or(|judged| judged.is_err()));
            let with_proof = json!({"proof": proof, "of": document});
            prop_assert!(judge(&with_proof, &key).is_none_or(|judged| judged.is_err()));
        }

        #[test]
        fn the_order_of_members_says_nothing(document in anything()) {
            let key = vector(FEP_8B32).key;
            let document = json!({"id": 1, "of": document, "@context": ["a", {"b": "c"}]});
            let proof = suite::create(&document, "https://server.example/users/alice#ed25519-key",
                "2023-02-24T23:36:38Z", &key);
            let mut signed = reversed(&document);
            signed["proof"] = reversed(&proof);
            prop_assert_eq!(judge(&signed, &key.public_key()), Some(Ok(())));
            // As it travels.
            let text = serde_json::to_string(&signed).expect("JSON");
            let read: Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(judge(&read, &key.public_key()), Some(Ok(())));
        }
    }
}
