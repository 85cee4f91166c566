//! Addresses of what was deleted, so that a late Create or Announce does not bring it back.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::tombstone::{ActiveModel, Column, Entity};
use crate::id::AccountId;
use crate::{Result, Timestamp, row};

/// Remembers that `uri` is gone. `account` is whose it was, when that is known.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    uri: &str,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        uri: Set(uri.to_owned()),
        account_id: Set(account),
        created_at: Set(now),
    };
    row::insert_once(connection, row, [Column::Uri]).await?;
    Ok(())
}

/// Whether `uri` is known to be gone.
///
/// # Errors
/// When the database refuses.
pub async fn exists<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<bool> {
    Ok(Entity::find_by_id(uri.to_owned())
        .one(connection)
        .await?
        .is_some())
}

/// Lets in again what was gone.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<()> {
    Entity::delete_by_id(uri.to_owned())
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets what was deleted before `time`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::CreatedAt.lt(time))
        .exec(connection)
        .await?;
    Ok(gone.rows_affected)
}
