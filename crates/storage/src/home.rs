//! Home timelines, written when a status arrives: one statement for all followers on this instance.

use sea_orm::ConnectionTrait;

use crate::id::{AccountId, StatusId};
use crate::{Result, Sql};

/// Goes on behind the id of a home's owner and before that of an author: the author is on no exclusive list of the owner,
/// whose members are read there alone.
pub(crate) const NOT_EXCLUSIVE: &str = " NOT IN (SELECT xl.account_id FROM list_members xm \
    JOIN lists xl ON xl.id = xm.list_id WHERE xl.exclusive AND xm.account_id = ";

/// What decides in whose home a status stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FanOut<'a> {
    /// The status or boost.
    pub status: StatusId,
    /// Whose followers are meant.
    pub author: AccountId,
    /// It was written on this instance: it stands in its author's own home too.
    pub local: bool,
    /// It is a boost: only for followers who want to see those.
    pub is_boost: bool,
    /// It answers this account: only for those who follow that one too, and for itself.
    pub answers: Option<AccountId>,
    /// Only for followers who are mentioned.
    pub only_mentioned: bool,
    /// Its language, for followers who chose some.
    pub language: Option<&'a str>,
}

/// Puts a new status, with the transaction that makes it, into the homes of its author's local followers.
pub async fn fan_out<C: ConnectionTrait>(connection: &C, to: &FanOut<'_>) -> Result<u64> {
    let mut sql = Sql::new(
        connection,
        "INSERT INTO home_entries (account_id, status_id) SELECT ",
    );
    if to.local {
        sql = sql
            .push("CAST(")
            .bind(to.author)
            .push(" AS BIGINT), CAST(")
            .bind(to.status)
            .push(" AS BIGINT) UNION ALL SELECT ");
    }
    sql = sql
        .push("f.account_id, CAST(")
        .bind(to.status)
        .push(
            " AS BIGINT) FROM follows f JOIN accounts a ON a.id = f.account_id \
             WHERE f.accepted_at IS NOT NULL AND a.domain IS NULL AND f.target_id = ",
        )
        .bind(to.author)
        .push(" AND f.account_id")
        .push(NOT_EXCLUSIVE)
        .bind(to.author)
        .push(")");
    if to.is_boost {
        sql = sql.push(" AND f.show_reblogs");
    }
    if let Some(parent) = to.answers {
        sql = sql
            .push(" AND (f.account_id = ")
            .bind(parent)
            .push(
                " OR EXISTS (SELECT 1 FROM follows p WHERE p.account_id = f.account_id \
                 AND p.accepted_at IS NOT NULL AND p.target_id = ",
            )
            .bind(parent)
            .push("))");
    }
    if to.only_mentioned {
        sql = sql
            .push(" AND EXISTS (SELECT 1 FROM mentions m WHERE m.account_id = f.account_id AND m.status_id = ")
            .bind(to.status)
            .push(")");
    }
    if let Some(language) = to.language {
        // `languages` is a JSON array of plain words.
        sql = sql
            .push(" AND (f.languages = '[]' OR f.languages LIKE ")
            .bind(format!("%\"{language}\"%"))
            .push(")");
    }
    // Of a new status no entry is there yet. Asking for conflicts costs PostgreSQL two thirds more.
    sql.execute(connection).await
}

/// Puts the newest `limit` statuses of `author` that are not answers into `owner`'s home, which begins to follow. Nothing
/// when `author` is on an exclusive list already.
pub async fn merge<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    author: AccountId,
    limit: u64,
) -> Result<u64> {
    Sql::new(connection, "INSERT INTO home_entries (account_id, status_id) SELECT CAST(")
        .bind(owner)
        .push(" AS BIGINT), s.id FROM statuses s WHERE s.in_reply_to_uri IS NULL AND s.visibility <> 'direct' AND s.account_id = ")
        .bind(author)
        .push(" AND CAST(")
        .bind(owner)
        .push(" AS BIGINT)")
        .push(NOT_EXCLUSIVE)
        .bind(author)
        .push(&format!(
            ") ORDER BY s.id DESC LIMIT {limit} ON CONFLICT DO NOTHING"
        ))
        .execute(connection)
        .await
}

/// Takes the statuses of `author` out of `owner`'s home, which follows no more.
pub async fn unmerge<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    author: AccountId,
) -> Result<u64> {
    Sql::new(connection, "DELETE FROM home_entries WHERE account_id = ")
        .bind(owner)
        .push(" AND status_id IN (SELECT s.id FROM statuses s WHERE s.account_id = ")
        .bind(author)
        .push(")")
        .execute(connection)
        .await
}

/// Local followers of `author` who want to be told of each of its statuses.
pub async fn list_bells<C: ConnectionTrait>(
    connection: &C,
    author: AccountId,
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT f.account_id FROM follows f JOIN accounts a ON a.id = f.account_id \
         WHERE f.accepted_at IS NOT NULL AND f.notify AND a.domain IS NULL AND f.target_id = ",
    )
    .bind(author)
    .column(connection)
    .await
}

/// Whether someone on this instance follows one of `authors`.
pub async fn has_local_follower<C: ConnectionTrait>(
    connection: &C,
    authors: &[AccountId],
) -> Result<bool> {
    let rows = Sql::new(
        connection,
        "SELECT 1 FROM follows f WHERE f.accepted_at IS NOT NULL AND f.target_id",
    )
    .in_ids(authors.iter().copied())
    // Joined with accounts, PostgreSQL hopes to meet the one row soon and reads all follows from the beginning.
    .push(" AND (SELECT a.domain FROM accounts a WHERE a.id = f.account_id) IS NULL LIMIT 1")
    .rows(connection)
    .await?;
    Ok(!rows.is_empty())
}
