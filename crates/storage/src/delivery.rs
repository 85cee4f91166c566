//! The inboxes that activities still have to reach. A host (with its port) is a lane of its own.

use std::collections::BTreeSet;
use std::time::Duration;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

pub use crate::entity::delivery::Model as Delivery;
use crate::entity::delivery::{ActiveModel, Column, Entity};
use crate::id::{self, AccountId, DeliveryId, OutboxId};
use crate::kinds::QueueState;
use crate::lane::{self, BEHIND};
use crate::queue::{self, Queue};
use crate::{Result, Sql, Timestamp};

/// Deliveries under way to one host at the same time.
pub const LANE_WIDTH: u32 = 4;
/// Failures in a row after which a host is left alone for a while, and then tried with one delivery at a time.
pub const BREAKER: i32 = 10;
/// Rows an INSERT: thirteen values each stay below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
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

/// An activity that is to be delivered.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// Where it is kept.
    pub outbox_id: OutboxId,
    /// Whose it is: senders take turns within a lane.
    pub account_id: AccountId,
    /// When it may leave.
    pub run_at: Timestamp,
}

/// Makes a row an inbox, due at the time that `sending` names; but what follows another one of its `strand` that is not yet delivered waits behind
/// it. A strand names sender, object and host.
///
/// # Errors
/// When the database refuses.
pub async fn insert_all<C: ConnectionTrait>(
    connection: &C,
    sending: Sending,
    targets: &[Target],
    strand: impl Fn(&Target) -> Option<i64>,
    now: Timestamp,
) -> Result<()> {
    let hosts: BTreeSet<&str> = targets.iter().map(|target| target.host.as_str()).collect();
    let hosts: Vec<&str> = hosts.into_iter().collect();
    lane::enter(connection, &hosts).await?;
    // A millisecond has 65,536 ids, and an activity may go to more inboxes: each statement draws from the next one.
    for (targets, later) in targets.chunks(ROWS_A_STATEMENT).zip(0..) {
        let drawn = now.after(Duration::from_millis(later));
        let rows = targets.iter().map(|target| ActiveModel {
            id: Set(DeliveryId(id::generate(drawn))),
            outbox_id: Set(sending.outbox_id),
            inbox_url: Set(target.inbox_url.clone()),
            host: Set(target.host.clone()),
            state: Set(QueueState::Queued),
            attempts: Set(0),
            run_at: Set(sending.run_at),
            lease_until: Set(Timestamp(0)),
            last_error: Set(None),
            created_at: Set(now),
            account_id: Set(sending.account_id),
            strand: Set(strand(target)),
            parked: Set(sending.run_at > now),
        });
        let known = OnConflict::columns([Column::OutboxId, Column::InboxUrl])
            .do_nothing()
            .to_owned();
        Entity::insert_many(rows)
            .on_conflict(known)
            .exec_without_returning(connection)
            .await?;
    }
    wait_behind_others(connection, sending.outbox_id).await?;
    lane::rearm(connection, &hosts, now).await
}

async fn wait_behind_others<C: ConnectionTrait>(connection: &C, id: OutboxId) -> Result<()> {
    Sql::new(connection, "UPDATE deliveries SET parked = TRUE, run_at = ")
        .bind(BEHIND)
        .push(" WHERE outbox_id = ")
        .bind(id)
        .push(
            " AND EXISTS (SELECT 1 FROM deliveries e WHERE e.strand = deliveries.strand AND e.state = 'queued' \
             AND e.outbox_id <> deliveries.outbox_id)",
        )
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes up to `limit` deliveries for `lease`: lanes and, within one, senders take turns. Never more than [`LANE_WIDTH`]
/// are under way to a host, one to a host that failed [`BREAKER`] times, none to a closed one. What this costs depends on
/// `limit` alone.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    limit: usize,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Delivery>> {
    let mut claimed = Vec::new();
    for _ in 0..LANE_WIDTH {
        let hosts = lane::due(connection, limit - claimed.len(), now).await?;
        if hosts.is_empty() {
            break;
        }
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
        claimed.extend(lane::take(connection, &hosts, now.after(lease), now).await?);
        lane::rearm(connection, &hosts, now).await?;
        if claimed.len() >= limit {
            break;
        }
    }
    Ok(claimed)
}

/// Locks the lanes of `rows` before their ends are kept.
///
/// # Errors
/// When the database refuses.
pub async fn lock<C: ConnectionTrait>(connection: &C, rows: &[&Delivery]) -> Result<()> {
    lane::lock(connection, &hosts(rows)).await
}

/// After their ends: lets go what stood behind those of `ended` that are not tried again, and says anew when the lanes of
/// `rows` are due.
///
/// # Errors
/// When the database refuses.
pub async fn move_on<C: ConnectionTrait>(
    connection: &C,
    rows: &[&Delivery],
    ended: &[&Delivery],
    now: Timestamp,
) -> Result<()> {
    let strands: Vec<i64> = ended.iter().filter_map(|row| row.strand).collect();
    if !strands.is_empty() {
        lane::release(connection, Some(&strands), now).await?;
    }
    lane::rearm(connection, &hosts(rows), now).await
}

/// The lanes of `rows`, each once and in the order in which they are locked.
fn hosts<'a>(rows: &[&'a Delivery]) -> Vec<&'a str> {
    let hosts: BTreeSet<&str> = rows.iter().map(|row| row.host.as_str()).collect();
    hosts.into_iter().collect()
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
pub async fn release<C: ConnectionTrait>(
    connection: &C,
    rows: &[&Delivery],
    now: Timestamp,
) -> Result<()> {
    lock(connection, rows).await?;
    Sql::new(
        connection,
        "UPDATE deliveries SET parked = FALSE, lease_until = 0, attempts = attempts - 1 WHERE id",
    )
    .in_ids(rows.iter().map(|row| row.id))
    .execute(connection)
    .await?;
    move_on(connection, rows, &[], now).await
}

/// Puts right what other hands did to the rows: every lane is armed, and nothing waits behind what is gone. Costs what
/// waits.
///
/// # Errors
/// When the database refuses.
pub async fn mend<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<()> {
    lane::mend(connection, now).await
}

/// Removes what was given up on from before `time`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_failed<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM deliveries WHERE state = 'failed' AND created_at < ",
    )
    .bind(time)
    .execute(connection)
    .await
}

/// When the next delivery is due to a host that is then open, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    lane::next_due(connection).await
}

#[cfg(test)]
mod tests;
