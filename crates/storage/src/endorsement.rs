//! Accounts that others recommend on their profiles. Pages of them are in [`crate::account_list::endorsements`].

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::endorsement::Model as Endorsement;
use crate::entity::endorsement::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, row};

/// Recommends an account; doing so again changes nothing.
pub async fn insert<C: ConnectionTrait>(connection: &C, endorsement: Endorsement) -> Result<()> {
    row::insert_once(
        connection,
        endorsement,
        [Column::AccountId, Column::TargetId],
    )
    .await?;
    Ok(())
}

/// Recommends an account no more; one that was not recommended is no error.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.eq(target))
        .exec(connection)
        .await?;
    Ok(())
}
