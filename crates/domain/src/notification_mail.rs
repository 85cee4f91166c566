//! Mails about notifications, and about what someone missed who was away.
//!
//! They are collected: a mail comes five minutes after the first of its notifications, at most one an hour, and tells only
//! what was not read by then. A mail is read by machines on its way, so it says of posts that are not for everyone no more
//! than that there is one.

mod news;
#[cfg(test)]
mod tests;
mod unsubscribe;

use std::time::Duration;

use storage::id::{AccountId, UserId};
use storage::notification_mail::{self, NotificationMail};
use storage::{Transaction, access, user};

pub use news::{Item, News, news};
pub use unsubscribe::{check, unsubscribe};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};

/// For how long notifications are collected.
pub(crate) const COLLECT: Duration = Duration::from_mins(5);
/// The shortest time from one mail to the next.
pub(crate) const PAUSE: Duration = Duration::from_hours(1);
/// Who was away for so long gets a digest.
const AWAY: Duration = Duration::from_hours(24 * 7);
/// The shortest time from one digest to the next.
const DIGEST: Duration = Duration::from_hours(24 * 30);
/// When someone is looked at again who missed nothing.
const AGAIN: Duration = Duration::from_hours(24);
/// Digests that are planned at a time.
const BATCH: u64 = 500;

/// Why someone is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// They were told something.
    Notifications,
    /// They were away.
    Digest,
}

impl Occasion {
    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Notifications => "notifications",
            Self::Digest => "digest",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Notifications, Self::Digest]
            .into_iter()
            .find(|occasion| occasion.as_str() == word)
    }
}

/// Has `account` written to in some minutes, with the transaction that notifies it.
pub(crate) async fn plan(tx: &Transaction, account_id: AccountId, now: Timestamp) -> Result<()> {
    let key = format!("mail_notifications:{account_id}");
    let job = Job::MailNotifications { account_id };
    job::enqueue_at(tx, &job, Some(key), now.after(COLLECT), now).await
}

/// What `Job::MailNotifications` writes. `None` when everything was read meanwhile, or when the last mail is too recent:
/// then the job runs again.
pub async fn due(ctx: &Context, account_id: AccountId) -> Result<Option<News>> {
    let Some(user) = user::find_by_account(ctx.db.read(), account_id).await? else {
        return Ok(None);
    };
    let state = state(ctx, user.id).await?;
    let now = ctx.clock.now();
    let next = state.mailed_at.map(|last| last.after(PAUSE));
    if let Some(next) = next.filter(|next| *next > now) {
        let tx = ctx.db.begin().await?;
        let key = format!("mail_notifications:{account_id}:{}", next.millis());
        let job = Job::MailNotifications { account_id };
        job::enqueue_at(&tx, &job, Some(key), next, now).await?;
        tx.commit().await?;
        return Ok(None);
    }
    news(
        ctx,
        &user,
        account_id,
        Occasion::Notifications,
        state.mailed_id,
    )
    .await
}

/// What `Job::MailDigest` writes; `None` when its reader is back, or nothing happened.
pub async fn digest(ctx: &Context, account_id: AccountId) -> Result<Option<News>> {
    let now = ctx.clock.now();
    let found = user::find_by_account(ctx.db.read(), account_id).await?;
    let away = found.and_then(|user| Some((user.last_active_at?, user)));
    let Some((last, user)) = away.filter(|(last, _)| *last < now.before(AWAY)) else {
        return Ok(None);
    };
    let found = news(
        ctx,
        &user,
        account_id,
        Occasion::Digest,
        last.millis() << 16,
    )
    .await?;
    if found.is_none() {
        write(ctx, user.id, |state| {
            state.digest_at = Some(now.after(AGAIN));
        })
        .await?;
    }
    Ok(found)
}

/// Remembers that a mail was sent. One whose sender was killed before is sent again.
pub async fn sent(ctx: &Context, news: &News) -> Result<()> {
    let now = ctx.clock.now();
    write(ctx, news.user_id, |state| match news.occasion {
        Occasion::Notifications => {
            state.mailed_id = state.mailed_id.max(news.newest);
            state.mailed_at = Some(now);
        }
        Occasion::Digest => state.digest_at = Some(now.after(DIGEST)),
    })
    .await
}

/// Has those written to who were away and want it; run now and then.
pub async fn plan_digests(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for id in notification_mail::list_absent(&*tx, now.before(AWAY), now, BATCH).await? {
        if let Some(account_id) = access::find_own_account(&*tx, id).await? {
            let key = format!("mail_digest:{account_id}");
            let job = Job::MailDigest { account_id };
            job::enqueue_at(&tx, &job, Some(key), now, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Up to where a login was written to.
pub(crate) async fn state(ctx: &Context, user_id: UserId) -> Result<NotificationMail> {
    let known = notification_mail::find(ctx.db.read(), user_id).await?;
    Ok(known.unwrap_or_else(|| at_first(user_id)))
}

fn at_first(user_id: UserId) -> NotificationMail {
    NotificationMail {
        user_id,
        mailed_id: 0,
        mailed_at: None,
        digest_at: None,
        requests_at: None,
    }
}

/// Changes what is remembered of mails to a login.
pub(crate) async fn write(
    ctx: &Context,
    user_id: UserId,
    change: impl FnOnce(&mut NotificationMail),
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let known = notification_mail::find(&*tx, user_id).await?;
    let mut state = known.unwrap_or_else(|| at_first(user_id));
    change(&mut state);
    notification_mail::upsert(&*tx, state).await?;
    Ok(tx.commit().await?)
}
