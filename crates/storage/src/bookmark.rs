//! Statuses that accounts keep for themselves. Lists of them are in [`crate::timeline::kept`].

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
pub use crate::entity::bookmark::Model as Bookmark;
use crate::entity::bookmark::{Column, Entity};
use crate::id::{AccountId, StatusId};
use crate::row;

/// Adds a bookmark. `false` when it is there already.
pub async fn insert<C: ConnectionTrait>(connection: &C, bookmark: Bookmark) -> Result<bool> {
    row::insert_once(connection, bookmark, [Column::StatusId, Column::AccountId]).await
}

/// Removes a bookmark; one that is not there is no error.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    status: StatusId,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.eq(status))
        .exec(connection)
        .await?;
    Ok(())
}
