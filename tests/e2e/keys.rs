//! Keys: an actor may get another one at any time, and may have several.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Result;
use domain::account::{instance_actor, rotate_key};
use harness::{Fediverse, Forger, says};
use serde_json::{Value, json};

#[tokio::test]
async fn keys_that_change_under_load_lose_nothing() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [here, there, third] = &fediverse.servers[..] else {
        unreachable!("three were asked for")
    };
    let ada = here.person("ada").await?;
    let fans = [there.person("bo").await?, third.person("cleo").await?];
    for fan in &fans {
        fan.follow(&ada.handle).await?;
    }
    fediverse.settle().await?;
    let mut posted = 0;
    for round in 0..3 {
        for _ in 0..8 {
            posted += 1;
            ada.post(&format!("number {posted}.")).await?;
        }
        // Some are sent, some wait, some are built only later.
        for _ in 0..=round {
            here.step().await?;
        }
        rotate_key(here.ctx(), ada.id).await?;
    }
    fediverse.settle().await?;
    for minutes in [2, 6] {
        fediverse.advance(Duration::from_mins(minutes)).await?;
    }
    for fan in &fans {
        let home = fan.home().await?;
        for number in 1..=posted {
            let text = format!("number {number}.");
            let found = home.iter().filter(|status| says(status, &text)).count();
            assert_eq!(found, 1, "{text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_instance_signs_with_its_new_key_at_once() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.lookup(&bo.handle).await?;
    let before = instance_actor(here.ctx()).await?;
    let mut after = before.clone();
    // Tests share a few keys: those beside this one may have had just as many in between that it gets its own again.
    for _ in 0..3 {
        if after.public_key == before.public_key {
            rotate_key(here.ctx(), before.id).await?;
            after = instance_actor(here.ctx()).await?;
        }
    }
    assert_ne!(before.public_key, after.public_key);
    let new = there.person("new").await?;
    ada.lookup(&new.handle).await?;
    Ok(())
}

/// A server and a peer whose actor lists these keys.
async fn peer_with(fediverse: &Fediverse, keys: &[(&str, usize)]) -> Result<(Forger, String)> {
    let clock = fediverse.clock.clone();
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock).await?;
    let actor = peer.actor("tim");
    list_keys(&peer, &actor, keys);
    Ok((peer, actor))
}

fn list_keys(peer: &Forger, actor: &str, keys: &[(&str, usize)]) {
    let key = |(name, number): &(&str, usize)| {
        json!({
            "id": format!("{actor}#{name}"), "owner": actor,
            "publicKeyPem": http_signatures::testing::key(*number).public_key_pem(),
        })
    };
    let keys: Vec<Value> = keys.iter().map(key).collect();
    peer.actor_that_says("tim", &json!({"publicKey": keys}));
}

fn like(actor: &str, number: u32) -> Value {
    json!({"id": format!("{actor}#likes/{number}"), "type": "Like", "actor": actor, "object": format!("{actor}/x")})
}

#[tokio::test]
async fn a_changed_key_is_fetched_once_and_not_for_every_wrong_signature() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    // The forger signs with number 7.
    let (peer, actor) = peer_with(&fediverse, &[("main-key", 6)]).await?;
    assert_eq!(peer.deliver(server, &like(&actor, 1)).await?, 401);
    assert_eq!(peer.deliver(server, &like(&actor, 2)).await?, 401);
    let asked = peer.asked();
    for number in 3..6 {
        assert_eq!(peer.deliver(server, &like(&actor, number)).await?, 401);
    }
    assert_eq!(peer.asked(), asked, "it is left alone now");
    list_keys(&peer, &actor, &[("main-key", 7)]);
    fediverse.clock.advance(Duration::from_mins(1));
    assert_eq!(peer.deliver(server, &like(&actor, 6)).await?, 202);
    assert_eq!(peer.asked(), asked + 1);
    Ok(())
}

#[tokio::test]
async fn of_several_keys_the_one_that_is_named_counts() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let keys = [("old", 5), ("main-key", 7), ("other", 6)];
    let (peer, actor) = peer_with(&fediverse, &keys).await?;
    assert_eq!(peer.deliver(server, &like(&actor, 1)).await?, 202);
    let named = async |key: &str, number: u32| {
        let (authority, now) = (
            server.base().trim_start_matches("http://"),
            fediverse.clock.now().seconds(),
        );
        let key = format!("{actor}#{key}");
        let letter = peer.letter_with(authority, &key, now, &like(&actor, number));
        letter.send(server).await
    };
    assert_eq!(named("other", 2).await?, 401, "signed with another one");
    assert_eq!(named("unlisted", 3).await?, 401);
    assert_eq!(named("main-key", 4).await?, 202);
    let mut many: Vec<(String, usize)> = (0..10).map(|n| (format!("key-{n}"), 5)).collect();
    many.push(("late".into(), 7));
    let many: Vec<(&str, usize)> = many.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    list_keys(&peer, &actor, &many);
    assert_eq!(named("late", 5).await?, 401, "ten are looked at");
    Ok(())
}
