//! Log-ins that wait for their second factor.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::pending_log_in::Model as PendingLogIn;
use crate::entity::pending_log_in::{Column, Entity};
use crate::{Result, Timestamp, row};

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, pending: PendingLogIn) -> Result<()> {
    row::insert(connection, pending).await
}

/// The one with this secret whose time is not over.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
    now: Timestamp,
) -> Result<Option<PendingLogIn>> {
    let found = Entity::find_by_id(secret_hash).filter(Column::ExpiresAt.gt(now));
    Ok(found.one(connection).await?)
}

/// Counts an attempt, if fewer than `most` were made; says whether it may be made.
///
/// # Errors
/// When the database refuses.
pub async fn count_attempt<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
    most: i32,
) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::SecretHash.eq(secret_hash))
        .filter(Column::Attempts.lt(most))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// Keeps the state of a ceremony with an authenticator, in the place of one before.
///
/// # Errors
/// When the database refuses.
pub async fn set_ceremony<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
    ceremony: Vec<u8>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Ceremony, Expr::value(Some(ceremony)))
        .filter(Column::SecretHash.eq(secret_hash))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes one; says whether it was there, for it is good for one session.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, secret_hash: &str) -> Result<bool> {
    let done = Entity::delete_by_id(secret_hash).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// Removes those whose time was over before `now`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let done = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(done.rows_affected)
}
