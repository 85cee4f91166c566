//! What was decided about all actors of a domain. The time of the decision is its mark: it tells such a decision from one
//! about a single actor, which stays.

use sea_orm::ConnectionTrait;

use crate::{Result, Sql, Timestamp};

/// The domains from which an actor is known.
pub async fn list_domains<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT domain FROM accounts WHERE domain IS NOT NULL";
    let rows = Sql::new(connection, sql).rows(connection).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

/// What every actor of a domain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Hidden from public places.
    Silenced,
    /// Not seen at all.
    Suspended,
}

impl Mark {
    fn column(self) -> &'static str {
        match self {
            Self::Silenced => "silenced_at",
            Self::Suspended => "suspended_at",
        }
    }
}

/// Marks the actors of `domains` that are not marked so yet, and raises their revisions.
pub async fn mark<C: ConnectionTrait>(
    connection: &C,
    domains: &[&str],
    mark: Mark,
    at: Timestamp,
) -> Result<()> {
    let column = mark.column();
    Sql::new(
        connection,
        &format!("UPDATE accounts SET revision = revision + 1, {column} = "),
    )
    .bind(at)
    .push(&format!(" WHERE {column} IS NULL AND domain"))
    .in_texts(domains)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a mark of one of these times off the actors of `domains`, and raises their revisions.
pub async fn unmark<C: ConnectionTrait>(
    connection: &C,
    domains: &[&str],
    mark: Mark,
    times: &[Timestamp],
) -> Result<()> {
    let column = mark.column();
    Sql::new(
        connection,
        &format!(
            "UPDATE accounts SET revision = revision + 1, {column} = NULL WHERE {column} IS NOT NULL AND {column}"
        ),
    )
    .in_ids(times.iter().map(|time| time.millis()))
    .push(" AND domain")
    .in_texts(domains)
    .execute(connection)
    .await?;
    Ok(())
}
