//! Rows of lists.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};

pub use crate::entity::list::Model as List;
use crate::entity::list::{Column, Entity};
use crate::id::{AccountId, ListId};
use crate::{Result, Sql, row};

/// The list with this id, when it is `owner`'s.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    id: ListId,
) -> Result<Option<List>> {
    Ok(Entity::find_by_id(id)
        .filter(Column::AccountId.eq(owner))
        .one(connection)
        .await?)
}

/// Every list of `owner`, the oldest first.
pub async fn list_by_owner<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
) -> Result<Vec<List>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(owner))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}

/// The lists of `owner` that `member` is on, the oldest first.
pub async fn list_with<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    member: AccountId,
) -> Result<Vec<List>> {
    Sql::new(
        connection,
        "SELECT l.* FROM list_members m JOIN lists l ON l.id = m.list_id WHERE m.account_id = ",
    )
    .bind(member)
    .push(" AND l.account_id = ")
    .bind(owner)
    .push(" ORDER BY l.id")
    .all(connection)
    .await
}

/// How many lists `owner` has.
pub async fn count<C: ConnectionTrait>(connection: &C, owner: AccountId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(owner))
        .count(connection)
        .await?)
}

/// Adds a list.
pub async fn insert<C: ConnectionTrait>(connection: &C, list: List) -> Result<()> {
    row::insert(connection, list).await
}

/// Writes every column of a list.
pub async fn update<C: ConnectionTrait>(connection: &C, list: List) -> Result<()> {
    Entity::update(list.into_active_model().reset_all())
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a list with its members and entries.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: ListId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
