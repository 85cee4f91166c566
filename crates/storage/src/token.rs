//! Access tokens.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

pub use crate::entity::token::Model as Token;
use crate::entity::token::{Column, Entity};
use crate::id::{AccountId, ApplicationId, TokenId, UserId};
use crate::kinds::{AccessRole, UserRole};
use crate::{Result, Sql, Timestamp, row};

/// What decides whether a login may act as an account; all empty for an application's own token.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Standing {
    /// What the login may do on the instance.
    pub role: Option<UserRole>,
    /// Whether it decides on requests for verification.
    pub is_verifier: Option<bool>,
    /// When its address was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When it was let in.
    pub approved_at: Option<Timestamp>,
    /// When it got its first second factor.
    pub second_factor_at: Option<Timestamp>,
    /// When it was shut out.
    pub disabled_at: Option<Timestamp>,
    /// When it was last used.
    pub last_active_at: Option<Timestamp>,
    /// What it may do with the account; empty when that was withdrawn.
    pub access_role: Option<AccessRole>,
    /// When the account was suspended.
    pub suspended_at: Option<Timestamp>,
    /// When the account was deleted.
    pub deleted_at: Option<Timestamp>,
}

/// A token with what decides whether it may be used.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    /// The token.
    pub id: TokenId,
    /// The client that holds it.
    pub application_id: ApplicationId,
    /// In whose name, unless it is the application's own.
    pub user_id: Option<UserId>,
    /// As which account.
    pub account_id: Option<AccountId>,
    /// What for, separated by spaces.
    pub scopes: String,
    /// The holder's standing.
    #[sea_orm(nested)]
    pub standing: Standing,
}

/// Adds a token.
pub async fn insert<C: ConnectionTrait>(connection: &C, token: Token) -> Result<()> {
    row::insert(connection, token).await
}

/// The token with this hash, its login and its account in one query: every request of an app asks for it.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
) -> Result<Option<Found>> {
    Sql::new(
        connection,
        "SELECT t.id, t.application_id, t.user_id, t.account_id, t.scopes, u.role, u.is_verifier, u.confirmed_at, \
         u.approved_at, u.second_factor_at, u.disabled_at, u.last_active_at, x.role AS access_role, a.suspended_at, a.deleted_at \
         FROM tokens t LEFT JOIN users u ON u.id = t.user_id LEFT JOIN accounts a ON a.id = t.account_id \
         LEFT JOIN access x ON x.user_id = t.user_id AND x.account_id = t.account_id WHERE t.secret_hash = ",
    )
    .bind(secret_hash)
    .one(connection)
    .await
}

/// The tokens of a login, the oldest first.
pub async fn list_by_user<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<Vec<Token>> {
    Ok(Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}

/// Revokes a token; says whether there was one.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: TokenId) -> Result<bool> {
    let deleted = Entity::delete_by_id(id).exec(connection).await?;
    Ok(deleted.rows_affected > 0)
}

/// Revokes every token of a login.
pub async fn delete_by_user<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .exec(connection)
        .await?;
    Ok(())
}
