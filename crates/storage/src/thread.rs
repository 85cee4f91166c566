//! A conversation: every status of a thread, by the id of the one that began it here.

use std::collections::{HashMap, HashSet};

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::entry::{self, Entry};
use crate::id::{ConversationId, StatusId};
use crate::visibility::Audience;
use crate::{Result, Sql};

/// A status of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Which it is.
    pub id: StatusId,
    /// What it answers, as far as that is known here.
    pub parent: Option<StatusId>,
    /// How to show it; `None` when the viewer may not see it.
    pub entry: Option<Entry>,
}

/// The statuses of the thread that `of` stands in, the oldest first, at most `limit`. Those that `audience` may not see are there as links only,
/// because what hangs below them may be seen.
pub async fn posts<C: ConnectionTrait>(
    connection: &C,
    of: StatusId,
    audience: &Audience,
    limit: u64,
) -> Result<Vec<Post>> {
    let marked = audience.viewer.is_some();
    let first = entry::columns(marked);
    let sql = entry::select_with(connection, audience.viewer, "statuses s", "s.id", |sql| {
        sql.push(", s.in_reply_to_id, ")
            .visible(audience, entry::STATUS)
    })
    .push(
        " WHERE s.reblog_of_id IS NULL \
         AND s.conversation_id = (SELECT c.conversation_id FROM statuses c WHERE c.id = ",
    )
    .bind(of)
    .push(&format!(") ORDER BY s.id LIMIT {limit}"));
    let rows = sql.rows(connection).await?;
    let read = |row: &sea_orm::QueryResult| {
        let parent: Option<i64> = row.try_get_by_index(first)?;
        let shown: bool = row.try_get_by_index(first + 1)?;
        let entry = entry::read(row, audience.viewer)?;
        Ok(Post {
            id: entry.status.id,
            parent: parent.map(StatusId),
            entry: shown.then_some(entry),
        })
    };
    rows.iter().map(read).collect()
}

/// A status by its address alone.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Link {
    /// Which; pages are bounded by it.
    pub id: StatusId,
    /// Its id for others.
    pub uri: String,
}

/// Who wrote the answers that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The author of what they answer.
    Author,
    /// Anybody else.
    Others,
}

impl By {
    /// A condition on the answer `s`.
    fn condition(self) -> &'static str {
        match self {
            Self::Author => "s.account_id = s.in_reply_to_account_id",
            Self::Others => "s.account_id <> s.in_reply_to_account_id",
        }
    }
}

/// Answers to `of` that `audience` may see, from after `after` on, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_replies<C: ConnectionTrait>(
    connection: &C,
    of: StatusId,
    by: By,
    audience: &Audience,
    (after, limit): (Option<StatusId>, u64),
) -> Result<Vec<Link>> {
    Sql::new(
        connection,
        "SELECT s.id, s.uri FROM statuses s JOIN accounts sa ON sa.id = s.account_id WHERE s.reblog_of_id IS NULL AND ",
    )
    .push(by.condition())
    .push(" AND s.in_reply_to_id = ")
    .bind(of)
    .push(" AND s.id > ")
    .bind(after.unwrap_or(StatusId(0)))
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .push(&format!(" ORDER BY s.id LIMIT {limit}"))
    .all(connection)
    .await
}

#[derive(FromQueryResult)]
struct OwnReply {
    in_reply_to_id: StatusId,
    id: StatusId,
    uri: String,
}

/// The first `most` answers of each author to themselves that `audience` may see, by what they answer.
///
/// # Errors
/// When the database refuses.
pub async fn own_replies_of<C: ConnectionTrait>(
    connection: &C,
    statuses: &[StatusId],
    audience: &Audience,
    most: u64,
) -> Result<HashMap<StatusId, Vec<Link>>> {
    let rows: Vec<OwnReply> = Sql::new(
        connection,
        "SELECT in_reply_to_id, id, uri FROM (SELECT s.in_reply_to_id, s.id, s.uri, row_number() OVER \
         (PARTITION BY s.in_reply_to_id ORDER BY s.id) AS place FROM statuses s \
         JOIN accounts sa ON sa.id = s.account_id WHERE s.reblog_of_id IS NULL AND ",
    )
    .push(By::Author.condition())
    .push(" AND s.in_reply_to_id")
    .in_ids(statuses.iter().copied())
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .push(&format!(") placed WHERE place <= {most} ORDER BY id"))
    .all(connection)
    .await?;
    let mut replies: HashMap<StatusId, Vec<Link>> = HashMap::new();
    for OwnReply {
        in_reply_to_id,
        id,
        uri,
    } in rows
    {
        replies
            .entry(in_reply_to_id)
            .or_default()
            .push(Link { id, uri });
    }
    Ok(replies)
}

/// The statuses of a thread that `audience` may see, from after `after` on, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_links<C: ConnectionTrait>(
    connection: &C,
    conversation: ConversationId,
    audience: &Audience,
    (after, limit): (Option<StatusId>, u64),
) -> Result<Vec<Link>> {
    Sql::new(
        connection,
        "SELECT s.id, s.uri FROM statuses s JOIN accounts sa ON sa.id = s.account_id \
         WHERE s.reblog_of_id IS NULL AND s.conversation_id = ",
    )
    .bind(conversation)
    .push(" AND s.id > ")
    .bind(after.unwrap_or(StatusId(0)))
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .push(&format!(" ORDER BY s.id LIMIT {limit}"))
    .all(connection)
    .await
}

/// Those of `conversations` that began with a status of ours which `audience` may see.
///
/// # Errors
/// When the database refuses.
pub async fn begun_here<C: ConnectionTrait>(
    connection: &C,
    conversations: &[ConversationId],
    audience: &Audience,
) -> Result<HashSet<ConversationId>> {
    let ids: Vec<i64> = Sql::new(
        connection,
        "SELECT s.id FROM statuses s JOIN accounts sa ON sa.id = s.account_id WHERE s.local AND s.id",
    )
    .in_ids(conversations.iter().copied())
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .column(connection)
    .await?;
    Ok(ids.into_iter().map(ConversationId).collect())
}
