use super::*;
use crate::testing::{self, TestDb};
use crate::{account, host, outbox};

const LEASE: Duration = Duration::from_mins(1);
const NOW: Timestamp = Timestamp(1_000_000);

/// One activity to each of `inboxes`, given as `(host, number)`.
async fn queue(inboxes: &[(&str, u32)]) -> TestDb {
    let test = testing::database().await;
    let tx = test.db.begin().await.expect("begins");
    let sender = testing::account("a", None, NOW);
    let outbox_id = OutboxId(1);
    account::insert(&*tx, sender.clone())
        .await
        .expect("inserts");
    let row = outbox::Outbox {
        id: outbox_id,
        account_id: sender.id,
        activity_uri: "https://a.example/1".into(),
        body: "{}".into(),
        created_at: NOW,
    };
    outbox::insert(&*tx, row).await.expect("inserts");
    let targets: Vec<Target> = inboxes
        .iter()
        .map(|(host, number)| Target {
            inbox_url: format!("https://{host}/{number}"),
            host: (*host).to_owned(),
        })
        .collect();
    for _ in 0..2 {
        let sending = Sending {
            outbox_id,
            account_id: sender.id,
            run_at: NOW,
        };
        insert_all(&*tx, sending, &targets, |_| None, NOW)
            .await
            .expect("inserts");
    }
    tx.commit().await.expect("commits");
    test
}

#[tokio::test]
async fn a_lane_has_a_width_and_the_others_go_on() {
    let crowd: Vec<_> = (0..6)
        .map(|number| ("slow.example", number))
        .chain([("quick.example", 0)])
        .collect();
    let test = queue(&crowd).await;
    let tx = test.db.begin().await.expect("begins");
    let first = claim(&*tx, 100, LEASE, NOW).await.expect("claims");
    assert_eq!(first.len(), 5, "four of the slow host, and the quick one");
    let none = claim(&*tx, 100, LEASE, NOW).await.expect("claims");
    assert_eq!(none, [], "the lane is full");
    let (slow, _): (Vec<_>, Vec<_>) = first.iter().partition(|row| row.host == "slow.example");
    finish(&*tx, &[slow[0].id]).await.expect("finishes");
    let moved = move_on(&*tx, &[slow[0]], &[slow[0]], NOW).await;
    moved.expect("moves on");
    let next = claim(&*tx, 100, LEASE, NOW).await.expect("claims");
    assert_eq!(next.len(), 1, "a place is free");
    let rest = claim(&*tx, 100, LEASE, NOW.after(LEASE))
        .await
        .expect("claims");
    assert_eq!(rest.len(), 5, "a worker that died gives its rows back");
}

#[tokio::test]
async fn a_closed_host_is_left_alone_and_then_tried_with_one() {
    let test = queue(&[("dead.example", 0), ("dead.example", 1)]).await;
    let tx = test.db.begin().await.expect("begins");
    for _ in 0..BREAKER {
        host::fail(&*tx, "dead.example", "no", NOW)
            .await
            .expect("counts");
    }
    let until = NOW.after(LEASE);
    host::close(&*tx, "dead.example", until)
        .await
        .expect("closes");
    mend(&*tx, NOW).await.expect("arms the lane");
    assert_eq!(claim(&*tx, 9, LEASE, NOW).await.expect("claims"), []);
    assert_eq!(next_due(&*tx).await.expect("answers"), Some(until));
    let tried = claim(&*tx, 9, LEASE, until).await.expect("claims");
    assert_eq!(tried.len(), 1, "half open");
    host::succeed(&*tx, ["dead.example".to_owned()], until)
        .await
        .expect("opens");
    mend(&*tx, until).await.expect("arms the lane");
    assert_eq!(claim(&*tx, 9, LEASE, until).await.expect("claims").len(), 1);
}

/// Queues an activity of `sender`, which is about `strand`, to one inbox of `host.example`.
async fn send(
    tx: &crate::Transaction,
    sender: AccountId,
    number: i64,
    strand: Option<i64>,
    now: Timestamp,
) {
    let row = outbox::Outbox {
        id: OutboxId(number),
        account_id: sender,
        activity_uri: format!("https://a.example/{number}"),
        body: "{}".into(),
        created_at: now,
    };
    outbox::insert(&**tx, row).await.expect("inserts");
    let sending = Sending {
        outbox_id: OutboxId(number),
        account_id: sender,
        run_at: now,
    };
    let target = Target {
        inbox_url: "https://host.example/inbox".into(),
        host: "host.example".into(),
    };
    let queued = insert_all(&**tx, sending, &[target], |_| strand, now).await;
    queued.expect("queues");
}

async fn senders(tx: &crate::Transaction, names: &[&str]) -> Vec<AccountId> {
    let mut ids = Vec::new();
    for name in names {
        let account = testing::account(name, None, NOW);
        ids.push(account.id);
        account::insert(&**tx, account).await.expect("inserts");
    }
    ids
}

/// Takes what may be taken now and returns the numbers of the activities.
async fn taken(tx: &crate::Transaction, now: Timestamp) -> Vec<Delivery> {
    claim(&**tx, 100, LEASE, now).await.expect("claims")
}

fn numbers(rows: &[Delivery]) -> Vec<i64> {
    rows.iter().map(|row| row.outbox_id.0).collect()
}

async fn arrive(tx: &crate::Transaction, rows: &[Delivery], now: Timestamp) {
    let rows: Vec<&Delivery> = rows.iter().collect();
    lock(&**tx, &rows).await.expect("locks");
    let ids: Vec<DeliveryId> = rows.iter().map(|row| row.id).collect();
    finish(&**tx, &ids).await.expect("finishes");
    move_on(&**tx, &rows, &rows, now).await.expect("moves on");
}

#[tokio::test]
async fn whoever_sends_one_activity_does_not_wait_for_whoever_sends_a_thousand() {
    let test = testing::database().await;
    let tx = test.db.begin().await.expect("begins");
    let who = senders(&tx, &["busy", "quiet", "calm"]).await;
    for number in 0..50 {
        send(&tx, who[0], number, None, NOW).await;
    }
    send(&tx, who[1], 100, None, NOW).await;
    send(&tx, who[2], 101, None, NOW).await;
    let first = taken(&tx, NOW).await;
    assert_eq!(first.len(), 4);
    let mut order = numbers(&first);
    order.sort_unstable();
    assert_eq!(order, [0, 1, 100, 101], "each has a turn");
}

#[tokio::test]
async fn what_is_about_one_object_goes_one_after_the_other() {
    let test = testing::database().await;
    let tx = test.db.begin().await.expect("begins");
    let who = senders(&tx, &["a"]).await;
    for (number, strand) in [
        (1, Some(7)),
        (2, Some(7)),
        (3, Some(8)),
        (4, None),
        (5, Some(7)),
    ] {
        send(&tx, who[0], number, strand, NOW).await;
    }
    let first = taken(&tx, NOW).await;
    assert_eq!(numbers(&first), [1, 3, 4], "2 and 5 stand behind 1");
    // The first fails; what does not depend on it arrives.
    let later = NOW.after(LEASE * 5);
    fail(&*tx, first[0].id, "no", Some(later))
        .await
        .expect("fails");
    arrive(&tx, &first[1..], NOW).await;
    let moved = move_on(&*tx, &[&first[0]], &[], NOW).await;
    moved.expect("moves on");
    assert_eq!(taken(&tx, NOW.after(LEASE * 2)).await, []);
    assert_eq!(next_due(&*tx).await.expect("answers"), Some(later));
    for expected in [1, 2] {
        let next = taken(&tx, later).await;
        assert_eq!(numbers(&next), [expected]);
        arrive(&tx, &next, later).await;
    }
    // What is given up on holds nothing up either.
    let last = taken(&tx, later).await;
    assert_eq!(numbers(&last), [5]);
    send(&tx, who[0], 6, Some(7), later).await;
    assert_eq!(taken(&tx, later).await, []);
    fail(&*tx, last[0].id, "no", None).await.expect("fails");
    let ended = [&last[0]];
    move_on(&*tx, &ended, &ended, later)
        .await
        .expect("moves on");
    assert_eq!(numbers(&taken(&tx, later).await), [6]);
}

#[tokio::test]
async fn rows_that_other_hands_changed_are_put_right() {
    let test = testing::database().await;
    let tx = test.db.begin().await.expect("begins");
    let who = senders(&tx, &["a"]).await;
    for number in [1, 2] {
        send(&tx, who[0], number, Some(7), NOW).await;
    }
    for sql in [
        "DELETE FROM deliveries WHERE outbox_id = 1",
        "DELETE FROM hosts",
    ] {
        Sql::new(&*tx, sql).execute(&*tx).await.expect("runs");
    }
    assert_eq!(taken(&tx, NOW).await, [], "nobody knows of the lane");
    mend(&*tx, NOW).await.expect("mends");
    assert_eq!(numbers(&taken(&tx, NOW).await), [2]);
}

#[tokio::test]
async fn what_was_not_tried_is_given_back() {
    let test = queue(&[("a.example", 0)]).await;
    let tx = test.db.begin().await.expect("begins");
    let claimed = taken(&tx, NOW).await;
    let rows: Vec<&Delivery> = claimed.iter().collect();
    release(&*tx, &rows, NOW).await.expect("gives back");
    let again = taken(&tx, NOW).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1));
}
