//! What a member has beside what stands in a file that overwrites it.

use sea_orm::{ConnectionTrait, QueryResult};

use super::Import;
use crate::id::{AccountId, ListId, StatusId};
use crate::{Result, Sql};

/// No line of the file is about the account `a`; the name of this server is to be bound next.
const NOT_IN_FILE: &str = " AND NOT EXISTS (SELECT 1 FROM import_lines i WHERE i.subject = \
     a.username_lower || '@' || COALESCE(a.domain, ";

/// A relation of one account to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Follows that were agreed to.
    Follows,
    /// Blocks.
    Blocks,
    /// Mutes.
    Mutes,
}

impl Relation {
    fn select(self) -> &'static str {
        match self {
            Self::Follows => {
                "SELECT a.id FROM follows r JOIN accounts a ON a.id = r.target_id \
                 WHERE r.accepted_at IS NOT NULL AND r.account_id = "
            }
            Self::Blocks => {
                "SELECT a.id FROM blocks r JOIN accounts a ON a.id = r.target_id WHERE r.account_id = "
            }
            Self::Mutes => {
                "SELECT a.id FROM mutes r JOIN accounts a ON a.id = r.target_id WHERE r.account_id = "
            }
        }
    }
}

/// Up to `limit` accounts in `relation` that no line is about. `local` is the name of this server.
pub async fn accounts<C: ConnectionTrait>(
    connection: &C,
    import: &Import,
    relation: Relation,
    local: &str,
    limit: u64,
) -> Result<Vec<AccountId>> {
    let rows = Sql::new(connection, relation.select())
        .bind(import.account_id)
        .push(NOT_IN_FILE)
        .bind(local)
        .push(") AND i.import_id = ")
        .bind(import.id)
        .push(&format!(") LIMIT {limit}"))
        .rows(connection)
        .await?;
    rows.iter().map(first).collect()
}

/// Up to `limit` places on lists that no line is about.
pub async fn list_members<C: ConnectionTrait>(
    connection: &C,
    import: &Import,
    local: &str,
    limit: u64,
) -> Result<Vec<(ListId, AccountId)>> {
    let rows = Sql::new(
        connection,
        "SELECT l.id, a.id FROM lists l JOIN list_members m ON m.list_id = l.id \
         JOIN accounts a ON a.id = m.account_id WHERE l.account_id = ",
    )
    .bind(import.account_id)
    .push(NOT_IN_FILE)
    .bind(local)
    .push(") AND i.list_title = l.title AND i.import_id = ")
    .bind(import.id)
    .push(&format!(") LIMIT {limit}"))
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

/// Lists that no line names.
pub async fn lists<C: ConnectionTrait>(connection: &C, import: &Import) -> Result<Vec<ListId>> {
    let rows = Sql::new(connection, "SELECT l.id FROM lists l WHERE l.account_id = ")
        .bind(import.account_id)
        .push(" AND NOT EXISTS (SELECT 1 FROM import_lines i WHERE i.list_title = l.title AND i.import_id = ")
        .bind(import.id)
        .push(")")
        .rows(connection)
        .await?;
    rows.iter().map(first).collect()
}

/// Up to `limit` blocked domains that no line is about.
pub async fn domains<C: ConnectionTrait>(
    connection: &C,
    import: &Import,
    limit: u64,
) -> Result<Vec<String>> {
    let rows = Sql::new(
        connection,
        "SELECT d.domain FROM account_domain_blocks d WHERE d.account_id = ",
    )
    .bind(import.account_id)
    .push(" AND NOT EXISTS (SELECT 1 FROM import_lines i WHERE i.subject = d.domain AND i.import_id = ")
    .bind(import.id)
    .push(&format!(") LIMIT {limit}"))
    .rows(connection)
    .await?;
    rows.iter().map(first).collect()
}

/// Up to `limit` kept statuses that no line is about, by their id or by their page.
pub async fn bookmarks<C: ConnectionTrait>(
    connection: &C,
    import: &Import,
    limit: u64,
) -> Result<Vec<StatusId>> {
    let rows = Sql::new(
        connection,
        "SELECT s.id FROM bookmarks k JOIN statuses s ON s.id = k.status_id WHERE k.account_id = ",
    )
    .bind(import.account_id)
    .push(" AND NOT EXISTS (SELECT 1 FROM import_lines i WHERE i.subject IN (s.uri, s.url) AND i.import_id = ")
    .bind(import.id)
    .push(&format!(") LIMIT {limit}"))
    .rows(connection)
    .await?;
    rows.iter().map(first).collect()
}

fn first<T: sea_orm::TryGetable>(row: &QueryResult) -> Result<T> {
    Ok(row.try_get_by_index(0)?)
}
