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

/// The local accounts that block `target` and neither block nor follow `other`, up to `limit`.
pub async fn list_to_carry<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    other: AccountId,
    limit: u64,
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT b.account_id FROM blocks b JOIN accounts a ON a.id = b.account_id WHERE a.domain IS NULL \
         AND b.target_id = ",
    )
    .bind(target)
    .push(" AND b.account_id <> ")
    .bind_once(other)
    .push(" AND NOT EXISTS (SELECT 1 FROM blocks o WHERE o.account_id = b.account_id AND o.target_id = ")
    .bind_once(other)
    .push(") AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.account_id = b.account_id AND f.target_id = ")
    .bind_once(other)
    .push(&format!(") ORDER BY b.id LIMIT {limit}"))
    .column(connection)
    .await
}
