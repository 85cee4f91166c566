//! Moving: who follows the old account follows the new one, and nobody is moved who does not want to be.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::account_move::COOLDOWN;
use domain::testing::{self, PASSWORD};
use domain::{account_move, follow, remote};
use harness::{Fediverse, Forger, Person, Server};
use serde_json::json;

/// `old` moves to `new` as the pages of their servers have it.
async fn depart(here: &Server, old: &Person, there: &Server, new: &Person) -> Result<()> {
    let known = protocol::account_move::look_up(there.federation(), &old.handle.parse()?).await?;
    account_move::add_alias(there.ctx(), new.id, known.id).await?;
    let target = protocol::account_move::look_up(here.federation(), &new.handle.parse()?).await?;
    let user = domain::user::find(here.ctx(), "ada").await?.0;
    account_move::depart(here.ctx(), user, old.id, target.id, PASSWORD.into()).await?;
    Ok(())
}

#[tokio::test]
async fn followers_on_every_server_follow_the_new_account() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [here, there, third] = &fediverse.servers[..] else {
        unreachable!("three were asked for")
    };
    let (old, neighbour) = (here.person("ada").await?, here.person("bo").await?);
    let (new, fan) = (there.person("adele").await?, third.person("cleo").await?);
    for follower in [&neighbour, &fan] {
        follower.follow(&old.handle).await?;
    }
    fediverse.settle().await?;
    depart(here, &old, there, &new).await?;
    fediverse.settle().await?;
    for follower in [&neighbour, &fan] {
        assert_eq!(follower.relationship(&new.handle).await?["following"], true);
        assert_eq!(
            follower.relationship(&old.handle).await?["following"],
            false
        );
        let shown = follower.lookup(&old.handle).await?;
        assert_eq!(shown["moved"]["username"], "adele");
        assert_eq!(shown["moved"]["url"], new.lookup(&new.handle).await?["url"]);
    }
    let me = old
        .app
        .get("/api/v1/accounts/verify_credentials")
        .await?
        .ok()?;
    assert_eq!(me["moved"]["username"], "adele");
    assert_eq!(me["followers_count"], 0);
    let refused = old
        .app
        .post("/api/v1/statuses", &json!({"status": "still here"}))
        .await?;
    assert_eq!(refused.status, 403);
    new.post("here I am").await?;
    fediverse.settle().await?;
    fan.home_status("here I am").await?;
    Ok(())
}

#[tokio::test]
async fn a_move_within_one_server_is_the_same() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (old, new) = (here.person("ada").await?, here.person("ada_new").await?);
    let (neighbour, fan) = (here.person("bo").await?, there.person("cleo").await?);
    for follower in [&neighbour, &fan] {
        follower.follow(&old.handle).await?;
    }
    fediverse.settle().await?;
    depart(here, &old, here, &new).await?;
    fediverse.settle().await?;
    for follower in [&neighbour, &fan] {
        assert_eq!(follower.relationship(&new.handle).await?["following"], true);
        assert_eq!(
            follower.relationship(&old.handle).await?["following"],
            false
        );
    }
    Ok(())
}

/// A peer with two accounts, of which someone here follows the first.
struct Scene {
    fediverse: Fediverse,
    peer: Forger,
    old: String,
}

impl Scene {
    async fn start() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let old = peer.actor("old");
        Ok(Self {
            fediverse,
            peer,
            old,
        })
    }

    fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    async fn says(&self, actor: &str, object: &str, target: &str, number: u32) -> Result<u16> {
        let base = self.peer.base();
        let activity = json!({
            "id": format!("{base}/moves/{number}"), "type": "Move", "actor": actor,
            "object": object, "target": target,
        });
        let answer = self.peer.deliver(self.server(), &activity).await?;
        self.fediverse.settle().await?;
        Ok(answer.as_u16())
    }

    async fn moved_to(&self, uri: &str) -> Result<Option<String>> {
        let ctx = self.server().ctx();
        let found = remote::find_by_uri(ctx, uri).await?;
        let Some(target) = found.context("is known")?.moved_to_id else {
            return Ok(None);
        };
        Ok(remote::find_by_id(ctx, target).await?.map(|it| it.uri))
    }
}

#[tokio::test]
async fn security_57_a_move_counts_once_in_seven_days_and_with_the_consent_of_both() -> Result<()> {
    let scene = Scene::start().await?;
    let (server, old) = (scene.server(), scene.old.clone());
    let ctx = server.ctx();
    let anna = testing::local_account(ctx, "anna").await;
    let stranger = scene.peer.actor_that_says("stranger", &json!({}));
    let new = scene
        .peer
        .actor_that_says("new", &json!({"alsoKnownAs": [old]}));
    let third = scene
        .peer
        .actor_that_says("third", &json!({"alsoKnownAs": old}));
    // It becomes known here by what it says, and is followed.
    assert_eq!(scene.says(&old, &old, &stranger, 1).await?, 202);
    let known = remote::find_by_uri(ctx, &old).await?.context("is known")?;
    testing::follow(ctx, anna.id, known.id).await;
    assert_eq!(scene.moved_to(&old).await?, None, "nobody asked the other");
    scene.says(&stranger, &old, &new, 2).await?;
    assert_eq!(scene.moved_to(&old).await?, None, "moved by somebody else");
    scene.says(&old, &old, &new, 3).await?;
    assert_eq!(scene.moved_to(&old).await?, Some(new.clone()));
    let followed = remote::find_by_uri(ctx, &new).await?.context("is known")?;
    let between = domain::relationship::show(ctx, anna.id, followed.id).await?;
    assert!(between.requested, "asked to follow the new one");
    scene
        .fediverse
        .clock
        .advance(COOLDOWN.checked_sub(Duration::from_hours(1)).unwrap());
    scene.says(&old, &old, &third, 4).await?;
    assert_eq!(scene.moved_to(&old).await?, Some(new), "too early");
    scene.fediverse.clock.advance(Duration::from_hours(1));
    scene.says(&old, &old, &third, 5).await?;
    assert_eq!(scene.moved_to(&old).await?, Some(third));
    Ok(())
}

#[tokio::test]
async fn security_57_nobody_moves_to_or_from_a_suspended_account() -> Result<()> {
    let scene = Scene::start().await?;
    let (server, old) = (scene.server(), scene.old.clone());
    let ctx = server.ctx();
    let new = scene
        .peer
        .actor_that_says("new", &json!({"alsoKnownAs": [old], "suspended": true}));
    scene.says(&old, &old, &new, 1).await?;
    assert_eq!(scene.moved_to(&old).await?, None);
    let new = scene
        .peer
        .actor_that_says("newer", &json!({"alsoKnownAs": [old]}));
    let known = remote::find_by_uri(ctx, &old).await?.context("is known")?;
    domain::user::suspend(ctx, known.id).await?;
    assert_eq!(scene.says(&old, &old, &new, 2).await?, 403);
    domain::user::unsuspend(ctx, known.id).await?;
    assert_eq!(scene.moved_to(&old).await?, None);
    Ok(())
}

#[tokio::test]
async fn where_an_account_moved_is_read_from_its_document_if_the_other_agrees() -> Result<()> {
    let scene = Scene::start().await?;
    let (federation, ctx) = (scene.server().federation(), scene.server().ctx());
    let base = scene.peer.base();
    let look = async |name: &str| {
        let domain = base.trim_start_matches("http://");
        let handle = format!("{name}@{domain}").parse()?;
        protocol::account_move::look_up(federation, &handle).await?;
        scene.moved_to(&format!("{base}/{name}")).await
    };
    let new = format!("{base}/new");
    scene.peer.actor_that_says("liar", &json!({"movedTo": new}));
    scene.peer.actor_that_says("gone", &json!({"movedTo": new}));
    scene.peer.actor_that_says(
        "new",
        &json!({"alsoKnownAs": format!("{base}/gone"), "movedTo": format!("{base}/gone")}),
    );
    assert_eq!(look("liar").await?, None);
    assert_eq!(look("gone").await?, Some(new.clone()));
    let anna = testing::local_account(ctx, "anna").await;
    let gone = remote::find_by_uri(ctx, &format!("{base}/gone")).await?;
    let gone = gone.context("is known")?.id;
    let refused = follow::follow(ctx, anna.id, gone, &follow::Options::default()).await;
    assert!(refused.is_err(), "it is followed where it went");
    scene.peer.actor_that_says("gone", &json!({}));
    assert_eq!(look("gone").await?, None, "it came back");
    Ok(())
}
