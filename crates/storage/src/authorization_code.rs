//! Authorization codes on their way from the browser to the client.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::authorization_code::Model as AuthorizationCode;
use crate::entity::authorization_code::{Column, Entity};
use crate::id::{TokenId, UserId};
use crate::{Result, Timestamp, row};

/// Adds a code.
pub async fn insert<C: ConnectionTrait>(connection: &C, code: AuthorizationCode) -> Result<()> {
    row::insert(connection, code).await
}

/// The code with this hash, exchanged or not.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
) -> Result<Option<AuthorizationCode>> {
    Ok(Entity::find_by_id(secret_hash).one(connection).await?)
}

/// Marks the code as exchanged for `token`; `false` when someone else was faster.
pub async fn exchange<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
    token: TokenId,
) -> Result<bool> {
    let changed = Entity::update_many()
        .col_expr(Column::TokenId, Expr::value(token))
        .filter(Column::SecretHash.eq(secret_hash))
        .filter(Column::TokenId.is_null())
        .exec(connection)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Makes every code of a login useless.
pub async fn delete_by_user<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes codes that ended before `now`.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let deleted = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
