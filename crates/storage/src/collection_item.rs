//! Who is in collections.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::account::PRESENT;
pub use crate::entity::collection_item::Model as Item;
use crate::entity::collection_item::{ActiveModel, Column, Entity};
use crate::id::{AccountId, CollectionId, CollectionItemId};
use crate::kinds::CollectionItemState as State;
use crate::{Result, Sql, row};

/// Adds an account to a collection.
///
/// # Errors
/// `Conflict` when it is in it, or was and took itself out.
pub async fn insert<C: ConnectionTrait>(connection: &C, item: Item) -> Result<()> {
    row::insert(connection, item).await
}

/// The item with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CollectionItemId,
) -> Result<Option<Item>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The item with this id, when it is in `collection`.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    collection: CollectionId,
    id: CollectionItemId,
) -> Result<Option<Item>> {
    Ok(Entity::find_by_id(id)
        .filter(Column::CollectionId.eq(collection))
        .one(connection)
        .await?)
}

/// How many are in a collection, or are asked whether they want to be.
pub async fn count<C: ConnectionTrait>(connection: &C, collection: CollectionId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::CollectionId.eq(collection))
        .filter(Column::State.is_in([State::Accepted, State::Pending]))
        .count(connection)
        .await?)
}

/// What `viewer` sees in these collections, in the order in which it was added: accounts that are present, agreed and are
/// not blocked by the viewer, nor block them; in the viewer's own collections also those that have not answered yet.
pub async fn items_of<C: ConnectionTrait>(
    connection: &C,
    collections: &[CollectionId],
    viewer: Option<AccountId>,
) -> Result<HashMap<CollectionId, Vec<Item>>> {
    // No account has this id.
    let viewer = viewer.unwrap_or(AccountId(0));
    let items: Vec<Item> = Sql::new(
        connection,
        &format!(
            "SELECT i.* FROM collection_items i JOIN collections c ON c.id = i.collection_id \
             JOIN accounts a ON a.id = i.account_id \
             WHERE {PRESENT} AND (i.state = 'accepted' OR i.state = 'pending' AND c.account_id = "
        ),
    )
    .bind(viewer)
    .push(") AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = ")
    .bind(viewer)
    .push(" AND b.target_id = a.id) OR (b.account_id = a.id AND b.target_id = ")
    .bind(viewer)
    .push(")) AND i.collection_id")
    .in_ids(collections.iter().copied())
    .push(" ORDER BY i.collection_id, i.id")
    .all(connection)
    .await?;
    let mut of: HashMap<CollectionId, Vec<Item>> = HashMap::new();
    for item in items {
        of.entry(item.collection_id).or_default().push(item);
    }
    Ok(of)
}

/// Everyone who is in a collection.
pub async fn members<C: ConnectionTrait>(
    connection: &C,
    collection: CollectionId,
) -> Result<Vec<AccountId>> {
    let items = Entity::find()
        .filter(Column::CollectionId.eq(collection))
        .filter(Column::State.eq(State::Accepted))
        .all(connection)
        .await?;
    Ok(items.into_iter().map(|item| item.account_id).collect())
}

/// Takes back that those of `members` were told of a collection of `owner` who are in none of them any more.
pub async fn untell<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    members: &[AccountId],
) -> Result<()> {
    Sql::new(
        connection,
        "DELETE FROM notifications WHERE kind = 'added_to_collection' AND from_account_id = ",
    )
    .bind(owner)
    .push(" AND account_id")
    .in_ids(members.iter().copied())
    .push(
        " AND NOT EXISTS (SELECT 1 FROM collection_items i JOIN collections c ON c.id = i.collection_id \
         WHERE i.account_id = notifications.account_id AND i.state = 'accepted' AND c.account_id = ",
    )
    .bind(owner)
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes where an item stands.
pub async fn set_state<C: ConnectionTrait>(
    connection: &C,
    id: CollectionItemId,
    state: State,
) -> Result<()> {
    let change = ActiveModel {
        state: Set(state),
        ..ActiveModel::default()
    };
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Takes an item away.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: CollectionItemId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Takes each of two accounts out of the collections of the other.
pub async fn part<C: ConnectionTrait>(
    connection: &C,
    one: AccountId,
    other: AccountId,
) -> Result<()> {
    for (owner, member) in [(one, other), (other, one)] {
        Sql::new(
            connection,
            "DELETE FROM collection_items WHERE account_id = ",
        )
        .bind(member)
        .push(" AND collection_id IN (SELECT id FROM collections WHERE account_id = ")
        .bind(owner)
        .push(")")
        .execute(connection)
        .await?;
    }
    Ok(())
}
