//! Statuses on top of their author's profile. Lists of them are in [`crate::timeline::kept`].

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::Result;
pub use crate::entity::pin::Model as Pin;
use crate::entity::pin::{Column, Entity};
use crate::id::{AccountId, StatusId};
use crate::row;

/// Adds a pin. `false` when it is there already.
pub async fn insert<C: ConnectionTrait>(connection: &C, pin: Pin) -> Result<bool> {
    row::insert_once(connection, pin, [Column::StatusId, Column::AccountId]).await
}

/// Removes a pin. `false` when there was none.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    status: StatusId,
) -> Result<bool> {
    let gone = Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.eq(status))
        .exec(connection)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Removes the pins of an account but for those of `kept`.
pub async fn delete_but<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    kept: &[StatusId],
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.is_not_in(kept.iter().copied()))
        .exec(connection)
        .await?;
    Ok(())
}

/// How many pins an account has.
pub async fn count<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .count(connection)
        .await?)
}

/// Which of `statuses` an account pinned.
///
/// # Errors
/// When the database refuses.
pub async fn pinned_of<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    statuses: &[StatusId],
) -> Result<HashSet<StatusId>> {
    let pins = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.is_in(statuses.iter().copied()))
        .all(connection)
        .await?;
    Ok(pins.into_iter().map(|pin| pin.status_id).collect())
}
