use super::*;
use crate::testing::{self, TestContext};

const HOUR: Duration = Duration::from_hours(1);

fn target(host: &str, number: u32) -> Target {
    Target {
        inbox_url: format!("https://{host}/{number}"),
        host: host.to_owned(),
    }
}

async fn queued(targets: &[Target]) -> TestContext {
    let test = testing::context().await;
    let sender = storage::testing::account("a", None, testing::START);
    let tx = test.ctx.db.begin().await.expect("begins");
    let (id, now) = (sender.id, testing::START);
    account::insert(&*tx, sender).await.expect("inserts");
    queue(&tx, id, "https://a/1".into(), "{}".into(), targets, now)
        .await
        .expect("queues");
    tx.commit().await.expect("commits");
    test
}

fn no() -> Outcome {
    Outcome::Postponed {
        error: "no".into(),
        retry_after: None,
    }
}

async fn end(test: &TestContext, parcels: Vec<Parcel>, outcome: &Outcome) {
    let group = parcels
        .into_iter()
        .map(|parcel| (parcel.delivery, outcome.clone()));
    settle(&test.ctx, group.collect()).await.expect("settles");
}

#[tokio::test]
async fn a_peer_that_is_down_for_five_days_gets_it_and_one_for_eight_days_does_not() {
    let test = queued(&[target("down.example", 0), target("lost.example", 0)]).await;
    let mut arrived = Vec::new();
    for hour in 0..9 * 24 {
        for parcel in claim(&test.ctx, 10).await.expect("claims") {
            let back = parcel.delivery.host == "down.example" && hour >= 5 * 24;
            if back {
                arrived.push(parcel.delivery.host.clone());
            }
            let outcome = if back { Outcome::Delivered } else { no() };
            end(&test, vec![parcel], &outcome).await;
        }
        test.ctx.clock.advance(HOUR);
    }
    assert_eq!(arrived, ["down.example"]);
    assert_eq!(next_due(&test.ctx).await.expect("answers"), None);
}

#[tokio::test]
async fn a_no_is_believed_the_third_time() {
    let test = queued(&[target("strict.example", 0)]).await;
    for _ in 0..REFUSALS {
        let parcels = claim(&test.ctx, 10).await.expect("claims");
        assert_eq!(parcels.len(), 1);
        end(&test, parcels, &Outcome::Refused("403".into())).await;
        test.ctx.clock.advance(HOUR);
    }
    assert_eq!(next_due(&test.ctx).await.expect("answers"), None);
}

#[tokio::test]
async fn a_wish_for_patience_closes_the_lane() {
    let test = queued(&[target("busy.example", 0), target("busy.example", 1)]).await;
    let outcome = Outcome::Postponed {
        error: "429".into(),
        retry_after: Some(HOUR),
    };
    let mut parcels = claim(&test.ctx, 1).await.expect("claims");
    end(&test, vec![parcels.remove(0)], &outcome).await;
    assert!(claim(&test.ctx, 10).await.expect("claims").is_empty());
    test.ctx.clock.advance(HOUR);
    assert_eq!(claim(&test.ctx, 10).await.expect("claims").len(), 2);
}

#[tokio::test]
async fn ten_failures_close_a_host_and_one_success_opens_it() {
    let targets: Vec<Target> = (0..20)
        .map(|number| target("ill.example", number))
        .collect();
    let test = queued(&targets).await;
    let mut tried = 0;
    while tried < 10 {
        let parcels = claim(&test.ctx, 4).await.expect("claims");
        assert!(!parcels.is_empty());
        tried += parcels.len();
        end(&test, parcels, &no()).await;
    }
    assert!(
        claim(&test.ctx, 10).await.expect("claims").is_empty(),
        "closed"
    );
    test.ctx.clock.advance(HOUR);
    let parcels = claim(&test.ctx, 10).await.expect("claims");
    assert_eq!(parcels.len(), 1, "half open");
    end(&test, parcels, &Outcome::Delivered).await;
    assert_eq!(claim(&test.ctx, 10).await.expect("claims").len(), 4, "open");
}

#[tokio::test]
async fn what_is_gone_for_good_follows_nobody_any_more() {
    let test = testing::context().await;
    let (ctx, now) = (&test.ctx, testing::START);
    let anna = testing::local_account(ctx, "anna").await;
    let gone = testing::remote_account(ctx, "ben", "gone.example").await;
    testing::follow(ctx, gone.id, anna.id).await;
    let inboxes = inboxes(ctx, &Reach::followers(anna.id))
        .await
        .expect("answers");
    assert_eq!(inboxes, ["https://gone.example/inbox"]);
    let tx = ctx.db.begin().await.expect("begins");
    let target = Target {
        inbox_url: inboxes[0].clone(),
        host: "gone.example".to_owned(),
    };
    queue(
        &tx,
        anna.id,
        "https://a/1".into(),
        "{}".into(),
        &[target],
        now,
    )
    .await
    .expect("queues");
    tx.commit().await.expect("commits");
    let parcels = claim(ctx, 10).await.expect("claims");
    end(&test, parcels, &Outcome::Gone("410".into())).await;
    assert!(claim(ctx, 10).await.expect("claims").is_empty());
    let left = super::inboxes(ctx, &Reach::followers(anna.id)).await;
    assert!(left.expect("answers").is_empty());
}
