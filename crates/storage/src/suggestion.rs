//! Whom an account could follow.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::entry::AccountRef;
use crate::id::AccountId;
use crate::{Result, Sql, Timestamp};

/// Somebody who could be followed, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Suggestion {
    /// Who.
    pub account_id: AccountId,
    /// Their revision.
    pub revision: i64,
    /// How many of the staff recommend them.
    pub staff: i64,
    /// How many of those whom the account follows follow them.
    pub friends: i64,
}

impl Suggestion {
    /// The account in its version.
    #[must_use]
    pub fn account(&self) -> AccountRef {
        AccountRef {
            id: self.account_id,
            revision: self.revision,
        }
    }
}

/// Whom `account` could follow, best first: whom the staff recommends, whom friends follow, whom many follow here. Only
/// those who want to be found, and nobody with whom there is anything between them and the account already.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Suggestion>> {
    let sql = Sql::new(
        connection,
        "SELECT a.id AS account_id, a.revision, CAST(sum(c.staff) AS BIGINT) AS staff, \
         CAST(sum(c.friends) AS BIGINT) AS friends FROM (SELECT e.target_id AS id, 1 AS staff, 0 AS friends \
         FROM users u JOIN access x ON x.user_id = u.id JOIN endorsements e ON e.account_id = x.account_id \
         WHERE u.role IN ('moderator', 'admin') AND u.disabled_at IS NULL \
         UNION ALL SELECT f.target_id, 0, 1 FROM follows mine JOIN accounts friend ON friend.id = mine.target_id \
         AND NOT friend.hide_collections AND friend.suspended_at IS NULL \
         JOIN follows f ON f.account_id = friend.id AND f.accepted_at IS NOT NULL \
         WHERE mine.accepted_at IS NOT NULL AND mine.account_id = ",
    )
    .bind(account)
    // The much followed, so that whoever is new here finds somebody.
    .push(&format!(
        " UNION ALL SELECT p.id, 0, 0 FROM (SELECT l.id FROM accounts l WHERE l.domain IS NULL AND l.discoverable \
         AND l.followers_count > 0 ORDER BY l.followers_count DESC, l.id LIMIT {POPULAR}) p"
    ))
    .push(") c JOIN accounts a ON a.id = c.id WHERE a.discoverable AND a.kind <> 'Application' \
         AND a.moved_to_id IS NULL AND a.suspended_at IS NULL AND a.silenced_at IS NULL AND a.deleted_at IS NULL AND a.id <> ")
    .bind(account);
    strangers(sql, account)
        .push(&format!(
            " GROUP BY a.id, a.revision, a.followers_count \
             ORDER BY sum(c.staff) DESC, sum(c.friends) DESC, a.followers_count DESC, a.id LIMIT {limit}"
        ))
        .all(connection)
        .await
}

/// How many of the much followed are looked at.
const POPULAR: u64 = 100;

/// Goes on inside a `WHERE`: `account` neither follows nor asked `a`, has not dismissed it, and nothing is blocked or muted
/// between them.
fn strangers(sql: Sql, account: AccountId) -> Sql {
    let without = |sql: Sql, table: &str| {
        sql.push(&format!(
            " AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.target_id = a.id AND n.account_id = "
        ))
        .bind(account)
        .push(")")
    };
    let sql = ["follows", "blocks", "mutes", "dismissed_suggestions"]
        .into_iter()
        .fold(sql, without);
    sql.push(" AND NOT EXISTS (SELECT 1 FROM blocks n WHERE n.account_id = a.id AND n.target_id = ")
        .bind(account)
        .push(") AND NOT EXISTS (SELECT 1 FROM account_domain_blocks n WHERE n.domain = a.domain AND n.account_id = ")
        .bind(account)
        .push(")")
}

/// Suggests `target` to `account` no more.
pub async fn dismiss<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO dismissed_suggestions (account_id, target_id, created_at) VALUES (",
    )
    .bind(account)
    .push(", ")
    .bind(target)
    .push(", ")
    .bind(now)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}
