//! Addresses with which nobody signs up any more.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::canonical_email_block::Model as CanonicalEmailBlock;
use crate::entity::canonical_email_block::{Column, Entity};
use crate::id::{AccountId, CanonicalEmailBlockId};
use crate::{Page, Result, Sql, row};

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CanonicalEmailBlockId,
) -> Result<Option<CanonicalEmailBlock>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The one of this hash.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    hash: &str,
) -> Result<Option<CanonicalEmailBlock>> {
    Ok(Entity::find()
        .filter(Column::Hash.eq(hash))
        .one(connection)
        .await?)
}

/// Which of these hashes there are.
pub async fn known<C: ConnectionTrait>(connection: &C, hashes: &[String]) -> Result<Vec<String>> {
    Sql::new(
        connection,
        "SELECT hash FROM canonical_email_blocks WHERE hash",
    )
    .in_texts(hashes)
    .column(connection)
    .await
}

/// A page of them, the newest first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    page: Page,
) -> Result<Vec<CanonicalEmailBlock>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// Adds one unless its hash is there; says whether it was added.
pub async fn insert<C: ConnectionTrait>(connection: &C, new: CanonicalEmailBlock) -> Result<bool> {
    row::insert_once(connection, new, [Column::Hash]).await
}

/// Removes one; says whether it was there.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: CanonicalEmailBlockId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// Removes those that the suspension of `account` led to.
pub async fn delete_by_account<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}
