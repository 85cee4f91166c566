//! Authorized fetch: servers that demand signatures understand each other, and whoever does not sign is told nothing.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::domain_block::{self, Change};
use domain::kinds::Severity;
use domain::moderation::Authority;
use domain::{block, remote};
use harness::{Fediverse, Forger, Person, Server};
use rounds::config::File;
use serde_json::Value;

fn demanding() -> File {
    let mut file = File::default();
    file.federation.authorized_fetch = true;
    file
}

/// The path of a person's actor.
fn path_of(person: &Person) -> String {
    format!("/ap/users/{}", person.id)
}

/// One follows the other and reads what they post.
async fn journey(fediverse: &Fediverse) -> Result<()> {
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    bo.post("who else is on nights?").await?;
    fediverse.settle().await?;
    ada.home_status("who else is on nights?").await?;
    Ok(())
}

#[tokio::test]
async fn servers_that_both_demand_signatures_understand_each_other() -> Result<()> {
    let fediverse = Fediverse::start_as(2, &demanding()).await?;
    journey(&fediverse).await
}

#[tokio::test]
async fn a_server_that_demands_signatures_understands_one_that_does_not() -> Result<()> {
    let mut fediverse = Fediverse::start(1).await?;
    let host = Ipv4Addr::new(127, 0, 0, 2);
    let second = Server::start_as(host, fediverse.clock.clone(), &demanding()).await?;
    fediverse.servers.push(second);
    journey(&fediverse).await
}

#[tokio::test]
async fn whoever_does_not_sign_is_told_nothing_but_who_the_instance_is() -> Result<()> {
    for demands in [false, true] {
        let file = if demands {
            demanding()
        } else {
            File::default()
        };
        let fediverse = Fediverse::start_as(1, &file).await?;
        let server = &fediverse.servers[0];
        let ada = server.person("ada").await?;
        let post = ada.post("good morning").await?;
        let actor = path_of(&ada);
        let nobody = server.anonymous();
        let status = format!("{actor}/statuses/{}", harness::id(&post));
        let of_status = ["", "/activity", "/replies"].map(|part| format!("{status}{part}"));
        let of_actor = [
            "",
            "/followers",
            "/following",
            "/outbox",
            "/outbox?page=true",
            "/collections/featured",
            "/collections/tags",
            "/featured_collections",
        ];
        let of_actor = of_actor.map(|part| format!("{actor}{part}"));
        let name = ada.handle.split('@').next().unwrap_or_default();
        let page = format!("/@{name}");
        for path in of_status.into_iter().chain(of_actor).chain([page.clone()]) {
            let answer = nobody.get_activity(&path).await?;
            let expected = if demands { 401 } else { 200 };
            assert_eq!(answer.status.as_u16(), expected, "{path}");
            let vary = answer.headers["vary"].to_str()?;
            assert!(vary.contains("Signature"), "{path}: {vary}");
            if demands {
                assert_eq!(
                    answer.headers["cache-control"], "private, no-store",
                    "{path}"
                );
            }
        }
        let domain = server.domain();
        let webfinger = format!("/.well-known/webfinger?resource=acct:{name}@{domain}");
        for path in [
            "/actor",
            "/nodeinfo/2.0",
            "/.well-known/nodeinfo",
            &webfinger,
        ] {
            assert_eq!(nobody.get_activity(path).await?.status, 200, "{path}");
        }
        assert_eq!(nobody.get(&page).await?.status, 200, "people read the page");
    }
    Ok(())
}

/// What `actor` of the peer is told at `path`.
async fn asked(peer: &Forger, server: &Server, actor: &str, path: &str) -> Result<(u16, Value)> {
    let answer = peer.ask(server, actor, path).await?;
    let shared = answer.headers["cache-control"].to_str()?.contains("public");
    assert!(!shared, "{path} may be kept by a cache between");
    let vary = answer.headers["vary"].to_str()?;
    assert!(vary.contains("Signature"), "{path}: {vary}");
    Ok((answer.status.as_u16(), answer.json().unwrap_or_default()))
}

#[tokio::test]
async fn security_46_what_one_may_see_is_not_handed_to_who_is_blocked() -> Result<()> {
    let fediverse = Fediverse::start_as(1, &demanding()).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let (eve, bo) = (peer.actor("eve"), peer.actor("bo"));
    let ada = server.person("ada").await?;
    let post = ada.post("a pinned post about #nights").await?;
    let id = harness::id(&post);
    ada.app
        .post(&format!("/api/v1/statuses/{id}/pin"), &Value::Null)
        .await?
        .ok()?;
    let tag = serde_json::json!({"name": "nights"});
    ada.app.post("/api/v1/featured_tags", &tag).await?.ok()?;
    let actor = path_of(&ada);
    assert_eq!(asked(&peer, server, &eve, &actor).await?.0, 200);
    let known = remote::find_by_uri(server.ctx(), &eve)
        .await?
        .expect("was fetched");
    block::block(server.ctx(), ada.id, known.id).await?;
    let count = |(code, body): (u16, Value)| (code, body["totalItems"].as_u64());
    for (path, shown) in [("collections/featured", 1), ("collections/tags", 1)] {
        let path = format!("{actor}/{path}");
        for (who, expected) in [(&eve, 0), (&bo, shown), (&eve, 0), (&bo, shown)] {
            let told = count(asked(&peer, server, who, &path).await?);
            assert_eq!(told, (200, Some(expected)), "{who} at {path}");
        }
    }
    let status = format!("{actor}/statuses/{id}");
    for (who, expected) in [(&eve, 404), (&bo, 200), (&eve, 404)] {
        assert_eq!(
            asked(&peer, server, who, &status).await?.0,
            expected,
            "{who}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_domain_that_is_shut_out_is_told_nothing_whoever_it_asks_as() -> Result<()> {
    let fediverse = Fediverse::start_as(1, &demanding()).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let (eve, new) = (peer.actor("eve"), peer.actor("new"));
    let ada = server.person("ada").await?;
    let actor = path_of(&ada);
    assert_eq!(asked(&peer, server, &eve, &actor).await?.0, 200);
    let change = Change {
        severity: Some(Severity::Suspend),
        ..Change::default()
    };
    domain_block::create(server.ctx(), Authority::Operator, "127.0.0.9", change).await?;
    for who in [&eve, &new] {
        let (code, _) = asked(&peer, server, who, &actor).await?;
        assert!([401, 403].contains(&code), "{who}: {code}");
    }
    Ok(())
}
