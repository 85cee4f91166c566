//! What is known of the instance as a whole: its numbers, the servers it knows.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Result, Sql, Timestamp};

/// How many there are. People are local accounts with a usable login.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    FromQueryResult,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Counts {
    /// People.
    pub users: i64,
    /// People who were here since the first of the two times given.
    pub active_month: i64,
    /// People who were here since the second of the two times given.
    pub active_halfyear: i64,
    /// Statuses and boosts of local accounts.
    pub statuses: i64,
    /// Other servers.
    pub domains: i64,
}

/// Counts anew. Costs an index scan of all remote accounts.
pub async fn count<C: ConnectionTrait>(
    connection: &C,
    month_ago: Timestamp,
    halfyear_ago: Timestamp,
) -> Result<Counts> {
    let usable = "FROM users WHERE confirmed_at IS NOT NULL AND approved_at IS NOT NULL AND disabled_at IS NULL";
    let found = Sql::new(connection, &format!("SELECT (SELECT count(*) {usable}) AS users, "))
        .push(&format!("(SELECT count(*) {usable} AND last_active_at >= "))
        .bind(month_ago)
        .push(&format!(") AS active_month, (SELECT count(*) {usable} AND last_active_at >= "))
        .bind(halfyear_ago)
        .push(") AS active_halfyear, ")
        .push("(SELECT CAST(coalesce(sum(statuses_count), 0) AS BIGINT) FROM accounts WHERE domain IS NULL) AS statuses, ")
        .push("(SELECT count(DISTINCT domain) FROM accounts) AS domains")
        .one(connection)
        .await?;
    Ok(found.unwrap_or_default())
}

/// The servers from which an account is known, but for those that the instance refuses altogether.
pub async fn list_peers<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>> {
    let rows = Sql::new(
        connection,
        "SELECT DISTINCT domain FROM accounts WHERE domain IS NOT NULL AND domain NOT IN \
         (SELECT domain FROM domain_blocks WHERE severity = 'suspend') ORDER BY domain",
    )
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "domain")?))
        .collect()
}
