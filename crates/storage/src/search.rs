//! Finding accounts and hashtags by how they begin.

use sea_orm::{ConnectionTrait, DbBackend};

use crate::account::{Account, PRESENT};
use crate::directory::{self, Word};
use crate::entity::tag;
use crate::id::AccountId;
use crate::{Result, Sql};

pub use tag::Model as Tag;

/// How many of each kind of candidates are looked at: those who begin alike, and those who say what is looked for.
const CANDIDATES: u64 = 1000;

/// Which accounts are looked for.
#[derive(Clone, Debug)]
pub struct AccountQuery<'a> {
    /// The beginning of a username, or a part of the display name of somebody whom the viewer follows.
    pub text: &'a str,
    /// The beginning of a domain, if one was written.
    pub domain: Option<&'a str>,
    /// What those say who want to be found; nobody is found by nothing.
    pub words: Vec<Word>,
    /// Who looks: those who block them are not found, nor are people whom they neither follow nor name in full, if they are
    /// silenced or did not agree to be found.
    pub viewer: Option<AccountId>,
    /// Only those whom the viewer follows.
    pub following: bool,
    /// How many.
    pub limit: u64,
    /// How many to pass over.
    pub offset: u64,
}

/// The accounts that match: the exact name first, then those whom the viewer follows, then the much followed.
pub async fn list_accounts<C: ConnectionTrait>(
    connection: &C,
    query: &AccountQuery<'_>,
) -> Result<Vec<Account>> {
    let name = query.text.to_lowercase();
    let viewer = query.viewer.unwrap_or(AccountId(0));
    let mut sql = Sql::new(
        connection,
        "SELECT a.* FROM accounts a LEFT JOIN follows f ON f.target_id = a.id \
         AND f.accepted_at IS NOT NULL AND f.account_id = ",
    )
    .bind_once(viewer)
    .push(&format!(" WHERE {PRESENT} AND a.kind <> 'Application'"))
    .push(" AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = a.id AND b.target_id = ")
    .bind_once(viewer)
    .push(")");
    if query.following {
        sql = sql.push(" AND f.id IS NOT NULL");
    }
    sql.push(" AND (f.id IS NOT NULL OR a.id = ")
        .bind_once(viewer)
        .push(&format!(" OR (a.silenced_at IS NULL AND {}", agreed("a")))
        .push(") OR (a.username_lower = ")
        .bind_once(name.as_str())
        .push(" AND coalesce(a.domain, '') = ")
        .bind(query.domain.unwrap_or_default())
        .push(")) AND a.id")
        .in_query(|sql| candidates(sql, connection, query, (&name, viewer)))
        .push(" ORDER BY CASE WHEN a.username_lower = ")
        .bind_once(name.as_str())
        .push(" THEN 0 ELSE 1 END, CASE WHEN f.id IS NOT NULL THEN 0 ELSE 1 END, a.followers_count DESC, a.id")
        .push(&format!(" LIMIT {} OFFSET {}", query.limit, query.offset))
        .all(connection)
        .await
}

/// Those who may match, each kind by its own index: a hundred thousand names are not read one by one.
fn candidates<C: ConnectionTrait>(
    sql: Sql,
    connection: &C,
    query: &AccountQuery<'_>,
    (name, viewer): (&str, AccountId),
) -> Sql {
    let backend = connection.get_database_backend();
    let sql = begun(sql, backend, query, name);
    let sql = sql
        .push(
            " UNION SELECT t.id FROM follows g JOIN accounts t ON t.id = g.target_id \
             WHERE g.accepted_at IS NOT NULL AND g.account_id = ",
        )
        .bind_once(viewer)
        .push(" AND (t.username_lower LIKE ")
        .bind(starts_with(name))
        .push(" ESCAPE '\\'");
    let sql = match query.domain {
        Some(domain) => sql
            .push(" AND coalesce(t.domain, '') LIKE ")
            .bind_once(starts_with(domain)),
        None => sql
            .push(" OR lower(t.display_name) LIKE ")
            .bind(contains(name)),
    };
    let sql = sql.push(" ESCAPE '\\')");
    if query.words.is_empty() {
        return sql;
    }
    directory::saying(sql.push(" UNION "), backend, &query.words, CANDIDATES)
}

/// Whether who is called `row` agreed to be found; only people are asked.
fn agreed(row: &str) -> String {
    format!("({row}.discoverable OR {row}.kind <> 'Person')")
}

/// Those whose handle begins so, the shortest first, in the order of bytes: that of the indexes.
fn begun(sql: Sql, backend: DbBackend, query: &AccountQuery<'_>, name: &str) -> Sql {
    let (from, below, order) = match backend {
        DbBackend::Postgres => (" ~>=~ ", " ~<~ ", " USING ~<~"),
        _ => (" >= ", " < ", ""),
    };
    let mut sql = sql
        .push(&format!(
            "SELECT id FROM (SELECT h.id FROM accounts h WHERE h.username_lower{from}"
        ))
        .bind_once(name)
        .push(&format!(" AND h.username_lower{below}"))
        // No character is above this one.
        .bind(format!("{name}\u{10ffff}"))
        .push(&format!(" AND ({} OR h.username_lower = ", agreed("h")))
        .bind_once(name)
        .push(")");
    if let Some(domain) = query.domain {
        sql = sql
            .push(" AND coalesce(h.domain, '') LIKE ")
            .bind_once(starts_with(domain))
            .push(" ESCAPE '\\'");
    }
    sql.push(&format!(
        " ORDER BY h.username_lower{order} LIMIT {CANDIDATES}) begun"
    ))
}

/// The hashtags whose normalised name begins with `name`, the exact one first; with `reviewed` only those that a moderator
/// looked at.
pub async fn list_tags<C: ConnectionTrait>(
    connection: &C,
    name: &str,
    reviewed: bool,
    (limit, offset): (u64, u64),
) -> Result<Vec<Tag>> {
    let mut sql = Sql::new(connection, "SELECT t.* FROM tags t WHERE t.name LIKE ")
        .bind(starts_with(name))
        .push(" ESCAPE '\\'");
    if reviewed {
        sql = sql.push(" AND EXISTS (SELECT 1 FROM tag_reviews r WHERE r.tag_id = t.id)");
    }
    sql.push(&format!(
        " ORDER BY length(t.name), t.name LIMIT {limit} OFFSET {offset}"
    ))
    .all(connection)
    .await
}

fn starts_with(text: &str) -> String {
    format!("{}%", escaped(text))
}

fn contains(text: &str) -> String {
    format!("%{}%", escaped(text))
}

/// `text` with the wildcards of LIKE made plain.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
