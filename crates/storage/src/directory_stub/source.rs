//! The lists that stubs come from, and those who want to be in none of their next files.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Result, Sql, Timestamp};

/// A list that was imported.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Source {
    /// What the administrator calls it.
    pub source: String,
    /// How many of it are here.
    pub total: i64,
    /// How many of these are members by now.
    pub claimed: i64,
    /// When something of it last changed.
    pub updated_at: Timestamp,
}

/// All of them, in the order of their names.
///
/// # Errors
/// When the database refuses.
pub async fn list_sources<C: ConnectionTrait>(connection: &C) -> Result<Vec<Source>> {
    let sql = "SELECT source, count(*) AS total, count(claimed_by) AS claimed, max(updated_at) AS updated_at \
               FROM directory_stubs GROUP BY source ORDER BY source";
    Sql::new(connection, sql).all(connection).await
}

/// Removes what came from a list, and says how many that were. Who was taken out of it stays out of its next files.
///
/// # Errors
/// When the database refuses.
pub async fn delete_source<C: ConnectionTrait>(connection: &C, source: &str) -> Result<u64> {
    let sql = Sql::new(connection, "DELETE FROM directory_stubs WHERE source = ");
    sql.bind(source).execute(connection).await
}

/// Keeps a key of `source` out of its next files.
///
/// # Errors
/// When the database refuses.
pub async fn exclude<C: ConnectionTrait>(
    connection: &C,
    (source, key): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let sql = "INSERT INTO directory_stub_exclusions (key, source, created_at) VALUES (";
    Sql::new(connection, sql)
        .bind(key)
        .push(", ")
        .bind(source)
        .push(", ")
        .bind(now)
        .push(") ON CONFLICT (key) DO NOTHING")
        .execute(connection)
        .await?;
    Ok(())
}

/// Which of these keys are to stay out.
///
/// # Errors
/// When the database refuses.
pub async fn excluded_of<C: ConnectionTrait>(
    connection: &C,
    keys: &[String],
) -> Result<HashSet<String>> {
    let sql = "SELECT key FROM directory_stub_exclusions WHERE key";
    let rows: Vec<String> = Sql::new(connection, sql)
        .in_texts(keys)
        .column(connection)
        .await?;
    Ok(rows.into_iter().collect())
}
