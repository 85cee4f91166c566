use super::*;
use crate::testing::{self, TestContext};

const HOUR: Duration = Duration::from_hours(1);

fn target(host: &str, number: u32) -> Target {
    Target {
        inbox_url: format!("https://{host}/{number}"),
        host: host.to_owned(),
    }
}

fn letter(sender: AccountId, number: u32, about: Option<&str>) -> Letter {
    Letter {
        sender,
        activity_uri: format!("https://a/{number}"),
        about: about.map(str::to_owned),
        body: format!("{number}"),
        leaves_at: None,
    }
}

async fn queued(targets: &[Target]) -> TestContext {
    let test = testing::context().await;
    let sender = storage::testing::account("a", None, testing::START);
    let tx = test.ctx.db.begin().await.expect("begins");
    let (id, now) = (sender.id, testing::START);
    account::insert(&*tx, sender).await.expect("inserts");
    queue(&tx, letter(id, 1, None), targets, now)
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
    queue(&tx, letter(anna.id, 1, None), &[target], now)
        .await
        .expect("queues");
    tx.commit().await.expect("commits");
    let parcels = claim(ctx, 10).await.expect("claims");
    end(&test, parcels, &Outcome::Gone("410".into())).await;
    assert!(claim(ctx, 10).await.expect("claims").is_empty());
    let left = super::inboxes(ctx, &Reach::followers(anna.id)).await;
    assert!(left.expect("answers").is_empty());
}

/// Create, Update and Delete of three statuses to two hosts of which one is down for five days.
#[tokio::test]
async fn what_a_peer_missed_in_five_days_comes_in_order_for_each_object() {
    let test = queued(&[]).await;
    let sender = storage::testing::account("b", None, testing::START);
    let (ctx, id) = (&test.ctx, sender.id);
    let tx = ctx.db.begin().await.expect("begins");
    account::insert(&*tx, sender).await.expect("inserts");
    tx.commit().await.expect("commits");
    let mut arrived: HashMap<(String, String), Vec<u32>> = HashMap::new();
    for hour in 0..8 * 24_u32 {
        if hour % 12 == 0 && hour < 9 * 12 {
            let about = format!("https://a/notes/{}", hour / 12 % 3);
            let letter = letter(id, hour / 12, Some(&about));
            let tx = ctx.db.begin().await.expect("begins");
            let targets = [target("down.example", 0), target("up.example", 0)];
            let queued = queue(&tx, letter, &targets, ctx.clock.now()).await;
            queued.expect("queues");
            tx.commit().await.expect("commits");
        }
        for parcel in claim(ctx, 100).await.expect("claims") {
            let host = parcel.delivery.host.clone();
            if host == "up.example" || hour >= 5 * 24 {
                let number: u32 = parcel.body.parse().expect("a number");
                let about = format!("{}", number % 3);
                arrived.entry((host, about)).or_default().push(number);
                end(&test, vec![parcel], &Outcome::Delivered).await;
            } else {
                end(&test, vec![parcel], &no()).await;
            }
        }
        ctx.clock.advance(HOUR);
    }
    for host in ["down.example", "up.example"] {
        for about in 0..3 {
            let key = (host.to_owned(), about.to_string());
            assert_eq!(arrived[&key], [about, about + 3, about + 6], "{key:?}");
        }
    }
    assert_eq!(next_due(ctx).await.expect("answers"), None);
}

#[tokio::test]
async fn security_25_a_hundred_thousand_made_up_hosts_leave_nothing_behind() {
    let targets: Vec<Target> = (0..100_000)
        .map(|number| target(&format!("{number}.evil.example"), 0))
        .collect();
    let test = queued(&targets).await;
    let parcels = claim(&test.ctx, 1000).await.expect("claims");
    assert_eq!(
        parcels.len(),
        1000,
        "no more than asked for, whatever waits"
    );
    end(&test, parcels, &no()).await;
    let db = test.ctx.db.read();
    let count = async |table: &str| -> usize {
        let select = format!("SELECT 1 FROM {table}");
        storage::Sql::new(db, &select)
            .rows(db)
            .await
            .expect("answers")
            .len()
    };
    assert_eq!(
        count("hosts").await,
        100_000,
        "a row a host, while something waits for it"
    );
    // As if each had been tried for a week.
    let tx = test.ctx.db.begin().await.expect("begins");
    let given_up = "UPDATE deliveries SET state = 'failed'";
    let given_up = storage::Sql::new(&*tx, given_up).execute(&*tx).await;
    given_up.expect("is given up");
    tx.commit().await.expect("commits");
    test.ctx.clock.advance(HOUR * 24 * 31);
    prune(&test.ctx).await.expect("prunes");
    for table in ["deliveries", "outbox", "hosts"] {
        assert_eq!(count(table).await, 0, "{table}");
    }
}
