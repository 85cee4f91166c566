//! Whom the operator shuts out is refused at the door: at once by the server that was told, within two seconds by one
//! beside which the command line was used.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Result;
use domain::domain_block::{self, Change};
use domain::kinds::Severity;
use domain::moderation::Authority;
use domain::{Clock, remote, user};
use harness::outside::eventually;
use harness::{Fediverse, Forger, Process, Server};
use serde_json::{Value, json};

/// An activity of `actor` that changes nothing.
fn activity(actor: &str, number: u32) -> Value {
    json!({"id": format!("{actor}/views/{number}"), "type": "View", "actor": actor, "object": actor})
}

async fn knock(peer: &Forger, server: &Server, actor: &str, number: u32) -> Result<u16> {
    let answer = peer.deliver(server, &activity(actor, number)).await?;
    Ok(answer.as_u16())
}

#[tokio::test]
async fn a_suspended_account_is_refused_at_once() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let (eve, bo) = (peer.actor("eve"), peer.actor("bo"));
    for actor in [&eve, &bo] {
        assert_eq!(knock(&peer, server, actor, 1).await?, 202);
    }
    let known = remote::find_by_uri(server.ctx(), &eve).await?;
    let known = known.expect("was fetched");
    user::suspend(server.ctx(), known.id).await?;
    assert_eq!(knock(&peer, server, &eve, 2).await?, 403);
    assert_eq!(knock(&peer, server, &bo, 2).await?, 202);
    user::unsuspend(server.ctx(), known.id).await?;
    assert_eq!(knock(&peer, server, &eve, 3).await?, 202);
    Ok(())
}

#[tokio::test]
async fn a_blocked_domain_is_refused_at_once() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let eve = peer.actor("eve");
    assert_eq!(knock(&peer, server, &eve, 1).await?, 202);
    let change = Change {
        severity: Some(Severity::Suspend),
        ..Change::default()
    };
    let (ctx, by) = (server.ctx(), Authority::Operator);
    let block = domain_block::create(ctx, by, "127.0.0.9", change).await?;
    assert_eq!(knock(&peer, server, &eve, 2).await?, 403);
    domain_block::lift(ctx, by, block.id).await?;
    assert_eq!(knock(&peer, server, &eve, 3).await?, 202);
    Ok(())
}

/// Knocks until the answer is `expected`, for two seconds at most.
async fn soon(peer: &Forger, base: &str, actor: &str, expected: u16) -> Result<()> {
    let limit = Duration::from_secs(2);
    eventually(
        limit,
        "still another answer after two seconds",
        async || {
            let letter = peer.letter_to(base, &activity(actor, 1));
            let answer = letter.send_to(base).await?;
            Ok((answer == expected).then_some(()))
        },
    )
    .await
}

#[tokio::test]
async fn what_the_command_line_shuts_out_is_refused_soon() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start(folder.path()).await?;
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), Clock::System).await?;
    let (base, eve) = (server.base(), peer.actor("eve"));
    soon(&peer, &base, &eve, 202).await?;
    let handle = format!("eve@{}", peer.base().trim_start_matches("http://"));
    for (shut, open) in [
        (
            ["account", "suspend", &handle],
            ["account", "unsuspend", &handle],
        ),
        (
            ["domain", "block", "127.0.0.9"],
            ["domain", "unblock", "127.0.0.9"],
        ),
    ] {
        server.stdout(&shut)?;
        soon(&peer, &base, &eve, 403).await?;
        server.stdout(&open)?;
        soon(&peer, &base, &eve, 202).await?;
    }
    Ok(())
}
