//! Statuses on top of their author's profile. Lists of them are in [`crate::timeline::kept`].

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use crate::Result;
pub use crate::entity::pin::Model as Pin;
use crate::entity::pin::{Column, Entity};
use crate::id::{AccountId, StatusId};

/// Adds a pin. `false` when it is there already.
pub async fn insert<C: ConnectionTrait>(connection: &C, pin: Pin) -> Result<bool> {
    let once = OnConflict::columns([Column::StatusId, Column::AccountId])
        .do_nothing()
        .to_owned();
    let rows = Entity::insert(pin.into_active_model())
        .on_conflict(once)
        .exec_without_returning(connection)
        .await?;
    Ok(rows == 1)
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

/// How many pins an account has.
pub async fn count<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .count(connection)
        .await?)
}
