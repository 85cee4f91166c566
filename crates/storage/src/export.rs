//! What members take along: each file is one query.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::PRESENT;
use crate::id::AccountId;
use crate::{Result, Sql};

/// Somebody followed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Followed {
    /// Their name.
    pub username: String,
    /// Their server; ours when it is missing.
    pub domain: Option<String>,
    /// Boosts too.
    pub show_reblogs: bool,
    /// A notification for each status.
    pub notify: bool,
    /// Only these languages, a JSON array; all when it is empty.
    pub languages: String,
}

/// Somebody muted.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Muted {
    /// Their name.
    pub username: String,
    /// Their server; ours when it is missing.
    pub domain: Option<String>,
    /// Whether their notifications are muted too.
    pub notifications: bool,
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OnList {
    /// The name of the list.
    pub title: String,
    /// Their name.
    pub username: String,
    /// Their server; ours when it is missing.
    pub domain: Option<String>,
}

/// Somebody blocked.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Blocked {
    /// Their name.
    pub username: String,
    /// Their server; ours when it is missing.
    pub domain: Option<String>,
}

/// How much there is to take along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Whom they follow.
    pub following: i64,
    /// Places on lists.
    pub lists: i64,
    /// Whom they block.
    pub blocks: i64,
    /// Whom they mute.
    pub mutes: i64,
    /// Which servers they block.
    pub domain_blocks: i64,
    /// Which statuses they keep.
    pub bookmarks: i64,
}

/// Whom `account` follows, the first one first.
pub async fn following<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<Followed>> {
    let select = format!(
        "SELECT a.username, a.domain, f.show_reblogs, f.notify, f.languages FROM follows f \
         JOIN accounts a ON a.id = f.target_id WHERE {PRESENT} AND f.accepted_at IS NOT NULL AND f.account_id = "
    );
    let sql = Sql::new(connection, &select).bind(account);
    sql.push(" ORDER BY f.id").all(connection).await
}

/// Who is on the lists of `account`.
pub async fn lists<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<Vec<OnList>> {
    let select = format!(
        "SELECT l.title, a.username, a.domain FROM lists l JOIN list_members m ON m.list_id = l.id \
         JOIN accounts a ON a.id = m.account_id WHERE {PRESENT} AND l.account_id = "
    );
    let sql = Sql::new(connection, &select).bind(account);
    sql.push(" ORDER BY l.id, m.id").all(connection).await
}

/// Whom `account` blocks.
pub async fn blocks<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<Blocked>> {
    let select = format!(
        "SELECT a.username, a.domain FROM blocks b JOIN accounts a ON a.id = b.target_id \
         WHERE {PRESENT} AND b.account_id = "
    );
    let sql = Sql::new(connection, &select).bind(account);
    sql.push(" ORDER BY b.id").all(connection).await
}

/// Whom `account` mutes.
pub async fn mutes<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<Vec<Muted>> {
    let select = format!(
        "SELECT a.username, a.domain, m.notifications FROM mutes m JOIN accounts a ON a.id = m.target_id \
         WHERE {PRESENT} AND m.account_id = "
    );
    let sql = Sql::new(connection, &select).bind(account);
    sql.push(" ORDER BY m.id").all(connection).await
}

/// The domains that `account` blocks.
pub async fn domain_blocks<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<String>> {
    let select = "SELECT domain FROM account_domain_blocks WHERE account_id = ";
    let sql = Sql::new(connection, select).bind(account);
    words(sql.push(" ORDER BY id"), connection).await
}

/// The `ActivityPub` ids of the statuses that `account` keeps.
pub async fn bookmarks<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<String>> {
    let select =
        "SELECT s.uri FROM bookmarks k JOIN statuses s ON s.id = k.status_id WHERE k.account_id = ";
    let sql = Sql::new(connection, select).bind(account);
    words(sql.push(" ORDER BY k.id"), connection).await
}

async fn words<C: ConnectionTrait>(sql: Sql, connection: &C) -> Result<Vec<String>> {
    let rows = sql.rows(connection).await?;
    let word = |row: &sea_orm::QueryResult| Ok(row.try_get_by_index(0)?);
    rows.iter().map(word).collect()
}

/// How long each file of `account` is.
pub async fn counts<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<Counts> {
    let accounts = |from: &str, id: &str| {
        format!("(SELECT count(*) FROM {from} JOIN accounts a ON a.id = {id} AND {PRESENT} WHERE ")
    };
    let follows = accounts("follows f", "f.target_id");
    let lists = accounts(
        "lists l JOIN list_members m ON m.list_id = l.id",
        "m.account_id",
    );
    let blocks = accounts("blocks b", "b.target_id");
    let mutes = accounts("mutes m", "m.target_id");
    Sql::new(
        connection,
        &format!("SELECT {follows} f.accepted_at IS NOT NULL AND f.account_id = "),
    )
    .bind_once(account)
    .push(&format!(") AS following, {lists} l.account_id = "))
    .bind_once(account)
    .push(&format!(") AS lists, {blocks} b.account_id = "))
    .bind_once(account)
    .push(&format!(") AS blocks, {mutes} m.account_id = "))
    .bind_once(account)
    .push(") AS mutes, (SELECT count(*) FROM account_domain_blocks WHERE account_id = ")
    .bind_once(account)
    .push(") AS domain_blocks, (SELECT count(*) FROM bookmarks WHERE account_id = ")
    .bind_once(account)
    .push(") AS bookmarks")
    .one(connection)
    .await
    .map(Option::unwrap_or_default)
}
