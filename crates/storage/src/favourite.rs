//! Favourites (`Like`). What an account favourited is in [`crate::timeline::kept`].

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
pub use crate::entity::favourite::Model as Favourite;
use crate::entity::favourite::{Column, Entity};
use crate::id::{AccountId, FavouriteId, StatusId};
use crate::row;

/// Adds a favourite. `false` when the account favourited the status already.
pub async fn insert<C: ConnectionTrait>(connection: &C, favourite: Favourite) -> Result<bool> {
    row::insert_once(connection, favourite, [Column::StatusId, Column::AccountId]).await
}

/// The favourite with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: FavouriteId,
) -> Result<Option<Favourite>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// `account`'s favourite of `status`.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    status: StatusId,
) -> Result<Option<Favourite>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.eq(status))
        .one(connection)
        .await?)
}

/// Gives `account`'s favourite of `status` the id of a newer Like.
pub async fn set_uri<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    status: StatusId,
    uri: &str,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Uri, Expr::value(uri))
        .filter(Column::AccountId.eq(account))
        .filter(Column::StatusId.eq(status))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a favourite. `false` when it was gone already.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: FavouriteId) -> Result<bool> {
    let gone = Entity::delete_by_id(id).exec(connection).await?;
    Ok(gone.rows_affected == 1)
}
