//! What happens when a status or a boost has arrived here, from whomever: counts, homes, notifications, streams.

use storage::home::{self, FanOut};
use storage::id::AccountId;
use storage::kinds::{NotificationKind, Visibility};
use storage::status::{self, Count, Status};
use storage::{Transaction, account, list_entry, tag_follow};

use crate::clock::Timestamp;
use crate::conversation;
use crate::error::Result;
use crate::event::{self, Event};
use crate::notification::notify;

/// A status that was just inserted.
pub struct Arrival<'a> {
    /// The status or boost.
    pub status: &'a Status,
    /// What it answers, as far as that is known here.
    pub parent: Option<&'a Status>,
    /// Whom it names.
    pub mentioned: &'a [AccountId],
    /// It has hashtags.
    pub tagged: bool,
    /// It was sent to us, or posted here. What we fetched ourselves is put before nobody.
    pub delivered: bool,
}

/// Does within the transaction all that follows from a new status.
pub async fn arrive(tx: &Transaction, arrival: &Arrival<'_>, now: Timestamp) -> Result<()> {
    let status = arrival.status;
    if let Some(parent) = arrival.parent
        && counts_as_reply(status.visibility)
    {
        status::add(&**tx, parent.id, Count::Replies, 1).await?;
    }
    if !arrival.delivered {
        return Ok(());
    }
    fan_out(tx, status).await?;
    if arrival.tagged && status.visibility == Visibility::Public {
        tag_follow::fan_out(&**tx, status.id, status.account_id).await?;
    }
    for account in arrival.mentioned {
        let kind = NotificationKind::Mention;
        notify(tx, *account, kind, status.account_id, Some(status.id), now).await?;
    }
    if status.visibility == Visibility::Direct {
        conversation::arrive(tx, status, arrival.mentioned, now).await?;
    }
    ring_bells(tx, arrival, now).await?;
    let created = Event::StatusCreated {
        status_id: status.id,
    };
    event::announce(tx, &created, now).await
}

/// Counts a new status with its author. It is the last thing to do in a transaction: the author's row is locked from then
/// on, and what else arrives of the same author waits.
pub async fn count(tx: &Transaction, status: &Status) -> Result<()> {
    if is_counted(status.visibility) {
        account::posted(&**tx, status.account_id, status.created_at).await?;
    }
    Ok(())
}

/// As in Mastodon, numbers that everyone sees do not tell of direct statuses.
pub fn is_counted(visibility: Visibility) -> bool {
    visibility != Visibility::Direct
}

/// Whether an answer of this visibility is counted below what it answers.
pub fn counts_as_reply(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

async fn fan_out(tx: &Transaction, status: &Status) -> Result<()> {
    let is_answer = status.in_reply_to_uri.is_some();
    let to_self = status.in_reply_to_account_id == Some(status.account_id);
    // An answer to something unknown says nothing to anyone.
    if is_answer && status.in_reply_to_account_id.is_none() {
        return Ok(());
    }
    let to = FanOut {
        status: status.id,
        author: status.account_id,
        local: status.local,
        is_boost: status.reblog_of_id.is_some(),
        answers: status.in_reply_to_account_id.filter(|_| !to_self),
        only_mentioned: status.visibility == Visibility::Direct,
        language: status.language.as_deref(),
    };
    home::fan_out(&**tx, &to).await?;
    if status.visibility != Visibility::Direct {
        list_entry::fan_out(&**tx, &to).await?;
    }
    Ok(())
}

/// Tells followers who asked to be told of everything that the author says of their own accord.
async fn ring_bells(tx: &Transaction, arrival: &Arrival<'_>, now: Timestamp) -> Result<()> {
    let status = arrival.status;
    let own_accord = status.in_reply_to_uri.is_none() && status.reblog_of_id.is_none();
    if !own_accord || status.visibility == Visibility::Direct {
        return Ok(());
    }
    for follower in home::list_bells(&**tx, status.account_id).await? {
        let kind = NotificationKind::Status;
        notify(tx, follower, kind, status.account_id, Some(status.id), now).await?;
    }
    Ok(())
}
