//! Rows of mutes.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use crate::entity::mute::Model as Mute;
use crate::entity::mute::{Column, Entity};
use crate::id::{AccountId, MuteId};
use crate::{Result, Sql, Timestamp};

/// Adds a mute, or gives the one between the two these settings.
pub async fn upsert<C: ConnectionTrait>(connection: &C, mute: Mute) -> Result<()> {
    let replace = OnConflict::columns([Column::AccountId, Column::TargetId])
        .update_columns([Column::Notifications, Column::ExpiresAt])
        .to_owned();
    Entity::insert(mute.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes the mute of `target` by `account`.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.eq(target))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes the mute of `target` by `account` if its time is over; it may have been renewed meanwhile.
pub async fn delete_expired<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
    now: Timestamp,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.eq(target))
        .filter(Column::ExpiresAt.lte(now))
        .exec(connection)
        .await?;
    Ok(())
}

/// The mutes of `target` by local accounts which neither mute nor follow `other`, up to `limit`.
pub async fn list_to_carry<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    other: AccountId,
    limit: u64,
) -> Result<Vec<Mute>> {
    Sql::new(
        connection,
        "SELECT m.* FROM mutes m WHERE m.target_id = ",
    )
    .bind(target)
    .push(" AND m.account_id <> ")
    .bind_once(other)
    .push(" AND NOT EXISTS (SELECT 1 FROM mutes o WHERE o.account_id = m.account_id AND o.target_id = ")
    .bind_once(other)
    .push(") AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.account_id = m.account_id AND f.target_id = ")
    .bind_once(other)
    .push(&format!(") ORDER BY m.id LIMIT {limit}"))
    .all(connection)
    .await
}

/// The row of a new mute.
#[must_use]
pub fn row(
    account: AccountId,
    target: AccountId,
    notifications: bool,
    expires_at: Option<Timestamp>,
    now: Timestamp,
) -> Mute {
    Mute {
        id: MuteId::generate(now),
        account_id: account,
        target_id: target,
        notifications,
        expires_at,
        created_at: now,
    }
}
