//! Statuses that moderators of groups locked.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::group_lock::Model as GroupLock;
use crate::entity::group_lock::{Column, Entity};
use crate::id::{AccountId, StatusId};
use crate::{Result, Sql, row};

/// Locks a status. `false` when it is locked already.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, lock: GroupLock) -> Result<bool> {
    row::insert_once(connection, lock, [Column::StatusId, Column::GroupId]).await
}

/// Takes a lock off. `false` when there was none.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    group: AccountId,
    status: StatusId,
) -> Result<bool> {
    let gone = Entity::delete_by_id((status, group))
        .exec(connection)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Which of `statuses` are locked in a group.
///
/// # Errors
/// When the database refuses.
pub async fn locked_of<C: ConnectionTrait>(
    connection: &C,
    group: AccountId,
    statuses: &[StatusId],
) -> Result<HashSet<StatusId>> {
    if statuses.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = Entity::find()
        .filter(Column::GroupId.eq(group))
        .filter(Column::StatusId.is_in(statuses.iter().copied()))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|lock| lock.status_id).collect())
}

/// The groups in which a status, or something above it in its thread, is locked.
///
/// # Errors
/// When the database refuses.
pub async fn list_locking<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
) -> Result<Vec<AccountId>> {
    let above =
        "WITH RECURSIVE above (id, parent) AS (SELECT id, in_reply_to_id FROM statuses WHERE id = ";
    Sql::new(connection, above)
        .bind(status)
        .push(
            " UNION SELECT s.id, s.in_reply_to_id FROM statuses s JOIN above a ON s.id = a.parent) \
             SELECT DISTINCT l.group_id FROM group_locks l JOIN above a ON a.id = l.status_id",
        )
        .column(connection)
        .await
}
