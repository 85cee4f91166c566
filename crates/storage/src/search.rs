//! Finding accounts and hashtags by how they begin.

use sea_orm::ConnectionTrait;

use crate::account::{Account, PRESENT};
use crate::entity::tag;
use crate::id::AccountId;
use crate::{Result, Sql};

pub use tag::Model as Tag;

/// Which accounts are looked for.
#[derive(Clone, Debug)]
pub struct AccountQuery<'a> {
    /// The beginning of a username, or a part of a display name.
    pub text: &'a str,
    /// The beginning of a domain, if one was written.
    pub domain: Option<&'a str>,
    /// Who looks: those who block them are not found, nor are silenced ones whom they do not follow and do not name in full.
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
    .bind(viewer)
    .push(&format!(" WHERE {PRESENT} AND a.kind <> 'Application'"))
    .push(" AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = a.id AND b.target_id = ")
    .bind(viewer)
    .push(")");
    if query.following {
        sql = sql.push(" AND f.id IS NOT NULL");
    }
    sql = sql
        .push(" AND (a.silenced_at IS NULL OR f.id IS NOT NULL OR a.id = ")
        .bind(viewer)
        .push(" OR (a.username_lower = ")
        .bind(name.as_str())
        .push(" AND coalesce(a.domain, '') = ")
        .bind(query.domain.unwrap_or_default())
        .push("))");
    sql = sql
        .push(" AND (a.username_lower LIKE ")
        .bind(starts_with(&name))
        .push(" ESCAPE '\\'");
    sql = match query.domain {
        Some(domain) => sql
            .push(" AND coalesce(a.domain, '') LIKE ")
            .bind(starts_with(domain)),
        None => sql
            .push(" OR lower(a.display_name) LIKE ")
            .bind(contains(&name)),
    };
    sql.push(" ESCAPE '\\') ORDER BY CASE WHEN a.username_lower = ")
        .bind(name.as_str())
        .push(" THEN 0 ELSE 1 END, CASE WHEN f.id IS NOT NULL THEN 0 ELSE 1 END, a.followers_count DESC, a.id")
        .push(&format!(" LIMIT {} OFFSET {}", query.limit, query.offset))
        .all(connection)
        .await
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
