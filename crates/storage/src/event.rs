//! Events: rows with ids only, written in the transaction that makes them true and tailed by every process.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::event::{ActiveModel, Column, Entity, Model};
use crate::{Result, Sql, Timestamp};

/// Writes an event; it is heard after the commit.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    kind: &str,
    payload: String,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        kind: Set(kind.to_owned()),
        payload: Set(payload),
        created_at: Set(now),
    };
    Entity::insert(row)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Up to `limit` events after `id`, in order.
///
/// # Errors
/// When the database refuses.
pub async fn list_after<C: ConnectionTrait>(
    connection: &C,
    id: i64,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::Id.gt(id))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Those of `ids` that are there by now, in order.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_ids<C: ConnectionTrait>(connection: &C, ids: &[i64]) -> Result<Vec<Model>> {
    Sql::new(connection, "SELECT * FROM events WHERE id")
        .in_ids(ids.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await
}

/// The newest event's id, 0 when there was none.
///
/// # Errors
/// When the database refuses.
pub async fn latest<C: ConnectionTrait>(connection: &C) -> Result<i64> {
    let newest = Entity::find()
        .order_by_desc(Column::Id)
        .one(connection)
        .await?;
    Ok(newest.map_or(0, |event| event.id.0))
}

/// Removes events from before `time`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Ok(Entity::delete_many()
        .filter(Column::CreatedAt.lt(time))
        .exec(connection)
        .await?
        .rows_affected)
}
