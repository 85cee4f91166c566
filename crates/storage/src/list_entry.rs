//! What stands in lists, written when a status arrives as homes are: one statement for all lists that hold its author.
//!
//! A list is a part of its owner's home: whoever is on it is followed, so the rules of [`crate::home::fan_out`] hold here
//! too. Members of an exclusive list are kept out where home entries are written ([`crate::home`]), so that reading a home
//! costs nothing more; [`leave_home`] and [`return_home`] make up for what was written before.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::home::{FanOut, NOT_EXCLUSIVE};
use crate::id::{AccountId, ListId, StatusId};
use crate::{Result, Sql};

/// Puts a new status, with the transaction that makes it, into the lists that hold its author.
pub async fn fan_out<C: ConnectionTrait>(connection: &C, to: &FanOut<'_>) -> Result<u64> {
    let mut sql = Sql::new(
        connection,
        "INSERT INTO list_entries (list_id, status_id) SELECT l.id, CAST(",
    )
    .bind(to.status)
    .push(
        " AS BIGINT) FROM list_members m JOIN lists l ON l.id = m.list_id LEFT JOIN follows f ON f.id = m.follow_id \
         WHERE m.account_id = ",
    )
    .bind(to.author)
    .push(" AND (m.follow_id IS NULL OR (f.accepted_at IS NOT NULL");
    if to.is_boost {
        sql = sql.push(" AND f.show_reblogs");
    }
    if let Some(language) = to.language {
        sql = sql
            .push(" AND (f.languages = '[]' OR f.languages LIKE ")
            .bind(format!("%\"{language}\"%"))
            .push(")");
    }
    sql = sql.push("))");
    if let Some(parent) = to.answers {
        sql = answers(sql, parent);
    }
    sql.execute(connection).await
}

/// Only lists that show answers to `parent`: those to their owner always.
fn answers(sql: Sql, parent: AccountId) -> Sql {
    sql.push(" AND (l.account_id = ")
        .bind(parent)
        .push(
            " OR (l.replies_policy = 'list' AND EXISTS (SELECT 1 FROM list_members p WHERE p.list_id = l.id \
             AND p.account_id = ",
        )
        .bind(parent)
        .push(
            ")) OR (l.replies_policy = 'followed' AND EXISTS (SELECT 1 FROM follows p WHERE p.account_id = l.account_id \
             AND p.accepted_at IS NOT NULL AND p.target_id = ",
        )
        .bind(parent)
        .push(")))")
}

/// Puts the newest `limit` statuses of each of `authors` that are not answers into the lists of `owner` that hold them.
pub async fn merge<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    authors: &[AccountId],
    limit: u64,
) -> Result<u64> {
    Sql::new(
        connection,
        "INSERT INTO list_entries (list_id, status_id) SELECT m.list_id, r.id FROM list_members m \
         JOIN lists l ON l.id = m.list_id LEFT JOIN follows f ON f.id = m.follow_id \
         JOIN (SELECT s.id, s.account_id, row_number() OVER (PARTITION BY s.account_id ORDER BY s.id DESC) AS place \
         FROM statuses s WHERE s.in_reply_to_uri IS NULL AND s.visibility <> 'direct' AND s.account_id",
    )
    .in_ids(authors.iter().copied())
    .push(") r ON r.account_id = m.account_id WHERE (m.follow_id IS NULL OR f.accepted_at IS NOT NULL) AND l.account_id = ")
    .bind(owner)
    .push(&format!(" AND r.place <= {limit} ON CONFLICT DO NOTHING"))
    .execute(connection)
    .await
}

/// Takes the statuses of `authors` out of a list.
pub async fn unmerge<C: ConnectionTrait>(
    connection: &C,
    list: ListId,
    authors: &[AccountId],
) -> Result<u64> {
    Sql::new(connection, "DELETE FROM list_entries WHERE list_id = ")
        .bind(list)
        .push(" AND status_id IN (SELECT s.id FROM statuses s WHERE s.account_id")
        .in_ids(authors.iter().copied())
        .push(")")
        .execute(connection)
        .await
}

/// Takes the statuses of `author` out of every list of `owner`, which follows no more.
pub async fn unmerge_everywhere<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    author: AccountId,
) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM list_entries WHERE list_id IN (SELECT l.id FROM lists l WHERE l.account_id = ",
    )
    .bind(owner)
    .push(") AND status_id IN (SELECT s.id FROM statuses s WHERE s.account_id = ")
    .bind(author)
    .push(")")
    .execute(connection)
    .await
}

/// Takes the statuses of a list's members, but not the owner's own, out of its owner's home.
pub async fn leave_home<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    list: ListId,
) -> Result<u64> {
    Sql::new(connection, "DELETE FROM home_entries WHERE account_id = ")
        .bind(owner)
        .push(
            " AND status_id IN (SELECT s.id FROM list_members m JOIN statuses s ON s.account_id = m.account_id \
             WHERE m.follow_id IS NOT NULL AND m.list_id = ",
        )
        .bind(list)
        .push(")")
        .execute(connection)
        .await
}

/// Puts the newest `limit` entries of a list into its owner's home, but for those whose authors an exclusive list still
/// keeps out.
pub async fn return_home<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    list: ListId,
    limit: u64,
) -> Result<u64> {
    Sql::new(
        connection,
        "INSERT INTO home_entries (account_id, status_id) SELECT CAST(",
    )
    .bind(owner)
    .push(" AS BIGINT), e.status_id FROM list_entries e JOIN statuses s ON s.id = e.status_id WHERE e.list_id = ")
    .bind(list)
    .push(" AND CAST(")
    .bind(owner)
    .push(" AS BIGINT)")
    .push(NOT_EXCLUSIVE)
    .push(&format!(
        "s.account_id) ORDER BY e.status_id DESC LIMIT {limit} ON CONFLICT DO NOTHING"
    ))
    .execute(connection)
    .await
}

#[derive(FromQueryResult)]
struct Holding {
    list_id: ListId,
}

/// The lists that a status, or a boost of it, stands in.
pub async fn list_holding<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
) -> Result<Vec<ListId>> {
    let rows: Vec<Holding> = Sql::new(
        connection,
        "SELECT e.list_id FROM list_entries e WHERE e.status_id = ",
    )
    .bind(status)
    .push(
        " UNION SELECT e.list_id FROM statuses s JOIN list_entries e ON e.status_id = s.id WHERE s.reblog_of_id = ",
    )
    .bind(status)
    .all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| row.list_id).collect())
}
