//! What was decided about an actor.

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::update;
use crate::entity::account::ActiveModel;
use crate::id::{AccountId, UserId};
use crate::{Result, Sql, Timestamp};

/// Raises the revision of an actor, because something changed that is shown with it and kept elsewhere.
pub async fn raise_revision<C: ConnectionTrait>(connection: &C, id: AccountId) -> Result<()> {
    update(connection, id, ActiveModel::default()).await
}

/// Hides the media of what an actor posts at first, or no more with `None`, and raises the revision.
pub async fn set_sensitized<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Option<Timestamp>,
) -> Result<()> {
    let change = ActiveModel {
        sensitized_at: Set(at),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Hides an actor from public places, or no more with `None`, and raises the revision.
pub async fn set_silenced<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Option<Timestamp>,
) -> Result<()> {
    let change = ActiveModel {
        silenced_at: Set(at),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Suspends an actor, or restores it with `None`, and raises the revision.
pub async fn set_suspended<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Option<Timestamp>,
) -> Result<()> {
    write_suspended(connection, id, at, false).await
}

/// The same of a remote actor because its own server says so.
pub async fn set_suspended_elsewhere<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Option<Timestamp>,
) -> Result<()> {
    write_suspended(connection, id, at, at.is_some()).await
}

async fn write_suspended<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Option<Timestamp>,
    elsewhere: bool,
) -> Result<()> {
    let change = ActiveModel {
        suspended_at: Set(at),
        suspended_elsewhere: Set(elsewhere),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Gives a local actor another key pair, the private one wrapped, and raises the revision.
pub async fn set_key<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    public_pem: String,
    wrapped: Vec<u8>,
) -> Result<()> {
    let change = ActiveModel {
        public_key: Set(Some(public_pem)),
        private_key: Set(Some(wrapped)),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Says that an actor is in memory of someone, or no more, and raises the revision.
pub async fn set_memorial<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    memorial: bool,
) -> Result<()> {
    let change = ActiveModel {
        memorial: Set(memorial),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Marks an actor as gone for ever and raises the revision. Its row stays: nobody else gets its name, and its key signs
/// the `Delete`.
pub async fn set_deleted<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        deleted_at: Set(Some(now)),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Lets in what `user` owns and nobody could see until now; says which accounts that are.
///
/// # Errors
/// When the database refuses.
pub async fn admit<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "UPDATE accounts SET pending = FALSE, revision = revision + 1 WHERE pending AND id IN \
         (SELECT account_id FROM access WHERE role = 'owner' AND user_id = ",
    )
    .bind(user)
    .push(") RETURNING id")
    .column(connection)
    .await
}

/// Removes what `user` owns and nobody could ever see: no trace has to stay.
///
/// # Errors
/// When the database refuses.
pub async fn delete_pending<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<()> {
    Sql::new(
        connection,
        "DELETE FROM accounts WHERE pending AND id IN \
         (SELECT account_id FROM access WHERE role = 'owner' AND user_id = ",
    )
    .bind(user)
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}
