//! Issuers that call themselves by a `did:web`.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::credential_issuer;
use domain::moderation::Authority;
use harness::{Forger, Issuer};
use serde_json::{Value, json};

use crate::credential_stage::{HEALTH, Stage, text};

/// A host that has a name, for a `did:web` may not be of an address.
async fn named(stage: &Stage) -> Result<Forger> {
    Forger::start(Ipv4Addr::LOCALHOST, stage.fediverse.clock.clone()).await
}

async fn trust(stage: &Stage, issuer: &str) -> Result<()> {
    let ctx = stage.server().ctx();
    credential_issuer::add(ctx, Authority::Operator, issuer, &[HEALTH]).await?;
    stage.fediverse.settle().await
}

#[tokio::test]
async fn a_did_web_vouches_where_it_is_listed_and_takes_it_back() -> Result<()> {
    let stage = Stage::set().await?;
    let host = named(&stage).await?;
    let issuer = Issuer::serve_did(&host, "derm", 1);
    issuer.set(&[]);
    let credential = issuer.credential("/1", &stage.ann());
    issuer.publish("/1", &issuer.signed(&credential));
    stage.show(&[issuer.at("/1")]).await?;
    let (_, reason) = stage.state().await?;
    assert_eq!(reason, "its issuer does not count here");

    trust(&stage, &issuer.uri).await?;
    let shown = stage.shown().await?;
    assert_eq!(shown[0]["state"], "valid", "{shown:#?}");
    assert_eq!(shown[0]["issuer"]["uri"], json!(issuer.uri));
    assert_eq!(shown[0]["page"], json!(issuer.at("/verify/7")));

    issuer.set(&[7]);
    stage.fediverse.advance(Duration::from_mins(15)).await?;
    assert_eq!(stage.state().await?.0, "revoked");
    Ok(())
}

#[tokio::test]
async fn a_did_web_whose_document_proves_nothing_is_refused_with_the_reason() -> Result<()> {
    let stage = Stage::set().await?;
    let host = named(&stage).await?;
    let mut expected = Vec::new();
    let mut serve = |name: &str, document: &dyn Fn(&Issuer<'_>) -> Option<Value>, reason: &str| {
        let issuer = Issuer::serve_did(&host, name, 1);
        let at = format!("/{name}/did.json");
        match document(&issuer) {
            Some(document) => issuer.show(&at, &document),
            None => host.remove(&at),
        }
        let credential = without_status(issuer.credential(&format!("/c/{name}"), &stage.ann()));
        issuer.publish(&format!("/c/{name}"), &issuer.signed(&credential));
        expected.push((issuer.at(&format!("/c/{name}")), reason.to_owned()));
        issuer.uri
    };
    let no_document = "its issuer does not show a DID document of its own";
    let no_key = "the key of its proof is not a key of its issuer";
    let listed = [
        serve("gone", &|_| None, no_document),
        serve(
            "other",
            &|issuer| {
                Some(with(
                    issuer.did_document(),
                    "id",
                    json!("did:web:evil.example"),
                ))
            },
            no_document,
        ),
        serve(
            "large",
            &|issuer| {
                Some(with(
                    issuer.did_document(),
                    "padding",
                    json!("x".repeat(2_000_000)),
                ))
            },
            no_document,
        ),
        serve(
            "login",
            &|issuer| {
                let document = issuer.did_document();
                let keys = document["assertionMethod"].clone();
                let document = with(document, "authentication", keys);
                Some(with(document, "assertionMethod", json!([])))
            },
            no_key,
        ),
        serve(
            "stranger",
            &|issuer| {
                let mut document = issuer.did_document();
                document["assertionMethod"][0]["controller"] = json!("did:web:evil.example");
                Some(document)
            },
            no_key,
        ),
        serve("moved", &|issuer| Some(issuer.did_document()), no_document),
    ];
    let real = format!("{}/elsewhere/did.json", stage.assoc.base());
    let moved = Issuer::serve_did(&host, "moved", 1);
    let document = moved.did_document().to_string();
    stage
        .assoc
        .serve("/elsewhere/did.json", "application/did+json", document);
    host.serve("/moved/did.json", "location", real);
    for issuer in &listed {
        trust(&stage, issuer).await?;
    }
    judge(&stage, expected).await
}

#[tokio::test]
async fn a_did_web_speaks_for_its_own_host_and_is_written_in_one_way() -> Result<()> {
    let stage = Stage::set().await?;
    let host = named(&stage).await?;
    let issuer = Issuer::serve_did(&host, "derm", 1);
    trust(&stage, &issuer.uri).await?;
    let mut expected = Vec::new();
    let sound = |path: &str| without_status(issuer.credential(path, &stage.ann()));

    let far = with(
        sound("/far"),
        "id",
        json!(format!("{}/far", stage.assoc.base())),
    );
    stage
        .assoc
        .serve("/far", "application/vc", issuer.signed(&far).to_string());
    expected.push((
        text(&far["id"]),
        "it is served by another server than its issuer's",
    ));
    let foreign = issuer.signed_as("did:web:evil.example#ed25519-key", &sound("/foreign"));
    issuer.publish("/foreign", &foreign);
    let reason = "the key of its proof is of another server than its issuer";
    expected.push((issuer.at("/foreign"), reason));
    let port = issuer
        .at("")
        .rsplit_once(':')
        .context("a port")?
        .1
        .to_owned();
    for (path, name) in [
        ("/address", format!("did:web:127.0.0.1%3A{port}:derm")),
        ("/upwards", format!("did:web:localhost%3A{port}:x:..:derm")),
        ("/capitals", format!("did:web:LOCALHOST%3A{port}:derm")),
    ] {
        let document = with(sound(path), "issuer", json!(name));
        let method = format!("{name}#ed25519-key");
        issuer.publish(path, &issuer.signed_as(&method, &document));
        expected.push((issuer.at(path), "it is no credential that can be read here"));
    }
    let expected = expected.into_iter();
    judge(
        &stage,
        expected
            .map(|(uri, reason)| (uri, reason.to_owned()))
            .collect(),
    )
    .await
}

/// Ann shows these credentials; none stands, for the reason beside its address.
async fn judge(stage: &Stage, expected: Vec<(String, String)>) -> Result<()> {
    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
        assert_ne!(one["state"], "valid", "{uri}");
    }
    Ok(())
}

fn with(mut document: Value, name: &str, value: Value) -> Value {
    document[name] = value;
    document
}

fn without_status(credential: Value) -> Value {
    with(credential, "credentialStatus", Value::Null)
}
