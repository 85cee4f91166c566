//! What becomes of accounts is told to other servers, and understood when they tell it: suspended, remembered, gone.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::account::{Account, is_present};
use domain::{relationship, remote, testing, user};
use harness::{Fediverse, Forger, Server, id};
use serde_json::{Value, json};

use crate::scene::{PUBLIC, Scene};

#[tokio::test]
async fn a_suspension_is_told_to_those_who_follow_and_taken_back() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    ada.post("hello").await?;
    fediverse.settle().await?;
    let path = format!("/api/v1/accounts/{}", id(&bo.lookup(&ada.handle).await?));
    let actor = format!("/ap/users/{}", ada.id);

    user::suspend(here.ctx(), ada.id).await?;
    fediverse.settle().await?;
    assert_eq!(bo.app.get(&path).await?.status, 404);
    assert!(bo.home().await?.is_empty(), "and with it what it posted");
    let shown = here.anonymous().get(&actor).await?;
    assert_eq!(shown.status, 403);
    let document: Value = serde_json::from_str(&shown.body)?;
    assert_eq!(
        (
            &document["suspended"],
            &document["name"],
            &document["summary"]
        ),
        (&json!(true), &json!("ada"), &json!(""))
    );
    assert_eq!(document["discoverable"], false);
    assert!(document["publicKey"]["publicKeyPem"].is_string());

    fediverse.clock.advance(Duration::from_secs(1));
    user::unsuspend(here.ctx(), ada.id).await?;
    fediverse.settle().await?;
    assert_eq!(bo.app.get(&path).await?.status, 200);
    assert_eq!(here.anonymous().get(&actor).await?.status, 200);
    bo.home_status("hello").await?;
    Ok(())
}

#[tokio::test]
async fn who_is_remembered_is_marked_everywhere_and_logs_in_nowhere() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    ada.post("hello").await?;
    fediverse.settle().await?;
    user::memorialize(here.ctx(), ada.id, true).await?;
    fediverse.settle().await?;
    assert_eq!(bo.lookup(&ada.handle).await?["memorial"], true);
    let me = "/api/v1/accounts/verify_credentials";
    assert_eq!(ada.app.get(me).await?.status, 401);
    user::suspend(here.ctx(), ada.id).await?;
    user::unsuspend(here.ctx(), ada.id).await?;
    let login = user::find(here.ctx(), "ada").await?.0;
    let login = user::show(here.ctx(), login).await?;
    assert!(login.disabled_at.is_some(), "a suspension changes nothing");
    fediverse.clock.advance(Duration::from_secs(1));
    user::memorialize(here.ctx(), ada.id, false).await?;
    fediverse.settle().await?;
    assert_eq!(bo.lookup(&ada.handle).await?["memorial"], false);
    Ok(())
}

#[tokio::test]
async fn a_deleted_account_is_gone_everywhere() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    ada.post("hello").await?;
    fediverse.settle().await?;
    let shown = bo.lookup(&ada.handle).await?;
    let login = user::find(here.ctx(), "ada").await?.0;
    user::delete_account(here.ctx(), login, testing::PASSWORD.into()).await?;
    fediverse.settle().await?;
    let path = format!("/api/v1/accounts/{}", id(&shown));
    assert_eq!(bo.app.get(&path).await?.status, 404);
    assert!(bo.home().await?.is_empty());
    let actor = format!("/ap/users/{}", ada.id);
    assert_eq!(here.anonymous().get(&actor).await?.status, 410);
    Ok(())
}

/// A server and a peer with an actor that is known there.
struct Known {
    fediverse: Fediverse,
    peer: Forger,
    actor: String,
    number: std::cell::Cell<u32>,
}

impl Known {
    async fn start() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let actor = peer.actor("tim");
        let known = Self {
            fediverse,
            peer,
            actor,
            number: 0.into(),
        };
        known.update(&json!({})).await?;
        Ok(known)
    }

    fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// The actor tells what it says of itself now.
    async fn update(&self, said: &Value) -> Result<()> {
        self.peer.actor_that_says("tim", said);
        let mut object = self.peer.actor_document("tim");
        for (property, value) in said.as_object().into_iter().flatten() {
            object[property] = value.clone();
        }
        assert_eq!(self.tell("Update", object).await?, 202);
        Ok(())
    }

    async fn tell(&self, kind: &str, object: Value) -> Result<u16> {
        self.number.set(self.number.get() + 1);
        let number = self.number.get();
        let activity = json!({
            "id": format!("{}#{number}", self.actor), "type": kind, "actor": self.actor,
            "object": object, "to": [PUBLIC],
        });
        let answer = self.peer.deliver(self.server(), &activity).await?;
        self.fediverse.settle().await?;
        Ok(answer.as_u16())
    }

    async fn row(&self) -> Result<Account> {
        let found = remote::find_by_uri(self.server().ctx(), &self.actor).await?;
        found.context("is known")
    }

    /// Asks for the actor as whatever names it does.
    async fn look(&self) -> Result<()> {
        let uri = self.actor.parse()?;
        let mut budget = protocol::fetch::Budget::default();
        let found = protocol::resolve::actor(self.server().federation(), &uri, &mut budget).await;
        drop(found);
        self.fediverse.settle().await
    }
}

#[tokio::test]
async fn what_its_own_server_suspends_is_hidden_until_that_is_taken_back() -> Result<()> {
    let known = Known::start().await?;
    let ctx = known.server().ctx();
    assert!(is_present(&known.row().await?));
    known.update(&json!({"suspended": true})).await?;
    assert!(!is_present(&known.row().await?));
    assert_eq!(known.tell("Create", json!({"id": "x"})).await?, 403);
    known.update(&json!({"suspended": false})).await?;
    assert!(is_present(&known.row().await?));
    // What was decided here is not the other server's to take back.
    let tim = known.row().await?.id;
    user::suspend(ctx, tim).await?;
    known.update(&json!({"suspended": true})).await?;
    known.update(&json!({})).await?;
    assert!(!is_present(&known.row().await?));
    user::unsuspend(ctx, tim).await?;
    assert!(is_present(&known.row().await?));
    Ok(())
}

#[tokio::test]
async fn an_actor_that_is_gone_is_removed_and_one_that_is_not_found_is_kept() -> Result<()> {
    let known = Known::start().await?;
    let day = Duration::from_hours(25);
    known.peer.serve("/tim", "location", "/nowhere".into());
    known.fediverse.clock.advance(day);
    known.look().await?;
    assert!(is_present(&known.row().await?), "404 may be a slip");
    let asked = known.peer.asked();
    known.look().await?;
    assert_eq!(known.peer.asked(), asked, "asked once a day");
    known.peer.remove("/tim");
    known.fediverse.clock.advance(day);
    known.look().await?;
    assert!(known.row().await?.deleted_at.is_some());
    Ok(())
}

#[tokio::test]
async fn an_actor_is_asked_for_again_when_it_is_used_after_a_day() -> Result<()> {
    let known = Known::start().await?;
    known
        .peer
        .actor_that_says("tim", &json!({"name": "Timothy"}));
    known.look().await?;
    assert_eq!(known.row().await?.display_name, "");
    known.fediverse.clock.advance(Duration::from_hours(25));
    known.look().await?;
    assert_eq!(known.row().await?.display_name, "Timothy");
    Ok(())
}

#[tokio::test]
async fn security_47_an_update_is_no_way_round_a_suspension() -> Result<()> {
    let known = Known::start().await?;
    let ctx = known.server().ctx();
    let anna = testing::local_account(ctx, "anna").await;
    let tim = known.row().await?.id;
    testing::follow(ctx, anna.id, tim).await;
    user::suspend(ctx, tim).await?;
    let uri = format!("{}/notes/1", known.peer.base());
    let now = "2026-10-01T00:00:00Z";
    let note = json!({
        "id": uri, "type": "Note", "attributedTo": known.actor, "content": "<p>buy</p>",
        "to": [PUBLIC], "published": now, "updated": now,
    });
    assert_eq!(known.tell("Update", note.clone()).await?, 202);
    assert!(remote::find_status(ctx, &uri).await?.is_none());
    // Neither does it come by what somebody else boosts.
    let kind = "application/activity+json";
    known.peer.serve("/notes/1", kind, note.to_string());
    let eve = known.peer.actor("eve");
    let boost = json!({
        "id": format!("{eve}#boost"), "type": "Announce", "actor": eve, "object": uri, "to": [PUBLIC],
    });
    assert_eq!(known.peer.deliver(known.server(), &boost).await?, 202);
    known.fediverse.settle().await?;
    assert!(remote::find_status(ctx, &uri).await?.is_none());
    assert!(
        remote::find_status(ctx, &format!("{eve}#boost"))
            .await?
            .is_none()
    );
    // Nor by what somebody else quotes.
    let quoting = format!("{}/notes/2", known.peer.base());
    let create = json!({
        "id": format!("{quoting}#create"), "type": "Create", "actor": eve, "to": [PUBLIC],
        "object": {
            "id": quoting, "type": "Note", "attributedTo": eve, "content": "<p>look</p>",
            "to": [PUBLIC], "cc": [anna.uri], "quote": uri,
            "tag": [{"type": "Mention", "href": anna.uri, "name": "@anna"}],
        },
    });
    assert_eq!(known.peer.deliver(known.server(), &create).await?, 202);
    known.fediverse.settle().await?;
    assert!(remote::find_status(ctx, &quoting).await?.is_some());
    assert!(remote::find_status(ctx, &uri).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn security_47_what_came_before_a_suspension_is_not_done_after_it() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (server, ctx) = (scene.victim(), scene.victim().ctx());
    let anna = scene.anna().await;
    let actor = scene.forger.actor("mallory");
    let create = scene.create(&actor, 1, &anna.uri);
    // It is stored, and not worked on yet.
    assert_eq!(scene.forger.deliver(server, &create).await?, 202);
    let mallory = remote::find_by_uri(ctx, &actor)
        .await?
        .context("is known")?;
    user::suspend(ctx, mallory.id).await?;
    let note = format!("{}/notes/1", scene.forger.base());
    assert!(!scene.is_stored(&note).await?);
    for kind in [
        "Create",
        "Announce",
        "Like",
        "Follow",
        "Move",
        "QuoteRequest",
        "Flag",
        "Add",
    ] {
        let activity = json!({
            "id": format!("{actor}#{kind}"), "type": kind, "actor": actor, "object": anna.uri,
        });
        let answer = scene.forger.deliver(server, &activity).await?;
        assert_eq!(answer, 403, "{kind}");
    }
    assert!(
        !relationship::show(ctx, anna.id, mallory.id)
            .await?
            .followed_by
    );
    Ok(())
}

#[tokio::test]
async fn security_47_a_suspended_actor_has_no_vote() -> Result<()> {
    let known = Known::start().await?;
    let ctx = known.server().ctx();
    let anna = testing::local_account(ctx, "anna").await;
    let poll = domain::poll::NewPoll {
        options: vec!["yes".into(), "no".into()],
        expires_in: Duration::from_hours(24),
        multiple: false,
        hide_totals: false,
    };
    let asks = domain::status::NewStatus {
        poll: Some(poll),
        ..testing::new_status("well?")
    };
    let asked = testing::post(ctx, anna.id, asks).await;
    let vote = json!({
        "id": format!("{}/votes/1", known.peer.base()), "type": "Note", "attributedTo": known.actor,
        "name": "yes", "inReplyTo": ctx.uris.status(anna.id, asked), "to": [anna.uri],
    });
    user::suspend(ctx, known.row().await?.id).await?;
    assert_eq!(known.tell("Create", vote.clone()).await?, 403);
    assert_eq!(known.tell("Update", vote).await?, 202);
    let path = format!("/api/v1/statuses/{asked}");
    let shown = known.server().anonymous().get(&path).await?.ok()?;
    assert_eq!(shown["poll"]["votes_count"], 0);
    Ok(())
}
