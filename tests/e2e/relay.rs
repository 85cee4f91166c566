//! Relays: asked by the operator, told what is public, and worth the addresses that they name.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::kinds::RelayState;
use domain::moderation::Authority;
use domain::timeline::{self, Narrow};
use domain::{Page, Viewer, relay, testing};
use harness::{Fediverse, Forger};
use serde_json::{Value, json};

use crate::scene::PUBLIC;

const ACTIVITY_JSON: &str = "application/activity+json";

/// A server, its relay, and somebody elsewhere whose note the relay passes on.
struct Relayed {
    fediverse: Fediverse,
    relay: Forger,
    elsewhere: Forger,
    actor: String,
}

impl Relayed {
    async fn new() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let clock = fediverse.clock.clone();
        let relay = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock.clone()).await?;
        let elsewhere = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock).await?;
        let actor = relay.actor("relay");
        Ok(Self {
            fediverse,
            relay,
            elsewhere,
            actor,
        })
    }

    /// Asks, and lets the relay answer.
    async fn join(&self, url: &str, answer: &str) -> Result<Value> {
        let server = &self.fediverse.servers[0];
        relay::add(server.ctx(), Authority::Operator, url).await?;
        self.fediverse.settle().await?;
        let received = self.relay.received();
        let follow = received
            .iter()
            .find(|activity| activity["type"] == "Follow");
        let follow = follow.context("it is asked")?.clone();
        assert_eq!(follow["actor"], format!("{}/actor", server.base()));
        let agreed = json!({
            "id": format!("{}/answers/1", self.relay.base()), "type": answer, "actor": self.actor,
            "object": follow,
        });
        self.relayed(&agreed).await?;
        Ok(follow)
    }

    /// Sends what the relay has to say.
    async fn relayed(&self, activity: &Value) -> Result<()> {
        let server = &self.fediverse.servers[0];
        assert_eq!(self.relay.deliver(server, activity).await?, 202);
        self.fediverse.settle().await
    }

    /// Serves a note of somebody elsewhere.
    fn note(&self, number: u32, to: &str) -> Value {
        let author = self.elsewhere.actor("sol");
        let path = format!("/notes/{number}");
        let note = json!({
            "id": format!("{}{path}", self.elsewhere.base()), "type": "Note", "attributedTo": author,
            "content": format!("<p>true {number}</p>"), "to": [to],
        });
        self.elsewhere.serve(&path, ACTIVITY_JSON, note.to_string());
        note
    }

    /// What the federated timeline says, in the order of its words.
    async fn listed(&self) -> Result<Vec<String>> {
        let ctx = self.fediverse.servers[0].ctx();
        let page = Page::first(20);
        let entries = timeline::public(ctx, Viewer::Anonymous, Narrow::default(), page).await?;
        let shown = domain::status_view::views(ctx, &entries).await?;
        let mut said: Vec<String> = shown
            .into_iter()
            .map(|view| view.status.status.content)
            .collect();
        said.sort();
        Ok(said)
    }
}

#[tokio::test]
async fn a_relay_of_mastodons_kind_is_told_and_heard() -> Result<()> {
    let scene = Relayed::new().await?;
    let server = &scene.fediverse.servers[0];
    let inbox = format!("{}/inbox", scene.relay.base());
    let follow = scene.join(&inbox, "Accept").await?;
    assert_eq!(follow["object"], PUBLIC);
    assert_eq!(
        relay::list(server.ctx()).await?[0].state,
        RelayState::Accepted
    );

    let ada = server.person("ada").await?;
    ada.post("For everyone").await?;
    scene.fediverse.settle().await?;
    let told = scene.relay.received();
    let create = told.iter().find(|activity| activity["type"] == "Create");
    assert!(
        create.context("it is told")?["object"]["content"]
            .as_str()
            .is_some_and(|text| text.contains("For everyone"))
    );

    // By its address, as most relays do.
    let first = scene.note(1, PUBLIC);
    let announce = json!({
        "id": format!("{}/announces/1", scene.relay.base()), "type": "Announce", "actor": scene.actor,
        "object": first["id"], "to": [PUBLIC],
    });
    scene.relayed(&announce).await?;
    // Forwarded as it came, signed by the relay: what it says is not believed.
    let mut second = scene.note(2, PUBLIC);
    second["content"] = json!("<p>false</p>");
    let create = json!({
        "id": format!("{}/activity", second["id"].as_str().unwrap_or_default()), "type": "Create",
        "actor": second["attributedTo"], "object": second, "to": [PUBLIC],
    });
    let letter = scene
        .relay
        .letter_of(server, &scene.actor, create.to_string());
    assert_eq!(letter.send(server).await?, 202);
    scene.fediverse.settle().await?;
    // What is not public is not kept.
    let private = scene.note(3, "https://a.example/followers");
    let announce = json!({
        "id": format!("{}/announces/3", scene.relay.base()), "type": "Announce", "actor": scene.actor,
        "object": private["id"], "to": [PUBLIC],
    });
    scene.relayed(&announce).await?;
    let listed = scene.listed().await?;
    let others: Vec<&String> = listed
        .iter()
        .filter(|text| text.contains("true") || text.contains("false"))
        .collect();
    assert_eq!(others, ["<p>true 1</p>", "<p>true 2</p>"]);
    assert!(
        ada.home()
            .await?
            .iter()
            .all(|status| status["reblog"].is_null())
    );
    assert_eq!(ada.home().await?.len(), 1);

    // What is gone at its home goes here when the relay says so, and only then.
    let gone = json!({
        "id": format!("{}/deletes/1", scene.elsewhere.base()), "type": "Delete",
        "actor": first["attributedTo"], "object": first["id"], "to": [PUBLIC],
    });
    let letter = scene
        .relay
        .letter_of(server, &scene.actor, gone.to_string());
    assert_eq!(letter.send(server).await?, 202);
    scene.fediverse.settle().await?;
    assert!(scene.listed().await?.contains(&"<p>true 1</p>".to_owned()));
    Ok(())
}

#[tokio::test]
async fn what_is_forwarded_by_nobody_that_was_asked_is_refused() -> Result<()> {
    let scene = Relayed::new().await?;
    let server = &scene.fediverse.servers[0];
    let note = scene.note(1, PUBLIC);
    let create = json!({
        "id": format!("{}/activity", note["id"].as_str().unwrap_or_default()), "type": "Create",
        "actor": note["attributedTo"], "object": note, "to": [PUBLIC],
    });
    let inbox = format!("{}/inbox", scene.relay.base());
    for round in 0..2 {
        let letter = scene
            .relay
            .letter_of(server, &scene.actor, create.to_string());
        assert_eq!(letter.send(server).await?, 401, "{round}");
        if round == 0 {
            scene.join(&inbox, "Reject").await?;
            assert_eq!(
                relay::list(server.ctx()).await?[0].state,
                RelayState::Rejected
            );
        }
    }
    // Somebody else's yes is no yes.
    let mallory = scene.elsewhere.actor("mallory");
    let follow = relay::list(server.ctx()).await?[0].follow_uri.clone();
    let agreed = json!({
        "id": format!("{}/answers/2", scene.elsewhere.base()), "type": "Accept", "actor": mallory, "object": follow,
    });
    assert_eq!(scene.elsewhere.deliver(server, &agreed).await?, 202);
    scene.fediverse.settle().await?;
    assert_eq!(
        relay::list(server.ctx()).await?[0].state,
        RelayState::Rejected
    );
    Ok(())
}

#[tokio::test]
async fn a_relay_of_litepubs_kind_follows_back_and_is_told_by_announces() -> Result<()> {
    let scene = Relayed::new().await?;
    let server = &scene.fediverse.servers[0];
    let follow = scene.join(&scene.actor, "Accept").await?;
    assert_eq!(follow["object"], scene.actor);
    let instance = format!("{}/actor", server.base());
    let back = json!({
        "id": format!("{}/follows/1", scene.relay.base()), "type": "Follow", "actor": scene.actor, "object": instance,
    });
    scene.relayed(&back).await?;
    let accepts = scene.relay.received();
    assert!(
        accepts
            .iter()
            .any(|activity| activity["type"] == "Accept" && activity["actor"] == instance)
    );

    let anna = testing::local_account(server.ctx(), "anna").await;
    let id = testing::post(server.ctx(), anna.id, testing::new_status("For everyone")).await;
    scene.fediverse.settle().await?;
    let told = scene.relay.received();
    let announce = told.iter().find(|activity| activity["type"] == "Announce");
    let announce = announce.context("it is told")?;
    assert_eq!(
        (&announce["actor"], &announce["object"]),
        (
            &json!(instance),
            &json!(server.ctx().uris.status(anna.id, id))
        )
    );

    let note = scene.note(1, PUBLIC);
    let passed = json!({
        "id": format!("{}/announces/1", scene.relay.base()), "type": "Announce", "actor": scene.actor,
        "object": note["id"], "to": [PUBLIC],
    });
    scene.relayed(&passed).await?;
    assert!(scene.listed().await?.contains(&"<p>true 1</p>".to_owned()));

    let id = relay::list(server.ctx()).await?[0].id;
    relay::remove(server.ctx(), Authority::Operator, id).await?;
    scene.fediverse.settle().await?;
    let told = scene.relay.received();
    let undo = told.iter().find(|activity| activity["type"] == "Undo");
    assert_eq!(undo.context("it is told")?["object"]["id"], follow["id"]);
    Ok(())
}
