//! Browsers that are logged in.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

pub use crate::entity::session::Model as Session;
use crate::entity::session::{Column, Entity};
use crate::id::{AccountId, SessionId, UserId};
use crate::kinds::SessionFactor;
use crate::row;
use crate::token::Standing;
use crate::{Result, Sql, Timestamp};

/// A session with what decides whether it may be used.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    /// The session.
    pub id: SessionId,
    /// Who logged in.
    pub user_id: UserId,
    /// As which account.
    pub account_id: AccountId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// What it was logged in with.
    pub factor: SessionFactor,
    /// When it was last used.
    pub last_seen_at: Option<Timestamp>,
    /// When they last showed a provider of logins again that it is them.
    pub proved_at: Option<Timestamp>,
    /// The language of pages, as the person set it.
    pub locale: String,
    /// The person's standing.
    #[sea_orm(nested)]
    pub standing: Standing,
}

/// Adds a session.
pub async fn insert<C: ConnectionTrait>(connection: &C, session: Session) -> Result<()> {
    row::insert(connection, session).await
}

/// The session of a cookie, in one query.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
) -> Result<Option<Found>> {
    Sql::new(
        connection,
        "SELECT s.id, s.user_id, s.account_id, s.expires_at, s.factor, s.last_seen_at, s.proved_at, u.locale, u.role, u.is_verifier, u.confirmed_at, \
         u.approved_at, u.second_factor_at, u.disabled_at, u.last_active_at, x.role AS access_role, a.suspended_at, a.deleted_at \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = s.account_id \
         LEFT JOIN access x ON x.user_id = s.user_id AND x.account_id = s.account_id WHERE s.secret_hash = ",
    )
    .bind(secret_hash)
    .one(connection)
    .await
}

/// The sessions of a login that have not ended, the newest first.
pub async fn list_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Session>> {
    Ok(Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::Id)
        .all(connection)
        .await?)
}

/// Notes that a session was used.
pub async fn touch<C: ConnectionTrait>(
    connection: &C,
    id: SessionId,
    now: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastSeenAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that who is logged in has just shown a provider of logins that it is them.
///
/// # Errors
/// When the database refuses.
pub async fn set_proved<C: ConnectionTrait>(
    connection: &C,
    id: SessionId,
    now: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ProvedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes with what the browser was shown last to be its owner's.
pub async fn set_factor<C: ConnectionTrait>(
    connection: &C,
    id: SessionId,
    factor: SessionFactor,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Factor, Expr::value(factor))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Keeps the state of a ceremony with an authenticator that a browser began; `None` forgets it.
pub async fn set_ceremony<C: ConnectionTrait>(
    connection: &C,
    id: SessionId,
    ceremony: Option<Vec<u8>>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Ceremony, Expr::value(ceremony))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// The session with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: SessionId,
) -> Result<Option<Session>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Ends a session; says whether there was one.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: SessionId) -> Result<bool> {
    let deleted = Entity::delete_by_id(id).exec(connection).await?;
    Ok(deleted.rows_affected > 0)
}

/// Ends all sessions of a login but `except`.
pub async fn delete_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    except: Option<SessionId>,
) -> Result<()> {
    let mut delete = Entity::delete_many().filter(Column::UserId.eq(user));
    if let Some(id) = except {
        delete = delete.filter(Column::Id.ne(id));
    }
    delete.exec(connection).await?;
    Ok(())
}

/// Forgets from where sessions were opened that are older than `time`, and says how many those were.
pub async fn forget_addresses<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Sql::new(
        connection,
        "UPDATE sessions SET ip = '' WHERE ip <> '' AND created_at < ",
    )
    .bind(time)
    .execute(connection)
    .await
}

/// Removes sessions that ended before `now`.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let deleted = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
