//! Relays.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::relay::Model as Relay;
use crate::entity::relay::{Column, Entity};
use crate::id::{AccountId, RelayId};
use crate::kinds::RelayState;
use crate::{Result, row};

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: RelayId) -> Result<Option<Relay>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The one that was asked by the Follow with this id.
pub async fn find_by_follow<C: ConnectionTrait>(
    connection: &C,
    uri: &str,
) -> Result<Option<Relay>> {
    let select = Entity::find().filter(Column::FollowUri.eq(uri));
    Ok(select.one(connection).await?)
}

/// The one whose actor this is.
pub async fn find_by_account<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Option<Relay>> {
    let select = Entity::find().filter(Column::AccountId.eq(account));
    Ok(select.one(connection).await?)
}

/// All of them, the oldest first.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<Relay>> {
    Ok(Entity::find()
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}

/// Those that agreed.
pub async fn list_accepted<C: ConnectionTrait>(connection: &C) -> Result<Vec<Relay>> {
    let select = Entity::find().filter(Column::State.eq(RelayState::Accepted));
    Ok(select.all(connection).await?)
}

/// Adds one unless its address is there; says whether it was added.
pub async fn insert<C: ConnectionTrait>(connection: &C, relay: Relay) -> Result<bool> {
    row::insert_once(connection, relay, [Column::Url]).await
}

/// Writes whose actor it is and how it answered.
pub async fn settle<C: ConnectionTrait>(
    connection: &C,
    id: RelayId,
    account: AccountId,
    state: RelayState,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::AccountId, Expr::value(account))
        .col_expr(Column::State, Expr::value(state))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes one; says whether it was there.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: RelayId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}
