//! Links sent by mail.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::mail_link::Model as MailLink;
use crate::entity::mail_link::{Column, Entity};
use crate::id::UserId;
use crate::kinds::MailLinkPurpose;
use crate::{Result, Timestamp, row};

/// Puts a link in the place of all earlier ones of the same login and purpose.
pub async fn replace<C: ConnectionTrait>(connection: &C, link: MailLink) -> Result<()> {
    delete_by_user(connection, link.user_id, link.purpose).await?;
    row::insert(connection, link).await
}

/// The link with this secret.
pub async fn find_by_hash<C: ConnectionTrait>(
    connection: &C,
    secret_hash: &str,
) -> Result<Option<MailLink>> {
    Ok(Entity::find_by_id(secret_hash).one(connection).await?)
}

/// The link of a login for a purpose; there is one at most.
pub async fn find_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    purpose: MailLinkPurpose,
) -> Result<Option<MailLink>> {
    Ok(Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::Purpose.eq(purpose))
        .one(connection)
        .await?)
}

/// Makes the link of a login for a purpose useless; says whether there was one.
pub async fn delete_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    purpose: MailLinkPurpose,
) -> Result<bool> {
    let deleted = Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .filter(Column::Purpose.eq(purpose))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// Makes every link of a login useless.
pub async fn delete_all_by_user<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<()> {
    let links = Entity::delete_many().filter(Column::UserId.eq(user));
    links.exec(connection).await?;
    Ok(())
}

/// Removes links that ended before `now`.
pub async fn delete_expired<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<u64> {
    let deleted = Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
