//! Rows of blocks.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::block::Model as Block;
use crate::entity::block::{Column, Entity};
use crate::id::{AccountId, BlockId};
use crate::{Result, Sql, row};

/// The block of `target` by `account`.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<Option<Block>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.eq(target))
        .one(connection)
        .await?)
}

/// The block with this id.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: BlockId) -> Result<Option<Block>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Whom `account` blocks by the Block `uri`.
pub async fn find_by_uri<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    uri: &str,
) -> Result<Option<AccountId>> {
    let found = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?;
    Ok(found.map(|block| block.target_id))
}

/// Adds a block unless it is there; says whether it was added. `Conflict` when its id or uri is another's.
pub async fn insert<C: ConnectionTrait>(connection: &C, block: Block) -> Result<bool> {
    row::insert_once(connection, block, [Column::AccountId, Column::TargetId]).await
}

/// Removes the block of `target` by `account` and yields what it was.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<Option<Block>> {
    Sql::new(connection, "DELETE FROM blocks WHERE account_id = ")
        .bind(account)
        .push(" AND target_id = ")
        .bind(target)
        .push(" RETURNING *")
        .one(connection)
        .await
}
