//! What someone wants done with notifications from people whom they do not know. It is applied when a notification is
//! made; what was made before stays as it is.

use storage::id::AccountId;
use storage::kinds::NotificationAction;
pub use storage::notification_policy::NotificationPolicy;
pub use storage::notification_request::Pending;
use storage::{notification_policy, notification_request};

use crate::context::Context;
use crate::error::Result;

/// What shall be another way from now on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    /// For those whom one does not follow.
    pub for_not_following: Option<NotificationAction>,
    /// For those who do not follow, or only lately.
    pub for_not_followers: Option<NotificationAction>,
    /// For accounts that are less than a month old.
    pub for_new_accounts: Option<NotificationAction>,
    /// For direct statuses that answer nothing.
    pub for_private_mentions: Option<NotificationAction>,
    /// For those whom the moderators limited.
    pub for_limited_accounts: Option<NotificationAction>,
}

/// The policy of `who`, and how much waits by it.
///
/// # Errors
/// When the database refuses.
pub async fn show(ctx: &Context, who: AccountId) -> Result<(NotificationPolicy, Pending)> {
    let db = ctx.db.read();
    let policy = notification_policy::find(db, who).await?;
    let policy = policy.unwrap_or_else(|| NotificationPolicy::unwritten(who));
    Ok((policy, notification_request::count(db, who).await?))
}

/// Changes the policy of `who`.
///
/// # Errors
/// When the database refuses.
pub async fn update(ctx: &Context, who: AccountId, change: Change) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let policy = notification_policy::find(&*tx, who).await?;
    let old = policy.unwrap_or_else(|| NotificationPolicy::unwritten(who));
    let new = NotificationPolicy {
        account_id: who,
        for_not_following: change.for_not_following.unwrap_or(old.for_not_following),
        for_not_followers: change.for_not_followers.unwrap_or(old.for_not_followers),
        for_new_accounts: change.for_new_accounts.unwrap_or(old.for_new_accounts),
        for_private_mentions: change
            .for_private_mentions
            .unwrap_or(old.for_private_mentions),
        for_limited_accounts: change
            .for_limited_accounts
            .unwrap_or(old.for_limited_accounts),
    };
    notification_policy::upsert(&*tx, new).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
