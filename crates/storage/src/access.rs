//! Which login acts through which account.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::access::Model as Access;
use crate::entity::access::{Column, Entity};
use crate::id::{AccountId, UserId};
use crate::kinds::AccessRole;
use crate::{Result, Sql, Timestamp, row};

/// Lets a login act through an account.
pub async fn insert<C: ConnectionTrait>(connection: &C, access: Access) -> Result<()> {
    row::insert(connection, access).await
}

/// What a login may do with an account, if anything.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    account: AccountId,
) -> Result<Option<Access>> {
    Ok(Entity::find_by_id((user, account)).one(connection).await?)
}

/// Everything that a login acts through, the oldest first.
pub async fn list_by_user<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<Vec<Access>> {
    Ok(Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::AccountId)
        .all(connection)
        .await?)
}

/// The person's own account of a login: the one it logs in as.
pub async fn find_own_account<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Option<AccountId>> {
    let accounts = Sql::new(
        connection,
        "SELECT x.account_id FROM access x JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' \
         WHERE x.role = 'owner' AND x.user_id = ",
    )
    .bind(user)
    .push(" ORDER BY x.created_at, x.account_id LIMIT 1")
    .column(connection)
    .await?;
    Ok(accounts.into_iter().next())
}

/// [`find_own_account`] of each of these logins; those without one are missing.
///
/// # Errors
/// When the database refuses.
pub async fn own_accounts_of<C: ConnectionTrait>(
    connection: &C,
    users: &[UserId],
) -> Result<HashMap<UserId, AccountId>> {
    let rows = Sql::new(
        connection,
        "SELECT x.user_id, x.account_id FROM access x JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' \
         WHERE x.role = 'owner' AND x.user_id",
    )
    .in_ids(users.iter().copied())
    .push(" ORDER BY x.created_at DESC, x.account_id DESC")
    .rows(connection)
    .await?;
    // Of several the one that came first is the last, and stays.
    rows.iter()
        .map(|row| Ok((row.try_get("", "user_id")?, row.try_get("", "account_id")?)))
        .collect()
}

/// Lets whoever owns `member` act through `account` too.
pub async fn share<C: ConnectionTrait>(
    connection: &C,
    member: AccountId,
    account: AccountId,
    role: AccessRole,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO access (user_id, account_id, role, created_at) SELECT x.user_id, CAST(",
    )
    .bind(account)
    .push(" AS BIGINT), ")
    .bind(role.as_str())
    .push(", CAST(")
    .bind(now)
    .push(" AS BIGINT) FROM access x WHERE x.role = 'owner' AND x.account_id = ")
    .bind(member)
    .push(" ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back what [`share`] gave.
pub async fn unshare<C: ConnectionTrait>(
    connection: &C,
    member: AccountId,
    account: AccountId,
) -> Result<()> {
    Sql::new(connection, "DELETE FROM access WHERE account_id = ")
        .bind(account)
        .push(" AND user_id IN (SELECT x.user_id FROM access x WHERE x.role = 'owner' AND x.account_id = ")
        .bind(member)
        .push(")")
        .execute(connection)
        .await?;
    Ok(())
}
