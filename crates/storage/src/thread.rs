//! A conversation: every status of a thread, by the id of the one that began it here.

use sea_orm::ConnectionTrait;

use crate::Result;
use crate::entry::{self, Entry};
use crate::id::StatusId;
use crate::visibility::Audience;

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
