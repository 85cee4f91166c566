//! Credentials that prove nothing: what an actor shows of them is refused, with the reason in the verifier's words, and
//! nowhere shown as a badge.

use anyhow::{Context as _, Result};
use harness::Issuer;
use serde_json::{Value, json};

use crate::credential_stage::Stage;

/// `document` with another value at a place of an object.
fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut altered = document.clone();
    altered.pointer_mut(parent).expect("is there")[name] = value;
    altered
}

#[tokio::test]
async fn what_an_issuer_vouches_for_is_shown_with_its_name() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let credential = issuer.credential("/1", &stage.ann());
    issuer.publish("/1", &issuer.signed(&credential));
    let shown = stage.show(&[issuer.at("/1")]).await?;
    let one = &shown[0];
    assert_eq!(one["state"], "valid", "{shown:#?}");
    assert_eq!(one["issuer"]["name"], "Association (127.0.0.9)");
    assert_eq!(one["claims"]["specialty"], "dermatology");
    assert_eq!(one["page"], issuer.at("/verify/7"));
    let account = stage.account().await?;
    let role = &account["roles"][0]["name"];
    assert_eq!(role, "Dermatology, verified by 127.0.0.9");
    assert!(
        account["fields"][0]["verified_at"].is_string(),
        "{account:#?}"
    );
    Ok(())
}

#[tokio::test]
async fn every_credential_that_proves_nothing_is_refused_with_the_reason() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let other = Issuer::serve(&stage.assoc, "eve", 2);
    let elsewhere = Issuer::serve(&stage.clinic, "evil", 3);
    let ann = stage.ann();
    let mut number = 0;
    let mut expected = Vec::new();
    let mut serve = |document: &Value, reason: &str| {
        number += 1;
        let (path, id) = (format!("/c{number}"), issuer.at(&format!("/c{number}")));
        issuer.publish(&path, &with(document, "/id", json!(id)));
        expected.push((id, reason.to_owned()));
    };
    // Each is made for the address at which it will be served: only what is named is wrong with it.
    let made = |number: u32, pointer: &str, value: Value| {
        with(
            &issuer.credential(&format!("/c{number}"), &ann),
            pointer,
            value,
        )
    };
    let sound = |number: u32| issuer.credential(&format!("/c{number}"), &ann);

    let altered = issuer.signed(&sound(1));
    let altered = with(&altered, "/credentialSubject/profession", json!("nurse"));
    serve(
        &altered,
        "its proof does not match: it was altered, or signed with another key",
    );
    serve(&sound(2), "it carries no eddsa-jcs-2022 proof");
    serve(
        &other.signed(&sound(3)),
        "the key of its proof is not a key of its issuer",
    );
    let stolen = other.signed_as(&issuer.method(), &sound(4));
    serve(
        &stolen,
        "its proof does not match: it was altered, or signed with another key",
    );
    let far = elsewhere.signed(&sound(5));
    serve(
        &far,
        "the key of its proof is of another server than its issuer",
    );
    let about = made(6, "/credentialSubject/id", json!(format!("{ann}2")));
    serve(&issuer.signed(&about), "it is about another actor");
    let early = made(7, "/validFrom", json!("2034-01-01T00:00:00Z"));
    serve(&issuer.signed(&early), "its time has not begun");
    let late = made(8, "/validUntil", json!("2025-02-01T00:00:00Z"));
    serve(&issuer.signed(&late), "its time is over");
    let strange = made(
        9,
        "/type",
        json!(["VerifiableCredential", "DriverCredential"]),
    );
    serve(
        &issuer.signed(&strange),
        "it is no credential that can be read here",
    );
    let theirs = made(10, "/issuer", json!(elsewhere.uri));
    serve(
        &elsewhere.signed(&theirs),
        "it is served by another server than its issuer's",
    );
    let unlisted = made(11, "/issuer", json!(other.uri));
    let unlisted = with(&unlisted, "/credentialStatus", Value::Null);
    serve(&other.signed(&unlisted), "its issuer does not count here");

    expected.push((
        issuer.at("/nothing"),
        "its issuer does not show it at its address".to_owned(),
    ));
    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
        assert_ne!(one["state"], "valid", "{uri}");
    }
    let account = stage.account().await?;
    assert_eq!(account["roles"], json!([]));
    assert_eq!(account["fields"][0]["verified_at"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_status_that_is_not_the_issuers_or_says_no_is_believed_as_such() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let other = Issuer::serve(&stage.assoc, "eve", 2);
    let elsewhere = Issuer::serve(&stage.clinic, "evil", 3);
    let mut expected = Vec::new();
    let mut serve = |name: &str, entry: (&str, Value), reason: &str| {
        let path = format!("/{name}");
        let credential = issuer.credential(&path, &stage.ann());
        let credential = with(&credential, entry.0, entry.1);
        issuer.publish(&path, &issuer.signed(&credential));
        expected.push((issuer.at(&path), reason.to_owned()));
    };
    let at = "/credentialStatus/statusListCredential";
    let purpose = "/credentialStatus/statusPurpose";
    let lists = |path: &str, document: &Value| {
        issuer.publish(path, document);
        (at, json!(issuer.at(path)))
    };
    let list_at = |path: &str| issuer.list(path, &[]);

    let revoked = lists("/l1", &issuer.signed(&issuer.list("/l1", &[7])));
    serve("revoked", revoked, "its issuer revoked it");
    let suspension = issuer.list("/l2", &[7]);
    let both = json!(["revocation", "suspension"]);
    let suspension = with(&suspension, "/credentialSubject/statusPurpose", both);
    lists("/l2", &issuer.signed(&suspension));
    let suspended = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": "suspension",
        "statusListIndex": "7", "statusListCredential": issuer.at("/l2"),
    });
    serve(
        "suspended",
        ("/credentialStatus", suspended),
        "its issuer suspended it",
    );
    let replaced = lists("/l3", &other.signed(&list_at("/l3")));
    serve(
        "replaced",
        replaced,
        "its status list is not signed by its issuer",
    );
    let theirs = with(&list_at("/l4"), "/issuer", json!(other.uri));
    let theirs = lists("/l4", &other.signed(&theirs));
    serve("theirs", theirs, "its status list is of another issuer");
    let moved = lists("/l5", &issuer.signed(&list_at("/status")));
    serve(
        "moved",
        moved,
        "its status list is not signed by its issuer",
    );
    let far = (at, json!(elsewhere.at("/status")));
    serve(
        "far",
        far,
        "its status list is on another server than its issuer",
    );
    let wrong = (purpose, json!("suspension"));
    serve("wrong", wrong, "its status list is for another purpose");
    let index = ("/credentialStatus/statusListIndex", json!("131072"));
    serve("index", index, "its status list has no entry of its number");
    // 20 bytes of GZIP that stand for nothing.
    let small = with(
        &list_at("/l6"),
        "/credentialSubject/encodedList",
        json!("uH4sIAAAAAAAAAwMAAAAAAAAAAAA"),
    );
    let small = lists("/l6", &issuer.signed(&small));
    serve(
        "small",
        small,
        "its status list has fewer than 131,072 entries",
    );
    let page = lists("/l7", &json!("not a list"));
    serve("page", page, "its status cannot be read");
    let gone = (at, json!(issuer.at("/l8")));
    serve(
        "gone",
        gone,
        "its status is unknown: its issuer could not be asked",
    );

    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
    }
    assert_eq!(stage.account().await?["roles"], json!([]));
    Ok(())
}
