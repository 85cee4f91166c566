//! The queue of work: rows committed with what makes them necessary, claimed by a lease, never by a lock held during work.

use std::time::Duration;

use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::entity::job::{ActiveModel, Column, Entity, Model};
use crate::id::JobId;
use crate::kinds::QueueState;
use crate::queue::{self, Queue};
use crate::{Result, Sql, Timestamp, delivery, row};

/// Adds work to do at `run_at`. With a `key`, work of the same key that is still queued makes this one unnecessary.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue<C: ConnectionTrait>(
    connection: &C,
    kind: &str,
    payload: String,
    key: Option<String>,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(JobId::generate(now)),
        kind: Set(kind.to_owned()),
        key: Set(key),
        payload: Set(payload),
        state: Set(QueueState::Queued),
        attempts: Set(0),
        run_at: Set(run_at),
        lease_until: Set(Timestamp(0)),
        last_error: Set(None),
        created_at: Set(now),
    };
    row::insert_once(connection, row, [Column::Key]).await?;
    Ok(())
}

/// Takes up to `limit` due jobs for `lease`, but none that take minutes; a worker that dies gives them back when the lease
/// ends.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Model>> {
    queue::claim(connection, Queue::Jobs, limit, lease, now).await
}

/// The same of jobs that take minutes, which so hold no other up: files are processed.
///
/// # Errors
/// When the database refuses.
pub async fn claim_slow<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Model>> {
    queue::claim(connection, Queue::SlowJobs, limit, lease, now).await
}

/// Keeps claimed jobs for another `lease`.
///
/// # Errors
/// When the database refuses.
pub async fn renew<C: ConnectionTrait>(
    connection: &C,
    ids: &[JobId],
    lease: Duration,
    now: Timestamp,
) -> Result<()> {
    Sql::new(connection, "UPDATE jobs SET lease_until = ")
        .bind(now.after(lease))
        .push(" WHERE state = 'queued' AND id")
        .in_ids(ids.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives back what was claimed of every queue, by whomever. Only for a process that is sure to be the only worker: after
/// a kill its own claims would otherwise wait for the end of their leases.
///
/// # Errors
/// When the database refuses.
pub async fn release_all<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<()> {
    for queue in Queue::ALL {
        let (table, parked) = (queue.table(), queue.unparked());
        let sql = format!(
            "UPDATE {table} SET lease_until = 0{parked} WHERE state = 'queued' AND lease_until > 0"
        );
        connection.execute_unprepared(&sql).await?;
    }
    delivery::mend(connection, now).await
}

/// Removes a job that is done.
///
/// # Errors
/// When the database refuses.
pub async fn finish<C: ConnectionTrait>(connection: &C, id: JobId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Puts a failed job back for `run_at`, or keeps it as failed when `run_at` is `None`.
///
/// # Errors
/// When the database refuses.
pub async fn fail<C: ConnectionTrait>(
    connection: &C,
    id: JobId,
    error: &str,
    run_at: Option<Timestamp>,
) -> Result<()> {
    queue::fail(connection, Queue::Jobs, id.0, error, run_at).await
}

/// Removes what was given up on from before `time`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_failed<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM jobs WHERE state = 'failed' AND created_at < ",
    )
    .bind(time)
    .execute(connection)
    .await
}

/// When the next queued job is due that takes minutes, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_slow_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    queue::next_due(connection, Queue::SlowJobs).await
}

/// When the next other queued job is due, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    queue::next_due(connection, Queue::Jobs).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn what_takes_minutes_stands_in_a_queue_of_its_own() {
        let test = testing::database().await;
        let (now, lease) = (Timestamp(1_000_000), Duration::from_mins(1));
        let tx = test.db.begin().await.expect("begins");
        for kind in ["mail", "process_media"] {
            let added = enqueue(&*tx, kind, "{}".into(), None, now, now).await;
            added.expect("enqueues");
        }
        let fast = claim(&*tx, 10, lease, now).await.expect("claims");
        assert_eq!((fast.len(), fast[0].kind.as_str()), (1, "mail"));
        assert_eq!(next_slow_due(&*tx).await.expect("answers"), Some(now));
        let slow = claim_slow(&*tx, 10, lease, now).await.expect("claims");
        assert_eq!((slow.len(), slow[0].kind.as_str()), (1, "process_media"));
        let soon = now.after(lease);
        let held = renew(&*tx, &[slow[0].id], lease, soon).await;
        held.expect("renews");
        let taken = claim_slow(&*tx, 10, lease, soon).await.expect("claims");
        assert_eq!(taken.len(), 0, "its lease was renewed");
        tx.commit().await.expect("commits");
    }

    #[tokio::test]
    async fn a_job_is_claimed_once_until_its_lease_ends() {
        let test = testing::database().await;
        let (now, lease) = (Timestamp(1_000_000), Duration::from_mins(1));
        let tx = test.db.begin().await.expect("begins");
        for _ in 0..2 {
            enqueue(&*tx, "mail", "{}".into(), Some("same".into()), now, now)
                .await
                .expect("enqueues");
        }
        assert_eq!(
            claim(&*tx, 10, lease, now.before(lease))
                .await
                .expect("claims")
                .len(),
            0,
            "not due yet"
        );
        let claimed = claim(&*tx, 10, lease, now).await.expect("claims");
        assert_eq!(claimed.len(), 1, "the key admits one");
        assert_eq!(
            claim(&*tx, 10, lease, now).await.expect("claims").len(),
            0,
            "leased"
        );
        assert_eq!(
            claim(&*tx, 10, lease, now.after(lease))
                .await
                .expect("claims")
                .len(),
            1,
            "the lease ended"
        );
        release_all(&*tx, now).await.expect("gives back");
        assert_eq!(
            claim(&*tx, 10, lease, now).await.expect("claims").len(),
            1,
            "was given back"
        );
        fail(&*tx, claimed[0].id, "no", None).await.expect("fails");
        assert_eq!(
            next_due(&*tx).await.expect("answers"),
            None,
            "a failed job is not due"
        );
        let gone = delete_failed(&*tx, now.after(lease)).await;
        assert_eq!(gone.expect("deletes"), 1, "nobody looked for too long");
        tx.commit().await.expect("commits");
    }
}
