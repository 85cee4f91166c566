//! `eddsa-jcs-2022` of Data Integrity EdDSA Cryptosuites §3.3: SHA-256 of the canonical JSON (RFC 8785) of the proof's
//! options and of the document, signed with Ed25519. Pure functions; what a proof must say is asked elsewhere.

use aws_lc_rs::digest::{SHA256, digest};
use http_signatures::{Algorithm, Ed25519Key, PublicKey};
use serde_json::{Map, Value};

use crate::vocab::multibase;

/// The one type of proof that is understood.
pub const TYPE: &str = "DataIntegrityProof";
/// The one suite that is understood.
pub const CRYPTOSUITE: &str = "eddsa-jcs-2022";
/// What a proof of authorship is for.
pub const PURPOSE: &str = "assertionMethod";

/// The proof of `document` by the key at `method`. `created` is an `xsd:dateTime`.
#[must_use]
pub fn create(document: &Value, method: &str, created: &str, key: &Ed25519Key) -> Value {
    let mut proof = Map::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    for (name, value) in [
        ("type", TYPE),
        ("cryptosuite", CRYPTOSUITE),
        ("verificationMethod", method),
        ("proofPurpose", PURPOSE),
        ("created", created),
    ] {
        proof.insert(name.into(), value.into());
    }
    let value = key.sign(&hash(document, &proof));
    proof.insert("proofValue".into(), multibase::encode(&value).into());
    Value::Object(proof)
}

/// Whether `signature` is one of `key` for `document` under `options`, which are the proof without its value.
#[must_use]
pub fn verifies(
    document: &Value,
    options: &Map<String, Value>,
    signature: &[u8],
    key: &PublicKey,
) -> bool {
    key.algorithm() == Algorithm::Ed25519 && key.verifies(&hash(document, options), signature)
}

/// What is signed: the hash of the options and then that of the document. A proof in the document takes no part in it, nor
/// does a linked-data signature, which is made after it (FEP-8b32, backward compatibility).
pub(super) fn hash(document: &Value, options: &Map<String, Value>) -> Vec<u8> {
    let mut secured = document.clone();
    if let Value::Object(members) = &mut secured {
        members.shift_remove("proof");
        members.shift_remove("signature");
    }
    let hashes = [sha256(options), sha256(&secured)];
    hashes.concat()
}

fn sha256<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let canonical = serde_json_canonicalizer::to_vec(value).expect("JSON can be written as JSON");
    digest(&SHA256, &canonical).as_ref().to_vec()
}
