//! A poll is over.

use std::time::Duration;

use storage::id::PollId;
use storage::kinds::NotificationKind;
use storage::poll::{self, Change};
use storage::{Set, Transaction, status};

use super::is_over;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};

/// How long after its end a remote poll is asked for its numbers, as in Mastodon: the last votes are then counted.
const SETTLE: Duration = Duration::from_mins(5);

/// When those here who voted in a remote poll that ends at `end` are told.
#[must_use]
pub fn delayed_end(end: Timestamp) -> Timestamp {
    end.after(SETTLE)
}

/// Plans the end. One that is planned already stands: [`end`] sees whether it came too early.
pub(super) async fn schedule(
    tx: &Transaction,
    id: PollId,
    at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let key = format!("end-poll-{id}-{}", at.millis());
    job::enqueue_at(tx, &Job::EndPoll { poll_id: id }, Some(key), at, now).await
}

/// Tells the author and who voted here that a poll is over, once, and other servers its numbers ([`Job::EndPoll`]). One
/// that was given more time is left alone: its later end was planned with that.
///
/// # Errors
/// When the database refuses.
pub async fn end(ctx: &Context, id: PollId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(whole) = poll::find_by_id(&*tx, id).await? else {
        return Ok(());
    };
    let poll = whole.poll;
    if poll.ended_at.is_some() || !is_over(poll.expires_at, now) {
        return Ok(());
    }
    let Some(status) = status::find_by_id(&*tx, poll.status_id).await? else {
        return Ok(());
    };
    let change = Change {
        ended_at: Set(Some(now)),
        ..Change::default()
    };
    poll::update(&*tx, id, change).await?;
    let mut told = poll::list_voters(&*tx, id).await?;
    told.push(status.account_id);
    for account in told {
        let kind = NotificationKind::Poll;
        notify(&tx, account, kind, status.account_id, Some(status.id), now).await?;
    }
    if status.local {
        let status_id = status.id;
        outgoing::send(&tx, Outgoing::UpdatePoll { status_id }, now).await?;
    }
    Ok(tx.commit().await?)
}
