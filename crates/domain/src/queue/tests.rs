use std::time::Duration;

use storage::id::AccountId;
use storage::inbox::Arrival;

use super::*;
use crate::delivery::{self, Target};
use crate::inbox;
use crate::testing::{self, TestContext};

const BY: Authority = Authority::Operator;

/// One delivery to each of these hosts.
async fn deliver_to(ctx: &Context, hosts: &[&str]) {
    let sender = testing::local_account(ctx, "ada").await;
    let targets: Vec<Target> = hosts
        .iter()
        .map(|host| Target {
            inbox_url: format!("https://{host}/inbox"),
            host: (*host).to_owned(),
        })
        .collect();
    let tx = ctx.db.begin().await.expect("begins");
    let uri = "https://rounds.example/1".to_owned();
    let letter = delivery::Letter {
        sender: sender.id,
        activity_uri: uri,
        about: None,
        body: "{}".into(),
        leaves_at: None,
    };
    delivery::queue(&tx, letter, &targets, ctx.clock.now())
        .await
        .expect("queues");
    tx.commit().await.expect("commits");
}

/// Takes what is due and gives it all up.
async fn give_up(ctx: &Context) -> usize {
    let outcomes = delivery::outcomes(ctx);
    let parcels = delivery::claim(ctx, 10).await.expect("claims");
    let count = parcels.len();
    for parcel in parcels {
        let outcome = delivery::Outcome::Impossible("no such inbox".into());
        let kept = outcomes.write((parcel.delivery, outcome)).await;
        kept.expect("is kept");
    }
    count
}

#[tokio::test]
async fn a_delivery_that_was_given_up_is_seen_tried_again_and_thrown_away() {
    let TestContext { ctx, .. } = &testing::context().await;
    deliver_to(ctx, &["b.example", "c.example"]).await;
    let lanes = overview(ctx, BY).await.expect("looks").lanes;
    let waiting: Vec<_> = lanes
        .iter()
        .map(|lane| (&*lane.host, lane.backlog.waiting))
        .collect();
    assert_eq!(waiting, [("b.example", 1), ("c.example", 1)]);
    assert_eq!(lanes[0].backlog.oldest, Some(ctx.clock.now()));
    assert_eq!(give_up(ctx).await, 2);
    let failed = async |host| {
        let found = index(ctx, BY, Line::Deliveries, true, host, Page::first(9)).await;
        found.expect("lists")
    };
    let letters = failed(None).await;
    assert_eq!(letters.len(), 2);
    let one = failed(Some("b.example")).await.remove(0);
    assert_eq!(one.what, "https://rounds.example/1");
    assert_eq!(one.last_error.as_deref(), Some("no such inbox"));
    assert_eq!(
        retry(ctx, BY, Which::Failed(one.id)).await.expect("tries"),
        1
    );
    assert_eq!(give_up(ctx).await, 1, "it was sent once more");
    let all = retry(ctx, BY, Which::Host("c.example")).await;
    assert_eq!(all.expect("tries"), 1);
    assert_eq!(
        discard(ctx, BY, Which::Host("c.example"))
            .await
            .expect("drops"),
        1
    );
    assert_eq!(
        discard(ctx, BY, Which::Failed(one.id))
            .await
            .expect("drops"),
        1
    );
    assert!(overview(ctx, BY).await.expect("looks").lanes.is_empty());
    for which in [Which::Failed(one.id), Which::Host("b.example")] {
        assert!(matches!(retry(ctx, BY, which).await, Err(Error::NotFound)));
        assert!(matches!(
            discard(ctx, BY, which).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn a_host_that_is_left_alone_is_asked_again_at_once() {
    let TestContext { ctx, .. } = &testing::context().await;
    deliver_to(ctx, &["slow.example"]).await;
    let outcomes = delivery::outcomes(ctx);
    let parcel = delivery::claim(ctx, 10).await.expect("claims").remove(0);
    let outcome = delivery::Outcome::Postponed {
        error: "busy".into(),
        retry_after: Some(Duration::from_hours(2)),
    };
    let kept = outcomes.write((parcel.delivery, outcome)).await;
    kept.expect("is kept");
    let lane = overview(ctx, BY).await.expect("looks").lanes.remove(0);
    assert_eq!((lane.backlog.waiting, lane.failures), (1, 1));
    assert!(lane.closed_until > ctx.clock.now());
    assert_eq!(lane.last_error.as_deref(), Some("busy"));
    assert!(delivery::claim(ctx, 10).await.expect("claims").is_empty());
    let tried = retry(ctx, BY, Which::Host("slow.example")).await;
    assert_eq!(tried.expect("tries"), 1);
    assert_eq!(delivery::claim(ctx, 10).await.expect("claims").len(), 1);
}

#[tokio::test]
async fn what_came_in_and_jobs_are_given_up_seen_and_tried_again() {
    let TestContext { ctx, .. } = &testing::context().await;
    let bob = testing::remote_account(ctx, "bob", "b.example").await;
    let arrival = Arrival {
        activity_uri: "https://b.example/1".into(),
        actor_id: bob.id,
        recipient_id: None::<AccountId>,
        body: "{}".into(),
    };
    inbox::arrivals(ctx).write(arrival).await.expect("is kept");
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.expect("begins");
    let job = storage::job::enqueue(&*tx, "odd", "{}".into(), None, now, now);
    job.await.expect("enqueues");
    tx.commit().await.expect("commits");
    let row = inbox::claim(ctx, 1).await.expect("claims").remove(0);
    let tx = ctx.db.begin().await.expect("begins");
    let lease = Duration::from_mins(1);
    let job = storage::job::claim(&*tx, 1, lease, now)
        .await
        .expect("claims")
        .remove(0);
    storage::inbox::fail(&*tx, row.id, "panicked", None)
        .await
        .expect("fails");
    storage::job::fail(&*tx, job.id, "unknown", None)
        .await
        .expect("fails");
    tx.commit().await.expect("commits");
    for (line, what, host, id) in [
        (
            Line::Inbox,
            "https://b.example/1",
            Some("b.example"),
            row.id.0,
        ),
        (Line::Jobs, "odd", None, job.id.0),
    ] {
        let found = index(ctx, BY, line, true, None, Page::first(9)).await;
        let found = found.expect("lists").remove(0);
        assert_eq!((&*found.what, found.host.as_deref()), (what, host));
        assert_eq!(retry(ctx, BY, Which::Failed(id)).await.expect("tries"), 1);
    }
    let overview = overview(ctx, BY).await.expect("looks");
    for backlog in [overview.inbox, overview.jobs] {
        assert_eq!((backlog.waiting, backlog.failed), (1, 0));
    }
}
