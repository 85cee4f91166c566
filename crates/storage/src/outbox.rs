//! Activities that were built once, to be delivered to many.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::outbox::Model as Outbox;
use crate::entity::outbox::{Column, Entity};
use crate::id::OutboxId;
use crate::{Result, Sql, Timestamp, row};

/// Keeps an activity.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, row: Outbox) -> Result<()> {
    row::insert(connection, row).await
}

/// The activities with these ids.
///
/// # Errors
/// When the database refuses.
pub async fn outboxes_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[OutboxId],
) -> Result<HashMap<OutboxId, Outbox>> {
    let rows: Vec<Outbox> = Sql::new(connection, "SELECT * FROM outbox WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Removes activities from before `time` that no delivery waits for or was given up on.
///
/// # Errors
/// When the database refuses.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    let delivered = sea_orm::sea_query::Expr::cust(
        "NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.outbox_id = outbox.id)",
    );
    let gone = Entity::delete_many()
        .filter(Column::CreatedAt.lt(time))
        .filter(delivered)
        .exec(connection)
        .await?;
    Ok(gone.rows_affected)
}
