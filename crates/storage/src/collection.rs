//! Rows of collections. Who is in them is in [`crate::collection_item`].

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};

pub use crate::entity::collection::Model as Collection;
use crate::entity::collection::{Column, Entity};
use crate::id::{AccountId, CollectionId};
use crate::{Result, Sql, row};

/// The collection with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CollectionId,
) -> Result<Option<Collection>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The collections of `owner`, the newest first; with `discoverable` only those that are shown to everyone.
pub async fn list_by_owner<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    discoverable: bool,
    (limit, offset): (u64, u64),
) -> Result<Vec<Collection>> {
    let condition = if discoverable {
        " AND discoverable"
    } else {
        ""
    };
    Sql::new(connection, "SELECT * FROM collections WHERE account_id = ")
        .bind(owner)
        .push(&format!(
            "{condition} ORDER BY id DESC LIMIT {limit} OFFSET {offset}"
        ))
        .all(connection)
        .await
}

/// The collections of present owners that `member` is in, the one they joined last first.
pub async fn list_with<C: ConnectionTrait>(
    connection: &C,
    member: AccountId,
    (limit, offset): (u64, u64),
) -> Result<Vec<Collection>> {
    Sql::new(
        connection,
        &format!(
            "SELECT c.* FROM collection_items i JOIN collections c ON c.id = i.collection_id \
             JOIN accounts a ON a.id = c.account_id WHERE {} AND i.state = 'accepted' AND i.account_id = ",
            crate::account::PRESENT
        ),
    )
    .bind(member)
    .push(&format!(
        " ORDER BY i.id DESC LIMIT {limit} OFFSET {offset}"
    ))
    .all(connection)
    .await
}

/// As [`list_with`], those of these owners, all of them.
pub async fn list_joined<C: ConnectionTrait>(
    connection: &C,
    member: AccountId,
    owners: &[AccountId],
) -> Result<Vec<Collection>> {
    Sql::new(
        connection,
        "SELECT c.* FROM collection_items i JOIN collections c ON c.id = i.collection_id \
         WHERE i.state = 'accepted' AND i.account_id = ",
    )
    .bind(member)
    .push(" AND c.account_id")
    .in_ids(owners.iter().copied())
    .push(" ORDER BY i.id DESC")
    .all(connection)
    .await
}

/// How many collections `owner` has.
pub async fn count<C: ConnectionTrait>(connection: &C, owner: AccountId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(owner))
        .count(connection)
        .await?)
}

/// Adds a collection.
pub async fn insert<C: ConnectionTrait>(connection: &C, collection: Collection) -> Result<()> {
    row::insert(connection, collection).await
}

/// Writes every column of a collection.
pub async fn update<C: ConnectionTrait>(connection: &C, collection: Collection) -> Result<()> {
    Entity::update(collection.into_active_model().reset_all())
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a collection with what is in it.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: CollectionId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
