//! Received activities: verified by the time they are here, stored once, worked off later.

use std::time::Duration;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::inbox::Model as Inbox;
use crate::entity::inbox::{ActiveModel, Column, Entity};
use crate::id::{self, AccountId, InboxId};
use crate::kinds::QueueState;
use crate::queue::{self, Queue};
use crate::{Result, Sql, Timestamp};

/// An activity to store.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Its id, or a key made of what it says when it has none.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_id: AccountId,
    /// Whose inbox it came to; `None` for the shared one.
    pub recipient_id: Option<AccountId>,
    /// The bytes as received.
    pub body: String,
}

/// Stores `arrivals` in their order; one whose uri is here already changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn insert_all<C: ConnectionTrait>(
    connection: &C,
    arrivals: Vec<Arrival>,
    now: Timestamp,
) -> Result<()> {
    if arrivals.is_empty() {
        return Ok(());
    }
    // Drawn at once and sorted, so that what came together keeps its order.
    let mut ids: Vec<i64> = arrivals.iter().map(|_| id::generate(now)).collect();
    ids.sort_unstable();
    let rows = arrivals
        .into_iter()
        .zip(ids)
        .map(|(arrival, id)| ActiveModel {
            id: Set(InboxId(id)),
            activity_uri: Set(arrival.activity_uri),
            actor_id: Set(arrival.actor_id),
            recipient_id: Set(arrival.recipient_id),
            body: Set(arrival.body),
            state: Set(QueueState::Queued),
            attempts: Set(0),
            run_at: Set(now),
            lease_until: Set(Timestamp(0)),
            last_error: Set(None),
            received_at: Set(now),
        });
    let known = OnConflict::column(Column::ActivityUri)
        .do_nothing()
        .to_owned();
    Entity::insert_many(rows)
        .on_conflict(known)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Takes up to `limit` due activities for `lease`, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Inbox>> {
    let mut rows: Vec<Inbox> = queue::claim(connection, Queue::Inbox, limit, lease, now).await?;
    rows.sort_unstable_by_key(|row| (row.run_at, row.id));
    Ok(rows)
}

/// Whether the activity `uri` came here, done with or not.
///
/// # Errors
/// When the database refuses.
pub async fn exists<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<bool> {
    let rows = Sql::new(connection, "SELECT 1 FROM inbox WHERE activity_uri = ")
        .bind(uri)
        .rows(connection)
        .await?;
    Ok(!rows.is_empty())
}

/// Marks activities as done; they stay to recognise a re-delivery.
///
/// # Errors
/// When the database refuses.
pub async fn finish<C: ConnectionTrait>(connection: &C, ids: &[InboxId]) -> Result<()> {
    Sql::new(connection, "UPDATE inbox SET state = 'done' WHERE id")
        .in_ids(ids.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts an activity back for `run_at`, or keeps it as failed when that is `None`.
///
/// # Errors
/// When the database refuses.
pub async fn fail<C: ConnectionTrait>(
    connection: &C,
    id: InboxId,
    error: &str,
    run_at: Option<Timestamp>,
) -> Result<()> {
    queue::fail(connection, Queue::Inbox, id.0, error, run_at).await
}

/// When the next queued activity is due, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    queue::next_due(connection, Queue::Inbox).await
}

/// Removes what came before `time` and was done or given up on; signatures of that age are not believed any more.
///
/// # Errors
/// When the database refuses.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    let done = Entity::delete_many()
        .filter(Column::ReceivedAt.lt(time))
        .filter(Column::State.ne(QueueState::Queued))
        .exec(connection)
        .await?;
    Ok(done.rows_affected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn arrival(uri: &str) -> Arrival {
        Arrival {
            activity_uri: uri.into(),
            actor_id: AccountId(1),
            recipient_id: None,
            body: format!("{{\"id\":\"{uri}\"}}"),
        }
    }

    #[tokio::test]
    async fn a_second_delivery_changes_nothing() {
        let test = testing::database().await;
        let (now, lease) = (Timestamp(1_000_000), Duration::from_mins(1));
        let tx = test.db.begin().await.expect("begins");
        for batch in [
            vec![arrival("a"), arrival("b"), arrival("a")],
            vec![arrival("a")],
        ] {
            insert_all(&*tx, batch, now).await.expect("inserts");
        }
        let claimed = claim(&*tx, 10, lease, now).await.expect("claims");
        let uris: Vec<&str> = claimed
            .iter()
            .map(|row| row.activity_uri.as_str())
            .collect();
        assert_eq!(uris, ["a", "b"], "once each, in order");
        for (uri, expected) in [("a", true), ("c", false)] {
            assert_eq!(exists(&*tx, uri).await.expect("answers"), expected, "{uri}");
        }
        finish(&*tx, &[claimed[0].id]).await.expect("finishes");
        insert_all(&*tx, vec![arrival("a")], now)
            .await
            .expect("inserts");
        fail(&*tx, claimed[1].id, "no", None).await.expect("fails");
        assert_eq!(next_due(&*tx).await.expect("answers"), None);
        assert_eq!(
            delete_before(&*tx, now.after(lease))
                .await
                .expect("deletes"),
            2,
            "the one that failed goes too"
        );
        tx.commit().await.expect("commits");
    }

    #[tokio::test]
    async fn a_claim_takes_no_more_than_its_limit() {
        let test = testing::database().await;
        let (now, lease) = (Timestamp(1_000_000), Duration::from_mins(1));
        let tx = test.db.begin().await.expect("begins");
        // PostgreSQL keeps the plan that it makes for the empty table.
        let analyze = Sql::new(&*tx, "ANALYZE inbox");
        analyze.execute(&*tx).await.expect("analyzes");
        assert_eq!(claim(&*tx, 20, lease, now).await.expect("claims"), []);
        let many = (0..50).map(|number| arrival(&number.to_string()));
        insert_all(&*tx, many.collect(), now)
            .await
            .expect("inserts");
        for expected in [20, 20, 10, 0] {
            let claimed = claim(&*tx, 20, lease, now).await.expect("claims");
            assert_eq!(claimed.len(), expected);
        }
    }
}
