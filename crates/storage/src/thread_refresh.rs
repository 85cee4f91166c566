//! Looks through threads of other servers for what is not known here.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::id::{ConversationId, StatusId};
use crate::{Result, Sql, Timestamp};

/// The last look at a thread.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ThreadRefresh {
    /// The thread.
    pub conversation_id: ConversationId,
    /// What was opened.
    pub status_id: StatusId,
    /// JSON: what is still to be looked at.
    pub frontier: String,
    /// Statuses that were new here.
    pub found: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// A status of another server that everyone may see, and the last look at its thread.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Opened {
    /// Its thread.
    pub conversation_id: ConversationId,
    /// Its address.
    pub uri: String,
    /// When it was published.
    pub created_at: Timestamp,
    /// When the last look began, if there was one.
    pub started_at: Option<Timestamp>,
    /// When that ended.
    pub finished_at: Option<Timestamp>,
    /// What it found.
    pub found: Option<i64>,
}

/// What there is to know of `id` when somebody opens it; `None` when it is ours, a boost or not for everyone.
///
/// # Errors
/// When the database refuses.
pub async fn find_opened<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
) -> Result<Option<Opened>> {
    Sql::new(
        connection,
        "SELECT s.conversation_id, s.uri, s.created_at, r.started_at, r.finished_at, r.found FROM statuses s \
         LEFT JOIN thread_refreshes r ON r.conversation_id = s.conversation_id \
         WHERE NOT s.local AND s.reblog_of_id IS NULL AND s.visibility IN ('public', 'unlisted') AND s.id = ",
    )
    .bind(id)
    .one(connection)
    .await
}

/// The last look at a thread.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    id: ConversationId,
) -> Result<Option<ThreadRefresh>> {
    Sql::new(
        connection,
        "SELECT * FROM thread_refreshes WHERE conversation_id = ",
    )
    .bind(id)
    .one(connection)
    .await
}

/// Begins a look; one that began after `since` already is left alone. Says whether it began.
///
/// # Errors
/// When the database refuses.
pub async fn begin<C: ConnectionTrait>(
    connection: &C,
    refresh: &ThreadRefresh,
    since: Timestamp,
) -> Result<bool> {
    let begun = Sql::new(
        connection,
        "INSERT INTO thread_refreshes (conversation_id, status_id, frontier, started_at) VALUES (",
    )
    .bind(refresh.conversation_id)
    .push(", ")
    .bind(refresh.status_id)
    .push(", ")
    .bind(refresh.frontier.as_str())
    .push(", ")
    .bind(refresh.started_at)
    .push(
        ") ON CONFLICT (conversation_id) DO UPDATE SET status_id = excluded.status_id, frontier = excluded.frontier, \
         started_at = excluded.started_at, finished_at = NULL, found = 0 WHERE thread_refreshes.started_at <= ",
    )
    .bind(since)
    .execute(connection)
    .await?;
    Ok(begun > 0)
}

/// Keeps how far a look is: with `finished_at` it is over.
///
/// # Errors
/// When the database refuses.
pub async fn advance<C: ConnectionTrait>(
    connection: &C,
    id: ConversationId,
    frontier: &str,
    found: i64,
    finished_at: Option<Timestamp>,
) -> Result<()> {
    Sql::new(connection, "UPDATE thread_refreshes SET frontier = ")
        .bind(frontier)
        .push(", finished_at = ")
        .bind(finished_at.map(Timestamp::millis))
        .push(", found = found + ")
        .bind(found)
        .push(" WHERE conversation_id = ")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets looks that began before `time`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM thread_refreshes WHERE started_at < ",
    )
    .bind(time)
    .execute(connection)
    .await
}
