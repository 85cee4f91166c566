//! People as providers of logins know them.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

pub use crate::entity::external_identity::Model as ExternalIdentity;
use crate::entity::external_identity::{Column, Entity};
use crate::id::UserId;
use crate::{Result, row};

/// The one with this issuer and subject.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    issuer: &str,
    subject: &str,
) -> Result<Option<ExternalIdentity>> {
    let key = (issuer.to_owned(), subject.to_owned());
    Ok(Entity::find_by_id(key).one(connection).await?)
}

/// Those of a login, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Vec<ExternalIdentity>> {
    Ok(Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Issuer)
        .all(connection)
        .await?)
}

/// Adds one. `Conflict` when issuer and subject belong to a login already.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, identity: ExternalIdentity) -> Result<()> {
    row::insert(connection, identity).await
}

/// Writes all but issuer and subject of one that is there.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, identity: ExternalIdentity) -> Result<()> {
    let changed = identity.into_active_model().reset_all();
    Entity::update(changed).exec(connection).await?;
    Ok(())
}

/// Removes one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, issuer: &str, subject: &str) -> Result<()> {
    let key = (issuer.to_owned(), subject.to_owned());
    Entity::delete_by_id(key).exec(connection).await?;
    Ok(())
}
