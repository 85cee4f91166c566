//! Logins through a provider that are under way.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::oidc_request::Model as OidcRequest;
use crate::entity::oidc_request::{Column, Entity};
use crate::{Result, Timestamp, row};

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, request: OidcRequest) -> Result<()> {
    row::insert(connection, request).await
}

/// The one with this state.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    state_hash: &str,
) -> Result<Option<OidcRequest>> {
    Ok(Entity::find_by_id(state_hash).one(connection).await?)
}

/// Ends one; `false` when someone else was faster.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, state_hash: &str) -> Result<bool> {
    let deleted = Entity::delete_by_id(state_hash).exec(connection).await?;
    Ok(deleted.rows_affected == 1)
}

/// Removes those that ended before `now`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let deleted = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
