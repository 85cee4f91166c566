//! What two servers compare to agree on who follows whom (FEP-8fcf).

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::Follow;
use crate::id::AccountId;
use crate::{Result, Sql};

/// A follower of ours.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LocalFollower {
    /// Who.
    pub account_id: AccountId,
    /// Their id for others.
    pub uri: String,
}

/// The ids of the remote accounts whose follow `target` agreed to, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list_remote_followers<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    limit: u64,
) -> Result<Vec<String>> {
    Sql::new(
        connection,
        "SELECT a.uri FROM follows f JOIN accounts a ON a.id = f.account_id \
         WHERE f.accepted_at IS NOT NULL AND a.domain IS NOT NULL AND f.target_id = ",
    )
    .bind(target)
    .push(&format!(" LIMIT {limit}"))
    .column(connection)
    .await
}

/// The ids of the remote accounts that begin with `prefix` and whose follow `target` agreed to.
///
/// # Errors
/// When the database refuses.
pub async fn list_followers_below<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    prefix: &str,
) -> Result<Vec<String>> {
    // Characters are counted, not bytes, by both databases.
    let length = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
    Sql::new(
        connection,
        "SELECT a.uri FROM follows f JOIN accounts a ON a.id = f.account_id \
         WHERE f.accepted_at IS NOT NULL AND a.domain IS NOT NULL AND f.target_id = ",
    )
    .bind(target)
    .push(&format!(" AND substr(a.uri, 1, {length}) = "))
    .bind(prefix)
    .push(" ORDER BY f.id")
    .column(connection)
    .await
}

/// The local accounts whose follow `target` agreed to, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list_local_followers<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    limit: u64,
) -> Result<Vec<LocalFollower>> {
    Sql::new(
        connection,
        "SELECT a.id AS account_id, a.uri FROM follows f JOIN accounts a ON a.id = f.account_id \
         WHERE f.accepted_at IS NOT NULL AND a.domain IS NULL AND f.target_id = ",
    )
    .bind(target)
    .push(&format!(" LIMIT {limit}"))
    .all(connection)
    .await
}

/// The follows and requests of each of `accounts` for `target`.
///
/// # Errors
/// When the database refuses.
pub async fn list_of<C: ConnectionTrait>(
    connection: &C,
    accounts: &[AccountId],
    target: AccountId,
) -> Result<Vec<Follow>> {
    Sql::new(connection, "SELECT * FROM follows WHERE target_id = ")
        .bind(target)
        .push(" AND account_id")
        .in_ids(accounts.iter().copied())
        .all(connection)
        .await
}
