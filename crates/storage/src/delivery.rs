//! The inboxes that activities still have to reach. A host (with its port) is a lane of its own.

use std::time::Duration;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

pub use crate::entity::delivery::Model as Delivery;
use crate::entity::delivery::{ActiveModel, Column, Entity};
use crate::id::{self, AccountId, DeliveryId, OutboxId};
use crate::kinds::QueueState;
use crate::queue::{self, Queue};
use crate::{Result, Sql, Timestamp};

/// Deliveries under way to one host at the same time.
pub const LANE_WIDTH: u32 = 4;
/// Failures in a row after which a host is left alone for a while, and then tried with one delivery at a time.
pub const BREAKER: i32 = 10;
/// Rows an INSERT: ten values each stay below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
const ROWS_A_STATEMENT: usize = 1000;

/// An inbox and its lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where to send.
    pub inbox_url: String,
    /// Host, and port if it is not the scheme's own.
    pub host: String,
}

/// The inboxes of remote accounts: of the followers of one account, and of `accounts`.
///
/// # Errors
/// When the database refuses.
pub async fn list_inboxes<C: ConnectionTrait>(
    connection: &C,
    followers_of: Option<AccountId>,
    accounts: &[AccountId],
) -> Result<Vec<String>> {
    let inboxes = "SELECT DISTINCT coalesce(a.shared_inbox_url, a.inbox_url) AS inbox";
    let rows = reached(Sql::new(connection, inboxes), followers_of, accounts)
        .rows(connection)
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get::<String>("", "inbox")?))
        .collect()
}

/// Whether [`list_inboxes`] would find one.
///
/// # Errors
/// When the database refuses.
pub async fn has_inbox<C: ConnectionTrait>(
    connection: &C,
    followers_of: Option<AccountId>,
    accounts: &[AccountId],
) -> Result<bool> {
    let rows = reached(Sql::new(connection, "SELECT 1"), followers_of, accounts)
        .push(" LIMIT 1")
        .rows(connection)
        .await?;
    Ok(!rows.is_empty())
}

/// One follower of a group on each server that has groups with moderators itself (FEP-1b12).
///
/// # Errors
/// When the database refuses.
pub async fn list_group_peers<C: ConnectionTrait>(
    connection: &C,
    group: AccountId,
) -> Result<Vec<AccountId>> {
    let followers = "SELECT MIN(a.id) FROM follows f JOIN accounts a ON a.id = f.account_id \
                     WHERE f.accepted_at IS NOT NULL AND f.target_id = ";
    Sql::new(connection, followers)
        .bind(group)
        .push(
            " AND a.suspended_at IS NULL AND a.deleted_at IS NULL AND a.domain IN (SELECT g.domain FROM accounts g \
             WHERE g.kind = 'Group' AND g.domain IS NOT NULL AND g.moderators_url IS NOT NULL) GROUP BY a.domain",
        )
        .column(connection)
        .await
}

/// Goes on behind the columns: from the accounts that are reached. One condition on their ids, because PostgreSQL reads
/// the whole table where two are joined by `OR`.
fn reached(columns: Sql, followers_of: Option<AccountId>, accounts: &[AccountId]) -> Sql {
    columns
        .push(
            " FROM accounts a WHERE a.domain IS NOT NULL AND a.suspended_at IS NULL AND a.deleted_at IS NULL \
             AND a.id IN (SELECT f.account_id FROM follows f WHERE f.accepted_at IS NOT NULL AND f.target_id = ",
        )
        .bind(followers_of.unwrap_or(AccountId(0)))
        .push(" UNION ALL SELECT n.id FROM accounts n WHERE n.id")
        .in_ids(accounts.iter().copied())
        .push(")")
}

/// Makes a row an inbox, due at once.
///
/// # Errors
/// When the database refuses.
pub async fn insert_all<C: ConnectionTrait>(
    connection: &C,
    outbox_id: OutboxId,
    targets: &[Target],
    now: Timestamp,
) -> Result<()> {
    for targets in targets.chunks(ROWS_A_STATEMENT) {
        let rows = targets.iter().map(|target| ActiveModel {
            id: Set(DeliveryId(id::generate(now))),
            outbox_id: Set(outbox_id),
            inbox_url: Set(target.inbox_url.clone()),
            host: Set(target.host.clone()),
            state: Set(QueueState::Queued),
            attempts: Set(0),
            run_at: Set(now),
            lease_until: Set(Timestamp(0)),
            last_error: Set(None),
            created_at: Set(now),
        });
        let known = OnConflict::columns([Column::OutboxId, Column::InboxUrl])
            .do_nothing()
            .to_owned();
        Entity::insert_many(rows)
            .on_conflict(known)
            .exec_without_returning(connection)
            .await?;
    }
    Ok(())
}

/// Takes up to `limit` due deliveries for `lease`: never more than [`LANE_WIDTH`] under way to a host, one to a host
/// that failed [`BREAKER`] times, none to a closed one.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Delivery>> {
    // `lease_until` is asked again outside: two claims at the same time on PostgreSQL may see the same rows, and only the
    // first may have them.
    Sql::new(
        connection,
        "UPDATE deliveries SET attempts = attempts + 1, lease_until = ",
    )
    .bind(now.after(lease))
    .push(" WHERE id")
    .in_query(|sql| due(sql, limit, now))
    .push(" AND lease_until <= ")
    .bind(now)
    .push(" RETURNING *")
    .all(connection)
    .await
}

/// What may be tried now. What is under way stands first in its lane and so takes up its place.
fn due(sql: Sql, limit: u64, now: Timestamp) -> Sql {
    sql.push(
        "SELECT id FROM (\
         SELECT d.id, d.run_at, d.lease_until, coalesce(h.failures, 0) AS failures, row_number() OVER \
         (PARTITION BY d.host ORDER BY CASE WHEN d.lease_until > ",
    )
    .bind(now)
    .push(
        " THEN 0 ELSE 1 END, d.run_at, d.id) AS place FROM deliveries d LEFT JOIN hosts h ON h.host = d.host \
         WHERE d.state = 'queued' AND d.run_at <= ",
    )
    .bind(now)
    .push(" AND coalesce(h.closed_until, 0) <= ")
    .bind(now)
    .push(") lanes WHERE lease_until <= ")
    .bind(now)
    .push(&format!(
        " AND place <= CASE WHEN failures >= {BREAKER} THEN 1 ELSE {LANE_WIDTH} END \
         ORDER BY run_at, id LIMIT {limit}"
    ))
}

/// Removes deliveries that arrived.
///
/// # Errors
/// When the database refuses.
pub async fn finish<C: ConnectionTrait>(connection: &C, ids: &[DeliveryId]) -> Result<()> {
    Sql::new(connection, "DELETE FROM deliveries WHERE id")
        .in_ids(ids.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts a delivery back for `run_at`, or keeps it as failed when that is `None`.
///
/// # Errors
/// When the database refuses.
pub async fn fail<C: ConnectionTrait>(
    connection: &C,
    id: DeliveryId,
    error: &str,
    run_at: Option<Timestamp>,
) -> Result<()> {
    queue::fail(connection, Queue::Deliveries, id.0, error, run_at).await
}

/// Gives back deliveries that were claimed and not tried.
///
/// # Errors
/// When the database refuses.
pub async fn release<C: ConnectionTrait>(connection: &C, ids: &[DeliveryId]) -> Result<()> {
    Sql::new(
        connection,
        "UPDATE deliveries SET lease_until = 0, attempts = attempts - 1 WHERE id",
    )
    .in_ids(ids.iter().copied())
    .execute(connection)
    .await?;
    Ok(())
}

/// When the next delivery is due to a host that is then open, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    let sql = Sql::new(
        connection,
        "SELECT min(CASE WHEN coalesce(h.closed_until, 0) > d.run_at THEN h.closed_until ELSE d.run_at END) AS due \
         FROM deliveries d LEFT JOIN hosts h ON h.host = d.host WHERE d.state = 'queued'",
    );
    queue::due(connection, sql).await
}

#[cfg(test)]
mod tests {
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
            insert_all(&*tx, outbox_id, &targets, NOW)
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
        assert_eq!(claim(&*tx, 9, LEASE, NOW).await.expect("claims"), []);
        assert_eq!(next_due(&*tx).await.expect("answers"), Some(until));
        let tried = claim(&*tx, 9, LEASE, until).await.expect("claims");
        assert_eq!(tried.len(), 1, "half open");
        host::succeed(&*tx, ["dead.example".to_owned()], until)
            .await
            .expect("opens");
        assert_eq!(claim(&*tx, 9, LEASE, until).await.expect("claims").len(), 1);
    }
}
