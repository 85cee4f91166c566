//! What something consists of, the greatest part first.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use crate::id::TagId;
use crate::measure::Span;
use crate::{Result, Sql};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A part and how much it is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Part {
    /// Which.
    pub key: String,
    /// How much.
    pub value: i64,
}

/// What is divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Who was here in the span, by the language of their pages.
    Languages,
    /// Who joined in the span, by the name of the app that helped them; empty for the pages of the server.
    Sources,
    /// Statuses of the span, by domain; empty for our own.
    Servers,
    /// Public statuses of the span with a hashtag, by domain; empty for our own.
    TagServers(TagId),
    /// The same by language; `und` where none is known.
    TagLanguages(TagId),
    /// The accounts of a domain, by how many of ours follow them.
    InstanceAccounts(String),
    /// Statuses of the span of accounts of a domain, by language; `und` where none is known.
    InstanceLanguages(String),
}

/// The greatest parts.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    dimension: &Dimension,
    span: Span,
    limit: u64,
) -> Result<Vec<Part>> {
    let sql = Sql::new(connection, "SELECT ");
    let (first, end) = (span.0.millis(), span.1.millis());
    let sql = match dimension {
        Dimension::Languages => sql
            .push(
                "u.locale AS key, count(DISTINCT u.id) AS value FROM active_days d \
                 JOIN users u ON u.id = d.user_id WHERE d.day >= ",
            )
            .bind(first.div_euclid(DAY))
            .push(" AND d.day < ")
            .bind(end.div_euclid(DAY))
            .push(" GROUP BY u.locale"),
        Dimension::Sources => sql
            .push(
                "coalesce(p.name, '') AS key, count(*) AS value FROM users u \
                 LEFT JOIN applications p ON p.id = u.application_id WHERE u.created_at >= ",
            )
            .bind(first)
            .push(" AND u.created_at < ")
            .bind(end)
            .push(" GROUP BY coalesce(p.name, '')"),
        Dimension::InstanceAccounts(domain) => sql
            .push(
                "a.username AS key, count(*) AS value FROM accounts a JOIN follows f ON f.target_id = a.id \
                 AND f.accepted_at IS NOT NULL WHERE a.domain = ",
            )
            .bind(domain.as_str())
            .push(" GROUP BY a.username"),
        other => of_statuses(sql, other, (first << 16, end << 16)),
    };
    sql.push(&format!(" ORDER BY value DESC, key LIMIT {limit}"))
        .all(connection)
        .await
}

/// Parts of the statuses with ids from one until before another.
fn of_statuses(sql: Sql, dimension: &Dimension, (first, end): (i64, i64)) -> Sql {
    let (key, from) = match dimension {
        Dimension::TagServers(_) => (
            "coalesce(a.domain, '')",
            "status_tags t JOIN statuses s ON s.id = t.status_id JOIN accounts a ON a.id = s.account_id",
        ),
        Dimension::TagLanguages(_) => (
            "coalesce(s.language, 'und')",
            "status_tags t JOIN statuses s ON s.id = t.status_id",
        ),
        Dimension::InstanceLanguages(_) => (
            "coalesce(s.language, 'und')",
            "accounts a JOIN statuses s ON s.account_id = a.id",
        ),
        _ => (
            "coalesce(a.domain, '')",
            "statuses s JOIN accounts a ON a.id = s.account_id",
        ),
    };
    let sql = sql
        .push(&format!(
            "{key} AS key, count(*) AS value FROM {from} WHERE s.id >= "
        ))
        .bind(first)
        .push(" AND s.id < ")
        .bind(end);
    let sql = match dimension {
        Dimension::TagServers(id) | Dimension::TagLanguages(id) => sql
            .push(" AND s.visibility = 'public' AND t.tag_id = ")
            .bind(*id),
        Dimension::InstanceLanguages(domain) => sql.push(" AND a.domain = ").bind(domain.as_str()),
        _ => sql,
    };
    sql.push(&format!(" GROUP BY {key}"))
}

/// How many bytes the database and the files take.
pub async fn space<C: ConnectionTrait>(connection: &C) -> Result<(i64, i64)> {
    let database = match connection.get_database_backend() {
        DbBackend::Postgres => "pg_database_size(current_database())",
        _ => "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())",
    };
    let sql = format!("SELECT {database} AS value, '' AS key");
    let database: Option<Part> = Sql::new(connection, &sql).one(connection).await?;
    let sql = "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) AS value, '' AS key FROM media WHERE key IS NOT NULL";
    let files: Option<Part> = Sql::new(connection, sql).one(connection).await?;
    let value = |part: Option<Part>| part.map_or(0, |part| part.value);
    Ok((value(database), value(files)))
}

/// The name of the database and its version.
pub async fn database_version<C: ConnectionTrait>(
    connection: &C,
) -> Result<(&'static str, String)> {
    let (name, sql) = match connection.get_database_backend() {
        DbBackend::Postgres => ("PostgreSQL", "SELECT current_setting('server_version')"),
        _ => ("SQLite", "SELECT sqlite_version()"),
    };
    let found: Vec<String> = Sql::new(connection, sql).column(connection).await?;
    Ok((name, found.into_iter().next().unwrap_or_default()))
}
