//! What this instance vouches for, as others read it.

use std::time::Duration;

use axum::http::StatusCode;
use domain::audit::Actor;
use domain::credential::{self, Claims, Credential, CredentialKind, NewCredential};
use domain::{Timestamp, assertion_key, testing};
use http_signatures::PublicKey;
use protocol::proof::suite;
use protocol::vocab::multibase;
use serde_json::{Value, json};

use crate::testing::{App, app};

/// Vouches for `username` as a dermatologist.
async fn vouch(app: &App, username: &str, valid_until: Option<Timestamp>) -> Credential {
    let subject = domain::account::lookup(&app.ctx, username).await;
    let new = NewCredential {
        subject: subject.expect("is here").id,
        kind: CredentialKind::HealthProfessional,
        claims: Claims {
            profession: Some("physician".into()),
            specialty: Some("dermatology".into()),
            jurisdiction: Some("DE-BE".into()),
            assurance: Some(credential::Assurance::RegisterMatched),
            ..Claims::default()
        },
        valid_until,
        by: Actor::Operator,
    };
    let tx = app.ctx.db.begin().await.expect("begins");
    let issued = credential::issue(&tx, &app.ctx, new).await;
    tx.commit().await.expect("commits");
    issued.expect("is issued")
}

async fn revoke(app: &App, row: &Credential) {
    let tx = app.ctx.db.begin().await.expect("begins");
    let revoked = credential::revoke(&tx, &app.ctx, row.id, &Actor::Operator).await;
    revoked.expect("is revoked");
    tx.commit().await.expect("commits");
}

fn path(address: &str) -> &str {
    let path = address.strip_prefix("https://rounds.example");
    path.expect("an address of ours")
}

async fn at(app: &App, address: &Value) -> Value {
    let answer = app.get(path(address.as_str().expect("an address"))).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.json()
}

/// Whether a document is signed by a key that the instance actor lists.
async fn is_signed(app: &App, document: &Value) -> bool {
    let actor = at(app, &document["issuer"]).await;
    let method = &document["proof"]["verificationMethod"];
    let listed = actor["assertionMethod"].as_array().expect("keys");
    let Some(key) = listed.iter().find(|key| key["id"] == *method) else {
        return false;
    };
    let key = key["publicKeyMultibase"].as_str().expect("a key");
    let key = multibase::decode_ed25519(key).expect("an Ed25519 key");
    let key = PublicKey::from_ed25519(&key).expect("a key");
    let mut options = document["proof"].as_object().expect("a proof").clone();
    let value = options.shift_remove("proofValue").expect("a value");
    let value = multibase::decode(value.as_str().expect("text")).expect("bytes");
    suite::verifies(document, &options, &value, &key)
}

#[tokio::test]
async fn a_credential_has_the_shape_of_the_specification_and_a_proof() {
    let app = app().await;
    app.join("anna").await;
    let until = Timestamp::parse_rfc3339("2027-12-31T00:00:00Z");
    let row = vouch(&app, "anna", until).await;
    let document = at(&app, &json!(row.uri)).await;
    assert!(is_signed(&app, &document).await);
    let anna = domain::account::lookup(&app.ctx, "anna").await;
    let index = credential::entry(&app.ctx, row.id).await.expect("is there");
    let entry = |purpose: &str, number: i64| {
        let list = format!("https://rounds.example/status/{number}");
        json!({
            "id": format!("{list}#{}", index.index), "type": "BitstringStatusListEntry",
            "statusPurpose": purpose, "statusListIndex": index.index.to_string(),
            "statusListCredential": list,
        })
    };
    let expected = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", {
            "rounds": "https://w3id.org/rounds/ns/v1#",
            "HealthProfessionalCredential": "rounds:HealthProfessionalCredential",
            "EmploymentCredential": "rounds:EmploymentCredential",
            "MembershipCredential": "rounds:MembershipCredential",
            "profession": "rounds:profession",
            "specialty": {"@id": "rounds:specialty", "@type": "@id"},
            "jurisdiction": "rounds:jurisdiction",
            "assurance": "rounds:assurance",
            "organization": "rounds:organization",
            "role": "rounds:role",
            "page": {"@id": "rounds:page", "@type": "@id"},
        }],
        "id": format!("https://rounds.example/credentials/{}", row.id),
        "type": ["VerifiableCredential", "HealthProfessionalCredential"],
        "issuer": "https://rounds.example/actor",
        "validFrom": "2026-10-01T00:00:00Z",
        "validUntil": "2027-12-31T00:00:00Z",
        "credentialSubject": {
            "id": anna.expect("is here").uri,
            "profession": "physician",
            "specialty": "https://w3id.org/rounds/specialty/dermatology",
            "jurisdiction": "DE-BE",
            "assurance": "register-matched",
        },
        "credentialStatus": [entry("revocation", 1), entry("suspension", 2)],
        "page": format!("https://rounds.example/verify/{}", row.id),
        "proof": document["proof"],
    });
    assert_eq!(document, expected);
    let mut altered = document.clone();
    altered["credentialSubject"]["specialty"] = json!("cardiology");
    assert!(!is_signed(&app, &altered).await);
}

#[tokio::test]
async fn what_is_unknown_and_what_was_given_back_cannot_be_told_apart() {
    let app = app().await;
    app.join("anna").await;
    let row = vouch(&app, "anna", None).await;
    let plain = app.get(path(&row.uri)).await;
    assert_eq!(plain.header("content-type"), "application/vc");
    credential::give_back(&app.ctx, row.account_id, row.id)
        .await
        .expect("gives back");
    for (there, never) in [
        (path(&row.uri).to_owned(), "/credentials/7"),
        (format!("/verify/{}", row.id), "/verify/7"),
    ] {
        let (gone, unknown) = (app.get(&there).await, app.get(never).await);
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{there}");
        assert_eq!(gone.status, unknown.status);
        assert_eq!(gone.body, unknown.body);
    }
}

#[tokio::test]
async fn the_lists_are_there_from_the_start_and_signed_anew_with_every_bit() {
    let app = app().await;
    app.join("anna").await;
    let encoded = async |number: i64, purpose: &str| {
        let address = json!(format!("https://rounds.example/status/{number}"));
        let list = at(&app, &address).await;
        assert!(is_signed(&app, &list).await);
        let subject = &list["credentialSubject"];
        assert_eq!((&list["id"], &subject["ttl"]), (&address, &json!(300_000)));
        assert_eq!(subject["statusPurpose"], purpose);
        subject["encodedList"].as_str().expect("bits").to_owned()
    };
    let empty = encoded(1, "revocation").await;
    assert_eq!(encoded(2, "suspension").await, empty);
    let row = vouch(&app, "anna", None).await;
    assert_eq!(encoded(1, "revocation").await, empty);
    revoke(&app, &row).await;
    assert_ne!(encoded(1, "revocation").await, empty);
    assert_eq!(encoded(2, "suspension").await, empty);
    assert_eq!(app.get("/status/3").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn copies_of_before_a_rotation_can_be_checked_unless_the_key_was_lost() {
    let app = app().await;
    app.join("anna").await;
    let row = vouch(&app, "anna", None).await;
    let copy = at(&app, &json!(row.uri)).await;
    for (compromised, expected) in [(false, true), (true, true)] {
        app.ctx.clock.advance(Duration::from_secs(1));
        let rotated = assertion_key::rotate(&app.ctx, compromised, &Actor::Operator).await;
        let key = rotated.expect("rotates").id;
        let renewed = at(&app, &json!(row.uri)).await;
        assert_eq!(renewed["proof"]["verificationMethod"], key);
        assert!(is_signed(&app, &renewed).await);
        assert_eq!(is_signed(&app, &copy).await, expected);
        let did = app.get("/.well-known/did.json").await.json();
        assert_eq!(did["id"], "did:web:rounds.example");
        assert_eq!(did["alsoKnownAs"], json!(["https://rounds.example/actor"]));
        let named = key.replace("https://rounds.example/actor", "did:web:rounds.example");
        assert_eq!(did["assertionMethod"][0], named);
        assert_eq!(did["verificationMethod"].as_array().map(Vec::len), Some(2));
    }
    let lost = at(&app, &json!(row.uri)).await;
    app.ctx.clock.advance(Duration::from_secs(1));
    let rotated = assertion_key::rotate(&app.ctx, true, &Actor::Operator).await;
    rotated.expect("rotates");
    assert!(!is_signed(&app, &lost).await);
}

#[tokio::test]
async fn the_actor_and_the_page_say_so_as_long_as_it_holds() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let own = app
        .get_as("/api/v1/accounts/verify_credentials", &anna)
        .await;
    let actor = own.json()["uri"].clone();
    assert_eq!(at(&app, &actor).await["rounds:credentials"], Value::Null);
    let row = vouch(&app, "anna", None).await;
    let page = format!("https://rounds.example/verify/{}", row.id);
    let document = at(&app, &actor).await;
    let listed = at(&app, &document["rounds:credentials"]).await;
    assert_eq!(listed["orderedItems"], json!([row.uri]));
    let field = json!({
        "type": "PropertyValue", "name": "Verified by Rounds",
        "value": format!(r#"<a href="{page}" rel="me nofollow noopener">{page}</a>"#),
    });
    assert_eq!(document["attachment"], json!([field]));
    let profile = r#"rel="me" href="https://rounds.example/@anna""#;
    let html = app.get(path(&page)).await.text();
    assert!(html.contains(profile), "{html}");
    assert!(html.contains("anna (Physician, Dermatology) has been verified by Rounds"));
    assert!(html.contains("Valid until further notice."));
    revoke(&app, &row).await;
    let document = at(&app, &actor).await;
    assert_eq!(document["rounds:credentials"], Value::Null);
    assert_eq!(document["attachment"], Value::Null);
    let html = app.get(path(&page)).await.text();
    assert!(!html.contains(r#"rel="me""#), "{html}");
    assert!(html.contains("Rounds has revoked it"));
    assert!(html.contains("<h1>No longer verified by Rounds</h1>"));
}

#[tokio::test]
async fn the_end_of_its_time_is_told_when_it_comes() {
    let app = app().await;
    app.join("anna").await;
    let now = app.ctx.clock.now();
    let row = vouch(&app, "anna", Some(now.after(Duration::from_hours(1)))).await;
    testing::outgoing(&app.ctx).await;
    app.ctx.clock.advance(Duration::from_hours(1));
    credential::end(&app.ctx, row.id).await.expect("ends");
    let account_id = row.account_id;
    let told = domain::outgoing::Outgoing::UpdateActor { account_id };
    assert!(testing::outgoing(&app.ctx).await.contains(&told));
    let html = app.get(&format!("/verify/{}", row.id)).await.text();
    assert!(html.contains("it ended on 1 October 2026"), "{html}");
    assert!(!html.contains(r#"rel="me""#));
}
