//! Other servers by name, with what stands in several tables about each.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Result, Sql, Timestamp};

/// Which servers are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those whose name holds this.
    pub name: Option<String>,
    /// Only those that failed when they were last spoken to.
    pub failing: bool,
}

/// Names of servers that are known, were spoken to or were decided on, in the order of the alphabet.
///
/// # Errors
/// When the database refuses.
pub async fn names<C: ConnectionTrait>(
    connection: &C,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<String>> {
    let all = "SELECT host AS name FROM hosts UNION SELECT domain FROM accounts WHERE domain IS NOT NULL \
               UNION SELECT domain FROM domain_blocks UNION SELECT domain FROM domain_allows \
               UNION SELECT domain FROM domain_notes";
    let failing = "SELECT host AS name FROM hosts WHERE failures > 0";
    let chosen = if filter.failing { failing } else { all };
    let mut sql = Sql::new(
        connection,
        &format!("SELECT n.name FROM ({chosen}) n WHERE TRUE"),
    );
    if let Some(name) = &filter.name {
        let escaped = name.to_lowercase().replace('\\', "\\\\");
        let escaped = escaped.replace('%', "\\%").replace('_', "\\_");
        sql = sql
            .push(" AND n.name LIKE ")
            .bind(format!("%{escaped}%"))
            .push(" ESCAPE '\\'");
    }
    sql.push(&format!(" ORDER BY n.name LIMIT {limit} OFFSET {offset}"))
        .column(connection)
        .await
}

/// How many actors of a server are known, and who follows whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Actors of it that are known here.
    pub accounts: i64,
    /// Follows from here to there.
    pub following: i64,
    /// Follows from there to here.
    pub followers: i64,
}

/// One of the numbers of [`Ties`].
type Field = fn(&mut Ties) -> &mut i64;

#[derive(FromQueryResult)]
struct Counted {
    domain: String,
    number: i64,
}

/// The ties to each of these servers; one without any may be missing.
///
/// # Errors
/// When the database refuses.
pub async fn ties_of<C: ConnectionTrait>(
    connection: &C,
    names: &[String],
) -> Result<HashMap<String, Ties>> {
    let accounts = "SELECT a.domain, count(*) AS number FROM accounts a WHERE a.domain";
    let following = "SELECT a.domain, count(*) AS number FROM accounts a JOIN follows f ON f.target_id = a.id \
                     WHERE f.accepted_at IS NOT NULL AND a.domain";
    let followers = "SELECT a.domain, count(*) AS number FROM accounts a JOIN follows f ON f.account_id = a.id \
                     WHERE f.accepted_at IS NOT NULL AND a.domain";
    let mut ties: HashMap<String, Ties> = HashMap::new();
    let kinds: [(&str, Field); 3] = [
        (accounts, |ties| &mut ties.accounts),
        (following, |ties| &mut ties.following),
        (followers, |ties| &mut ties.followers),
    ];
    for (text, field) in kinds {
        let counted: Vec<Counted> = Sql::new(connection, text)
            .in_texts(names)
            .push(" GROUP BY a.domain")
            .all(connection)
            .await?;
        for row in counted {
            *field(ties.entry(row.domain).or_default()) = row.number;
        }
    }
    Ok(ties)
}

/// The hosts that took something last, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn recent<C: ConnectionTrait>(connection: &C, limit: u64) -> Result<Vec<String>> {
    let order = "ORDER BY last_success_at DESC, host";
    let sql = format!(
        "SELECT host FROM hosts WHERE last_success_at IS NOT NULL AND failures = 0 {order} LIMIT {limit}"
    );
    Sql::new(connection, &sql).column(connection).await
}

/// Hosts that took something since `answered` and were not asked what they are since `described`.
///
/// # Errors
/// When the database refuses.
pub async fn list_undescribed<C: ConnectionTrait>(
    connection: &C,
    answered: Timestamp,
    described: Timestamp,
    limit: u64,
) -> Result<Vec<String>> {
    Sql::new(
        connection,
        "SELECT host FROM hosts WHERE last_success_at >= ",
    )
    .bind(answered)
    .push(" AND coalesce(described_at, 0) < ")
    .bind(described)
    .push(&format!(
        " ORDER BY coalesce(described_at, 0), host LIMIT {limit}"
    ))
    .column(connection)
    .await
}

/// Notes what a host says of its software, name and version, and when it was asked; `None` when it says nothing.
///
/// # Errors
/// When the database refuses.
pub async fn describe<C: ConnectionTrait>(
    connection: &C,
    host: &str,
    software: Option<(&str, &str)>,
    now: Timestamp,
) -> Result<()> {
    Sql::new(connection, "UPDATE hosts SET described_at = ")
        .bind(now)
        .push(", software = ")
        .bind(software.map(|(name, _)| name))
        .push(", software_version = ")
        .bind(software.map(|(_, version)| version))
        .push(" WHERE host = ")
        .bind(host)
        .execute(connection)
        .await?;
    Ok(())
}
