//! What moderators look through: accounts in whatever state, who owns them, and where those logged in from.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::Account;
use crate::id::{AccountId, UserId};
use crate::kinds::UserRole;
use crate::user::User;
use crate::{Page, Result, Sql, Timestamp};

/// Which servers accounts are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Ours.
    Local,
    /// All others.
    Remote,
}

/// What was decided about an account, or is still to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not suspended.
    Active,
    /// Its owner waits for a moderator.
    Pending,
    /// Its owner is shut out.
    Disabled,
    /// Its media are hidden at first.
    Sensitized,
    /// It is hidden from public places.
    Silenced,
    /// Nobody sees it.
    Suspended,
}

/// Which accounts are looked for; what is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of which servers.
    pub origin: Option<Origin>,
    /// In every one of these states.
    pub states: Vec<State>,
    /// With an owner of one of these roles.
    pub roles: Vec<UserRole>,
    /// A part of the username.
    pub username: Option<String>,
    /// A part of the display name.
    pub display_name: Option<String>,
    /// The domain.
    pub domain: Option<String>,
    /// A part of the owner's address.
    pub email: Option<String>,
    /// From where the owner logged in.
    pub ip: Option<String>,
}

/// Begins a condition on the login that owns the account `a`.
const OWNER: &str = " AND EXISTS (SELECT 1 FROM access x JOIN users u ON u.id = x.user_id \
                     WHERE x.account_id = a.id AND x.role = 'owner' AND a.kind = 'Person'";

/// A page of the actors that are not gone, the newest first.
pub async fn list_accounts<C: ConnectionTrait>(
    connection: &C,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Account>> {
    let sql = Sql::new(
        connection,
        "SELECT a.* FROM accounts a WHERE a.deleted_at IS NULL AND a.kind <> 'Application'",
    );
    let sql = match filter.origin {
        Some(Origin::Local) => sql.push(" AND a.domain IS NULL"),
        Some(Origin::Remote) => sql.push(" AND a.domain IS NOT NULL"),
        None => sql,
    };
    let sql = filter
        .states
        .iter()
        .fold(sql, |sql, state| in_state(sql, *state));
    let sql = by_owner(by_words(sql, filter), filter);
    Ok(page.newest_first(sql.page(page, "a.id").all(connection).await?))
}

fn in_state(sql: Sql, state: State) -> Sql {
    match state {
        State::Active => sql.push(" AND a.suspended_at IS NULL"),
        State::Pending => sql.push(OWNER).push(" AND u.approved_at IS NULL)"),
        State::Disabled => sql.push(OWNER).push(" AND u.disabled_at IS NOT NULL)"),
        State::Sensitized => sql.push(" AND a.sensitized_at IS NOT NULL"),
        State::Silenced => sql.push(" AND a.silenced_at IS NOT NULL"),
        State::Suspended => sql.push(" AND a.suspended_at IS NOT NULL"),
    }
}

fn by_words(mut sql: Sql, filter: &Filter) -> Sql {
    let parts = [
        ("a.username_lower", &filter.username),
        ("lower(a.display_name)", &filter.display_name),
    ];
    for (column, part) in parts {
        if let Some(part) = part {
            sql = contains(sql.push(" AND ").push(column), part);
        }
    }
    match &filter.domain {
        Some(domain) => sql.push(" AND a.domain = ").bind(domain.to_lowercase()),
        None => sql,
    }
}

fn by_owner(mut sql: Sql, filter: &Filter) -> Sql {
    if !filter.roles.is_empty() {
        let roles: Vec<&str> = filter.roles.iter().map(|role| role.as_str()).collect();
        sql = sql
            .push(OWNER)
            .push(" AND u.role")
            .in_texts(&roles)
            .push(")");
    }
    if let Some(email) = &filter.email {
        sql = contains(sql.push(OWNER).push(" AND u.email"), email).push(")");
    }
    match &filter.ip {
        Some(ip) => sql
            .push(OWNER)
            .push(" AND EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id AND s.ip = ")
            .bind(ip.as_str())
            .push("))"),
        None => sql,
    }
}

/// Adds that the column before it contains `part`, in whatever case.
fn contains(sql: Sql, part: &str) -> Sql {
    let escaped = part
        .to_lowercase()
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    sql.push(" LIKE ")
        .bind(format!("%{escaped}%"))
        .push(" ESCAPE '\\'")
}

/// The logins that own these accounts of people.
pub async fn owners_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, User>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Sql::new(
        connection,
        "SELECT u.*, x.account_id FROM users u JOIN access x ON x.user_id = u.id AND x.role = 'owner' \
         JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' WHERE x.account_id",
    )
    .in_ids(ids.iter().copied())
    .push(" ORDER BY x.created_at DESC, u.id DESC")
    .rows(connection)
    .await?;
    // Of several owners the one that came first is the last, and stays.
    rows.iter()
        .map(|row| {
            Ok((
                row.try_get("", "account_id")?,
                User::from_query_result(row, "")?,
            ))
        })
        .collect()
}

/// Where a login was used from.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Address {
    /// By whom.
    pub user_id: UserId,
    /// From where.
    pub ip: String,
    /// When last.
    pub used_at: Timestamp,
}

/// From where these logins opened the sessions that are kept, the latest first.
pub async fn addresses_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[UserId],
) -> Result<Vec<Address>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(
        connection,
        "SELECT user_id, ip, max(created_at) AS used_at FROM sessions WHERE user_id",
    )
    .in_ids(ids.iter().copied())
    .push(" GROUP BY user_id, ip ORDER BY used_at DESC, ip")
    .all(connection)
    .await
}
