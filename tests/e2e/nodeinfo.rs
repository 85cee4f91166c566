//! What other servers say they are: believed of their own address alone.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::moderation::Authority;
use domain::peer;
use harness::{Fediverse, Forger, Server};
use protocol::peer::describe;
use serde_json::json;

const INDEX: &str = "/.well-known/nodeinfo";
const JSON: &str = "application/json";

fn index(href: &str) -> String {
    let rel = "http://nodeinfo.diaspora.software/ns/schema/2.0";
    json!({"links": [{"rel": rel, "href": href}]}).to_string()
}

/// The software that `server` knows of the peer, after it asked again.
async fn known(server: &Server, peer: &Forger) -> Result<Option<String>> {
    let host = peer.base().trim_start_matches("http://");
    describe(server.federation(), host).await?;
    let shown = peer::show(server.ctx(), Authority::Operator, host).await?;
    Ok(shown.host.and_then(|host| host.software))
}

#[tokio::test]
async fn security_20_the_index_points_to_its_own_server_alone() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let other = Forger::start(Ipv4Addr::new(127, 0, 0, 8), fediverse.clock.clone()).await?;
    // It is known by its having taken something.
    let host = peer.base().trim_start_matches("http://").to_owned();
    let tx = server.ctx().db.begin().await?;
    storage::host::succeed(&*tx, [host], fediverse.clock.now()).await?;
    tx.commit().await?;
    let document = json!({"version": "2.0", "software": {"name": "odd", "version": "1"}});
    for forger in [&peer, &other] {
        forger.serve("/nodeinfo", JSON, document.to_string());
    }
    let elsewhere = format!("{}/nodeinfo", other.base());
    for href in [
        elsewhere.as_str(),
        "http://127.0.0.1:1/nodeinfo",
        "http://10.0.0.1/nodeinfo",
        "file:///etc/passwd",
        r#"data:application/json,{"software":{"name":"odd","version":"1"}}"#,
    ] {
        peer.serve(INDEX, JSON, index(href));
        let asked = peer.asked();
        assert_eq!(known(server, &peer).await?, None, "{href}");
        assert_eq!(peer.asked() - asked, 1, "the index alone: {href}");
    }
    assert_eq!(other.asked(), 0);
    peer.serve(INDEX, JSON, index(&format!("{}/nodeinfo", peer.base())));
    assert_eq!(known(server, &peer).await?.as_deref(), Some("odd"));
    Ok(())
}

#[tokio::test]
async fn two_servers_know_what_the_other_is_within_a_week() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    domain::housekeeping::sweep(here.ctx()).await;
    fediverse.settle().await?;
    let shown = peer::show(here.ctx(), Authority::Operator, there.domain()).await?;
    let host = shown.host.expect("was spoken to");
    assert_eq!(host.software.as_deref(), Some("rounds"));
    assert!(host.last_success_at.is_some());
    assert_eq!((shown.ties.accounts, shown.ties.following), (1, 1));
    Ok(())
}
