//! Quotes between two servers (FEP-044f): asked for, agreed to with a stamp, revoked.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::id::QuoteId;
use domain::kinds::QuoteState;
use domain::quote::unverified;
use harness::{Fediverse, Forger, Person, id, says};
use serde_json::{Value, json};

use crate::scene::{PUBLIC, Scene};

async fn quote(person: &Person, quoted: &Value, text: &str) -> Result<Value> {
    let draft = json!({ "status": text, "quoted_status_id": id(quoted) });
    person.app.post("/api/v1/statuses", &draft).await?.ok()
}

async fn now(person: &Person, status: &Value) -> Result<Value> {
    let path = format!("/api/v1/statuses/{}", id(status));
    person.app.get(&path).await?.ok()
}

/// The document of a status of `person`, as other servers read it.
async fn document(person: &Person, status: &Value, base: &str) -> Result<Value> {
    let uri = status["uri"].as_str().context("it has a uri")?;
    let path = uri.strip_prefix(base).context("it is of the server")?;
    person.app.get_activity(path).await?.json()
}

#[tokio::test]
async fn a_quote_is_asked_for_agreed_to_and_revoked() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo, cy) = (
        here.person("ada").await?,
        there.person("bo").await?,
        here.person("cy").await?,
    );
    bo.follow(&ada.handle).await?;
    cy.follow(&bo.handle).await?;
    fediverse.settle().await?;
    let original = ada.post("A finding").await?;
    fediverse.settle().await?;
    let seen = bo.home_status("A finding").await?;
    assert_eq!(seen["quote_approval"]["current_user"], "automatic");

    let quoting = quote(&bo, &seen, "Look at this").await?;
    assert_eq!(quoting["quote"]["state"], "pending");
    assert_eq!(quoting["quote"]["quoted_status"], Value::Null);
    fediverse.settle().await?;
    let agreed = now(&bo, &quoting).await?;
    assert_eq!(agreed["quote"]["state"], "accepted");
    assert_eq!(agreed["quote"]["quoted_status"]["id"], seen["id"]);
    assert_eq!(agreed["edited_at"], Value::Null);
    assert_eq!(now(&ada, &original).await?["quotes_count"], 1);
    assert!(ada.notified().await?.contains(&"quote".to_owned()));
    let arrived = cy.home_status("Look at this").await?;
    assert_eq!(arrived["quote"]["state"], "accepted");
    assert_eq!(arrived["quote"]["quoted_status"]["id"], original["id"]);

    let note = document(&bo, &quoting, there.base()).await?;
    assert_eq!(note["quote"], original["uri"]);
    let stamp = note["quoteAuthorization"].as_str().context("a stamp")?;
    let path = stamp.strip_prefix(here.base()).context("it is Ada's")?;
    let served = here.anonymous().get_activity(path).await?.json()?;
    assert_eq!(served["type"], "QuoteAuthorization");
    assert_eq!(served["interactingObject"], quoting["uri"]);
    assert_eq!(served["interactionTarget"], original["uri"]);

    let revoke = format!(
        "/api/v1/statuses/{}/quotes/{}/revoke",
        id(&original),
        id(&arrived)
    );
    ada.app.post(&revoke, &json!({})).await?.ok()?;
    fediverse.settle().await?;
    for (person, status) in [(&bo, &quoting), (&cy, &arrived)] {
        let revoked = now(person, status).await?;
        assert_eq!(revoked["quote"]["state"], "revoked");
        assert_eq!(revoked["quote"]["quoted_status"], Value::Null);
    }
    assert_eq!(now(&ada, &original).await?["quotes_count"], 0);
    let gone = here.anonymous().get_activity(path).await?;
    assert_eq!(gone.status, 404);
    let note = document(&bo, &quoting, there.base()).await?;
    assert_eq!(note["quoteAuthorization"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_third_server_sees_the_stamp_and_a_closed_status_is_not_quoted() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [here, there, yonder] = [0, 1, 2].map(|at| &fediverse.servers[at]);
    let (ada, bo, cy) = (
        here.person("ada").await?,
        there.person("bo").await?,
        yonder.person("cy").await?,
    );
    bo.follow(&ada.handle).await?;
    cy.follow(&bo.handle).await?;
    fediverse.settle().await?;
    ada.post("A finding").await?;
    fediverse.settle().await?;
    let seen = bo.home_status("A finding").await?;
    quote(&bo, &seen, "Look at this").await?;
    fediverse.settle().await?;
    // Nobody there follows Ada: what is quoted is fetched, and its author's consent with it.
    let arrived = cy.home_status("Look at this").await?;
    assert_eq!(arrived["quote"]["state"], "accepted");
    let quoted = &arrived["quote"]["quoted_status"];
    assert!(says(quoted, "A finding"));
    assert_eq!(cy.home().await?.len(), 1);

    let closed = json!({ "status": "Not this", "quote_approval_policy": "nobody" });
    ada.app.post("/api/v1/statuses", &closed).await?.ok()?;
    fediverse.settle().await?;
    let seen = bo.home_status("Not this").await?;
    assert_eq!(seen["quote_approval"]["current_user"], "denied");
    quote(&bo, &seen, "Why not").await.expect_err("is refused");
    Ok(())
}

/// The numbers are those of docs/security.md.
#[tokio::test]
async fn security_49_a_forged_stamp_admits_nothing() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let clock = scene.fediverse.clock.clone();
    let honest = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
    let (sol, mallory) = (honest.actor("sol"), scene.forger.actor("mallory"));
    let quoted = format!("{}/notes/sol", honest.base());
    let kind = "application/activity+json";
    let note = json!({
        "id": quoted, "type": "Note", "attributedTo": sol, "content": "<p>hi</p>", "to": [PUBLIC],
    });
    honest.serve("/notes/sol", kind, note.to_string());
    let stamp = |at: &Forger, number: u32, author: &str, quoting: u32| {
        let id = format!("{}/stamps/{number}", at.base());
        let quoting = format!("{}/notes/{quoting}", scene.forger.base());
        let stamp = json!({
            "id": id, "type": "QuoteAuthorization", "attributedTo": author,
            "interactingObject": quoting, "interactionTarget": quoted,
        });
        at.serve(&format!("/stamps/{number}"), kind, stamp.to_string());
        id
    };
    let ours = scene
        .victim()
        .ctx()
        .uris
        .quote_authorization(anna.id, QuoteId(1));
    let cases = [
        (stamp(&honest, 1, &sol, 1), QuoteState::Accepted),
        (stamp(&scene.forger, 2, &sol, 2), QuoteState::Rejected),
        (stamp(&honest, 3, &sol, 1), QuoteState::Rejected),
        (stamp(&honest, 4, &mallory, 4), QuoteState::Rejected),
        (
            format!("{}/stamps/none", honest.base()),
            QuoteState::Rejected,
        ),
        (ours, QuoteState::Rejected),
    ];
    for (number, (stamp, expected)) in (1..).zip(cases) {
        let mut create = scene.create(&mallory, number, &anna.uri);
        create["object"]["quote"] = json!(quoted);
        create["object"]["quoteAuthorization"] = json!(stamp);
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
        let uri = create["object"]["id"].as_str().context("a uri")?;
        let stored = scene.stored(uri).await?.context("it came")?;
        let found = unverified(scene.victim().ctx(), stored.id).await?;
        assert_eq!(found.context("it quotes")?.quote.state, expected, "{stamp}");
    }
    Ok(())
}

/// A boost is nobody's words: with its author's stamp it is not quoted either.
#[tokio::test]
async fn security_49_a_boost_is_not_quoted() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let clock = scene.fediverse.clock.clone();
    let honest = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
    let (sol, mallory) = (honest.actor("sol"), scene.forger.actor("mallory"));
    let post = scene.post(&anna, domain::kinds::Visibility::Public).await?;
    let boost = format!("{}/boosts/1", honest.base());
    let announce = json!({
        "id": boost, "type": "Announce", "actor": sol, "object": post.uri, "to": [PUBLIC],
    });
    assert_eq!(honest.deliver(scene.victim(), &announce).await?, 202);
    assert!(scene.is_stored(&boost).await?);
    let kind = "application/activity+json";
    let mut create = scene.create(&mallory, 1, &anna.uri);
    let quoting = create["object"]["id"].clone();
    let stamp = format!("{}/stamps/1", honest.base());
    let stamped = json!({
        "id": stamp, "type": "QuoteAuthorization", "attributedTo": sol,
        "interactingObject": quoting, "interactionTarget": boost,
    });
    honest.serve("/stamps/1", kind, stamped.to_string());
    create["object"]["quote"] = json!(boost);
    create["object"]["quoteAuthorization"] = json!(stamp);
    assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
    let uri = quoting.as_str().context("a uri")?;
    let stored = scene.stored(uri).await?.context("it came")?;
    let path = format!("/api/v1/statuses/{}", stored.id);
    let shown = scene.victim().anonymous().get(&path).await?.ok()?;
    assert_ne!(shown["quote"]["state"], "accepted");
    assert_eq!(shown["quote"]["quoted_status"], Value::Null);
    Ok(())
}
