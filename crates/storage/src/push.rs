//! Web Push: subscriptions of apps, and the queue of messages to them.

use std::time::Duration;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
};

pub use crate::entity::push_subscription::Model as PushSubscription;
use crate::entity::push_subscription::{Column, Entity};
use crate::id::{AccountId, NotificationId, PushId, PushSubscriptionId, TokenId};
use crate::kinds::NotificationKind;
use crate::notification::Notification;
use crate::queue::{self, Queue};
use crate::{Result, Sql, Timestamp};

/// Adds a subscription in the place of the one that the token had.
///
/// # Errors
/// When the database refuses.
pub async fn replace<C: ConnectionTrait>(connection: &C, row: PushSubscription) -> Result<()> {
    delete_by_token(connection, row.token_id).await?;
    Entity::insert(row.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The subscription of a token.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_token<C: ConnectionTrait>(
    connection: &C,
    token: TokenId,
) -> Result<Option<PushSubscription>> {
    Ok(Entity::find()
        .filter(Column::TokenId.eq(token))
        .one(connection)
        .await?)
}

/// A subscription.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: PushSubscriptionId,
) -> Result<Option<PushSubscription>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Writes what a subscription is told.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, row: &PushSubscription) -> Result<()> {
    Sql::new(connection, "UPDATE push_subscriptions SET alerts = ")
        .bind(row.alerts.as_str())
        .push(", policy = ")
        .bind(row.policy.as_str())
        .push(" WHERE id = ")
        .bind(row.id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes the subscription of a token; one that is not there is no error.
///
/// # Errors
/// When the database refuses.
pub async fn delete_by_token<C: ConnectionTrait>(connection: &C, token: TokenId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::TokenId.eq(token))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a subscription with what is on its way to it.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: PushSubscriptionId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Puts a message about a notification on its way to every subscription of its recipient that wants it.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue<C: ConnectionTrait>(connection: &C, of: &Notification) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO pushes (subscription_id, notification_id, state, run_at, created_at) SELECT p.id, ",
    )
    .bind(of.id)
    .push(", 'queued', ")
    .bind(of.created_at)
    .push(", ")
    .bind(of.created_at)
    .push(" FROM push_subscriptions p WHERE p.account_id = ")
    .bind(of.account_id)
    .push(" AND p.alerts LIKE ")
    .bind(alert(of.kind))
    .push(" AND (p.policy = 'all' OR (p.policy = 'followed' AND ")
    .follows(of.account_id, of.from_account_id)
    .push(") OR (p.policy = 'follower' AND ")
    .follows(of.from_account_id, of.account_id)
    .push("))")
    .execute(connection)
    .await?;
    Ok(())
}

/// Finds a kind in the JSON array of `alerts`.
fn alert(kind: NotificationKind) -> String {
    format!("%\"{}\"%", kind.as_str())
}

impl Sql {
    fn follows(self, follower: AccountId, target: AccountId) -> Self {
        self.push(
            "EXISTS (SELECT 1 FROM follows f WHERE f.accepted_at IS NOT NULL AND f.account_id = ",
        )
        .bind(follower)
        .push(" AND f.target_id = ")
        .bind(target)
        .push(")")
    }
}

/// A message on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Push {
    /// Which.
    pub id: PushId,
    /// To whom.
    pub subscription_id: PushSubscriptionId,
    /// About what.
    pub notification_id: NotificationId,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// Since when it is on its way.
    pub created_at: Timestamp,
}

/// Takes up to `limit` due messages for `lease`.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<Push>> {
    queue::claim(connection, Queue::Pushes, limit, lease, now).await
}

/// Removes a message that is done with.
///
/// # Errors
/// When the database refuses.
pub async fn finish<C: ConnectionTrait>(connection: &C, id: PushId) -> Result<()> {
    Sql::new(connection, "DELETE FROM pushes WHERE id = ")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts a message back for `run_at`.
///
/// # Errors
/// When the database refuses.
pub async fn postpone<C: ConnectionTrait>(
    connection: &C,
    id: PushId,
    error: &str,
    run_at: Timestamp,
) -> Result<()> {
    queue::fail(connection, Queue::Pushes, id.0, error, Some(run_at)).await
}

/// When the next message is due, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    queue::next_due(connection, Queue::Pushes).await
}
