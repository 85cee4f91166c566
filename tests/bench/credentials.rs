//! What it costs to verify a credential of another issuer, in this process and without a database: read, its proof, its
//! dates, its subject and its entry in a status list that was had before.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::Timestamp;
use http_signatures::{Ed25519Key, PublicKey};
use protocol::credential::{Presented, StatusList, status_list};
use protocol::proof::suite;
use serde_json::{Value, json};

use crate::report::Report;

/// Credentials that are verified one after the other.
const TIMES: u32 = 20_000;
/// The least that is promised, a second and core.
const LEAST: f64 = 1_000.0;
const ISSUER: &str = "https://assoc.example/actor";
const METHOD: &str = "https://assoc.example/actor#ed25519-key";
const SUBJECT: &str = "https://hospital.example/ap/users/1";
const LIST: &str = "https://assoc.example/status/1";
const CREATED: &str = "2026-01-01T00:00:00Z";
/// 2026-06-01.
const NOW: Timestamp = Timestamp(1_780_272_000_000);

/// Verifies ordinary credentials as they come, as text.
pub fn measure(report: &mut Report) -> Result<()> {
    if !report.wants("credentials") {
        return Ok(());
    }
    let key = Ed25519Key::generate()?;
    let public = key.public_key();
    let text = signed(credential(), &key).to_string();
    let list = StatusList::read(&signed(list(), &key))?;
    let began = Instant::now();
    for _ in 0..TIMES {
        verify(&text, &public, &list)?;
    }
    let rate = f64::from(TIMES) / began.elapsed().as_secs_f64();
    report.say(String::new());
    report.say(format!(
        "credentials of {} bytes verified: {rate:.0} a second and core",
        text.len()
    ));
    ensure!(rate >= LEAST, "fewer than {LEAST} credentials a second");
    Ok(())
}

fn verify(text: &str, key: &PublicKey, list: &StatusList) -> Result<()> {
    let document: Value = serde_json::from_str(text)?;
    let credential = Presented::read(&document)?;
    credential.check(SUBJECT, NOW)?;
    let methods = credential.signed().methods(&credential.issuer, NOW)?;
    let method = methods.first().context("a proof")?;
    ensure!(credential.signed().is_by(method, key));
    for entry in credential.status() {
        list.check(&entry.list, &credential.issuer, NOW)?;
        list.look_up(entry)?;
    }
    Ok(())
}

fn signed(mut document: Value, key: &Ed25519Key) -> Value {
    document["proof"] = suite::create(&document, METHOD, CREATED, key);
    document
}

fn credential() -> Value {
    json!({
        "@context": protocol::vocab::context::credential(),
        "id": "https://assoc.example/credentials/7", "issuer": ISSUER,
        "type": ["VerifiableCredential", "HealthProfessionalCredential"],
        "validFrom": CREATED, "validUntil": "2027-12-31T00:00:00Z",
        "credentialSubject": {
            "id": SUBJECT, "profession": "physician", "jurisdiction": "DE-BE",
            "specialty": "https://w3id.org/rounds/specialty/dermatology",
            "assurance": "register-matched",
        },
        "credentialStatus": {
            "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "94567", "statusListCredential": LIST,
        },
        "page": "https://assoc.example/verify/7",
    })
}

fn list() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST, "issuer": ISSUER,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": status_list::encode(&[7]),
        },
    })
}
