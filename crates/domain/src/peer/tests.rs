use storage::kinds::Severity;

use super::*;
use crate::domain_block::Change;
use crate::testing::{self, TestContext, remote_account};
use crate::{domain_allow, domain_note};

const BY: Authority = Authority::Operator;
const ALL: Slice = Slice {
    limit: 40,
    offset: 0,
};

async fn fail(ctx: &Context, host: &str, times: i32) {
    for _ in 0..times {
        testing::failing_host(ctx, host, "connection refused").await;
    }
}

#[tokio::test]
async fn a_server_is_shown_with_all_that_is_known_of_it() {
    let TestContext { ctx, .. } = &testing::context().await;
    let ada = testing::person(ctx, "ada").await.account_id;
    let bob = remote_account(ctx, "bob", "b.example").await.id;
    let ben = remote_account(ctx, "ben", "b.example").await.id;
    remote_account(ctx, "eve", "e.example").await;
    for (follower, target) in [(ada, bob), (bob, ada), (ben, ada)] {
        testing::follow(ctx, follower, target).await;
    }
    let change = Change {
        severity: Some(Severity::Noop),
        ..Change::default()
    };
    domain_block::create(ctx, BY, "b.example", change)
        .await
        .expect("limits");
    domain_allow::create(ctx, BY, "b.example")
        .await
        .expect("allows");
    domain_note::write(ctx, BY, "b.example", "They answer.")
        .await
        .expect("notes");
    let peer = show(ctx, BY, "B.example").await.expect("is known");
    let ties = Ties {
        accounts: 2,
        following: 1,
        followers: 2,
    };
    assert_eq!(peer.ties, ties);
    assert_eq!(peer.note.as_deref(), Some("They answer."));
    assert!(peer.allowed && peer.block.is_some() && peer.host.is_none());
    assert_eq!(peer.breaker(ctx.clock.now()), Breaker::Closed);
    let below = show(ctx, BY, "deep.b.example")
        .await
        .expect("is limited too");
    assert!(below.block.is_some() && !below.allowed);
    for (name, is_invalid) in [("nobody.example", false), ("no name", true)] {
        match show(ctx, BY, name).await {
            Err(Error::NotFound) => assert!(!is_invalid),
            Err(Error::Invalid { .. }) => assert!(is_invalid),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn servers_are_found_by_name_and_by_trouble() {
    let TestContext { ctx, .. } = &testing::context().await;
    for domain in ["a.example", "c.example", "snow_flake.example"] {
        remote_account(ctx, "x", domain).await;
    }
    fail(ctx, "b.example", 10).await;
    let found = async |name: Option<&str>, failing, slice| {
        let filter = Filter {
            name: name.map(str::to_owned),
            failing,
        };
        let peers = list(ctx, BY, &filter, slice).await.expect("lists");
        peers.into_iter().map(|peer| peer.name).collect::<Vec<_>>()
    };
    let all = ["a.example", "b.example", "c.example", "snow_flake.example"];
    assert_eq!(found(None, false, ALL).await, all);
    let second = Slice {
        limit: 1,
        offset: 1,
    };
    assert_eq!(found(None, false, second).await, ["b.example"]);
    assert_eq!(found(None, true, ALL).await, ["b.example"]);
    assert_eq!(found(Some("W_F"), false, ALL).await, ["snow_flake.example"]);
    assert!(found(Some("%"), false, ALL).await.is_empty());
    let failing = show(ctx, BY, "b.example").await.expect("is known");
    assert_eq!(failing.trouble(), Some("connection refused"));
    assert_eq!(failing.breaker(ctx.clock.now()), Breaker::HalfOpen);
    let until = ctx.clock.now().after(Duration::from_mins(5));
    let tx = ctx.db.begin().await.expect("begins");
    storage::host::close(&*tx, "b.example", until)
        .await
        .expect("closes");
    tx.commit().await.expect("commits");
    let closed = show(ctx, BY, "b.example").await.expect("is known");
    assert_eq!(closed.breaker(ctx.clock.now()), Breaker::Open(until));
}

#[tokio::test]
async fn a_server_is_asked_what_it_is_once_a_week() {
    let TestContext { ctx, .. } = &testing::context().await;
    let planned = async || {
        plan_descriptions(ctx).await.expect("plans");
        let tx = ctx.db.begin().await.expect("begins");
        let now = ctx.clock.now();
        let jobs = storage::job::claim(&*tx, 9, Duration::from_mins(1), now).await;
        let jobs = jobs.expect("claims");
        for job in &jobs {
            storage::job::finish(&*tx, job.id).await.expect("finishes");
        }
        tx.commit().await.expect("commits");
        jobs.len()
    };
    fail(ctx, "dead.example", 1).await;
    assert_eq!(planned().await, 0, "it never answered");
    let answer = async || {
        let tx = ctx.db.begin().await.expect("begins");
        let hosts = ["b.example".to_owned()];
        let noted = storage::host::succeed(&*tx, hosts, ctx.clock.now()).await;
        noted.expect("notes");
        tx.commit().await.expect("commits");
    };
    answer().await;
    assert_eq!(planned().await, 1);
    describe(ctx, "b.example", Some(("mastodon", "4.6.5")))
        .await
        .expect("notes");
    ctx.clock.advance(Duration::from_hours(6 * 24));
    answer().await;
    assert_eq!(planned().await, 0);
    ctx.clock.advance(Duration::from_hours(2 * 24));
    assert_eq!(planned().await, 1);
    let host = show(ctx, BY, "b.example").await.expect("is known").host;
    let host = host.expect("was spoken to");
    assert_eq!(host.software.as_deref(), Some("mastodon"));
    assert_eq!(host.software_version.as_deref(), Some("4.6.5"));
}
