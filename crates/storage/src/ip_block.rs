//! Networks from which less is possible.

use sea_orm::ActiveModelTrait;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use crate::entity::ip_block::Model as IpBlock;
use crate::entity::ip_block::{Column, Entity};
use crate::id::IpBlockId;
use crate::{Page, Result, Timestamp, row};

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: IpBlockId,
) -> Result<Option<IpBlock>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// A page of them, the newest first.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<IpBlock>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// Adds one. `Conflict` when it is there already.
pub async fn insert<C: ConnectionTrait>(connection: &C, new: IpBlock) -> Result<()> {
    row::insert(connection, new).await
}

/// Removes one; says whether it was there.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: IpBlockId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// Those that hold at `now`: few, and read where somebody signs up or logs in.
pub async fn list_in_force<C: ConnectionTrait>(
    connection: &C,
    now: Timestamp,
) -> Result<Vec<IpBlock>> {
    let lasting = Condition::any()
        .add(Column::ExpiresAt.is_null())
        .add(Column::ExpiresAt.gt(now));
    Ok(Entity::find().filter(lasting).all(connection).await?)
}

/// Writes one anew, by its id. `Conflict` when another one is of the same network.
pub async fn update<C: ConnectionTrait>(connection: &C, block: IpBlock) -> Result<()> {
    Entity::update(block.into_active_model().reset_all())
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes those that ended before `now`.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let done = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(done.rows_affected)
}
