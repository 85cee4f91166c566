//! What people want done with notifications from those whom they do not know.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::notification_policy::Model as NotificationPolicy;
use crate::entity::notification_policy::{Column, Entity};
use crate::id::AccountId;
use crate::kinds::NotificationAction;
use crate::{Result, Sql, Timestamp};

impl NotificationPolicy {
    /// The policy of whoever wrote none. `notification::insert_wanted` reads a missing row so.
    #[must_use]
    pub fn unwritten(account_id: AccountId) -> Self {
        Self {
            account_id,
            for_not_following: NotificationAction::Accept,
            for_not_followers: NotificationAction::Accept,
            for_new_accounts: NotificationAction::Accept,
            for_private_mentions: NotificationAction::Accept,
            for_limited_accounts: NotificationAction::Filter,
        }
    }
}

/// The policy of `account`, if it wrote one.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Option<NotificationPolicy>> {
    Ok(Entity::find_by_id(account).one(connection).await?)
}

/// Writes a policy in the place of the one before.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(connection: &C, policy: NotificationPolicy) -> Result<()> {
    let replace = OnConflict::column(Column::AccountId)
        .update_columns([
            Column::ForNotFollowing,
            Column::ForNotFollowers,
            Column::ForNewAccounts,
            Column::ForPrivateMentions,
            Column::ForLimitedAccounts,
        ])
        .to_owned();
    Entity::insert(policy.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Lets `account` be told by each of `senders`, whatever its policy says.
///
/// # Errors
/// When the database refuses.
pub async fn permit<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    senders: &[AccountId],
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO notification_permissions (account_id, from_account_id, created_at) SELECT ",
    )
    .bind(account)
    .push(", f.id, ")
    .bind(now)
    .push(" FROM accounts f WHERE f.id")
    .in_ids(senders.iter().copied())
    .push(" ON CONFLICT (account_id, from_account_id) DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}
