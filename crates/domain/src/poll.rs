//! Polls: asked with a status, answered once by each, ended by time.

mod end;
mod incoming;
mod new;
#[cfg(test)]
mod tests;
mod vote;

use std::collections::HashMap;
use std::time::Duration;

use storage::id::{AccountId, PollId, PollVoteId, StatusId};
pub use storage::poll::PollOption;
use storage::poll::{self, Poll, Whole};
use storage::status::Status;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::status::find_original;
use crate::viewer::Viewer;

pub use end::{delayed_end, end};
pub use incoming::{RemotePoll, refreshed};
pub use new::{CHARACTERS, LONGEST, NewPoll, OPTIONS, SHORTEST};
pub use vote::{receive_vote, vote};

pub(crate) use incoming::sync_remote;
pub(crate) use new::{check, edit, insert};

/// How long numbers that its home told us are good, as in Mastodon.
const FRESH: Duration = Duration::from_mins(1);

/// A poll as everyone sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollView {
    /// Its id.
    pub id: PollId,
    /// The status that asks.
    pub status_id: StatusId,
    /// Several answers may be chosen.
    pub multiple: bool,
    /// The numbers are shown when it is over.
    pub hide_totals: bool,
    /// When it ends, if ever.
    pub expires_at: Option<Timestamp>,
    /// How many voted, if that is known.
    pub voters_count: Option<i64>,
    /// What can be chosen.
    pub options: Vec<PollOption>,
}

impl From<Whole> for PollView {
    fn from(whole: Whole) -> Self {
        let Poll {
            id,
            status_id,
            multiple,
            hide_totals,
            expires_at,
            voters_count,
            ..
        } = whole.poll;
        Self {
            id,
            status_id,
            multiple,
            hide_totals,
            expires_at,
            voters_count,
            options: whole.options,
        }
    }
}

impl PollView {
    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        is_over(self.expires_at, now)
    }

    /// Whether the numbers may be shown.
    #[must_use]
    pub fn shows_totals(&self, now: Timestamp) -> bool {
        !self.hide_totals || self.is_over(now)
    }
}

fn is_over(expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    expires_at.is_some_and(|end| end <= now)
}

/// A poll, and which status asks it.
///
/// # Errors
/// `NotFound` when the viewer may not see the status.
pub async fn show(ctx: &Context, viewer: Viewer, id: PollId) -> Result<(PollView, Status)> {
    let (whole, status) = find(ctx, viewer, id).await?;
    Ok((whole.into(), status))
}

async fn find(ctx: &Context, viewer: Viewer, id: PollId) -> Result<(Whole, Status)> {
    let whole = poll::find_by_id(ctx.db.read(), id).await?;
    let whole = whole.ok_or(Error::NotFound)?;
    let status = find_original(ctx, viewer, whole.poll.status_id).await?;
    Ok((whole, status))
}

/// What `who` chose in these polls; those in which they did not vote are missing.
///
/// # Errors
/// When the database refuses.
pub async fn choices_of(
    ctx: &Context,
    polls: &[PollId],
    who: AccountId,
) -> Result<HashMap<PollId, Vec<i32>>> {
    if polls.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(poll::choices_of(ctx.db.read(), polls, who).await?)
}

/// The address of the status that asks a remote poll, when its numbers may have changed since we were told them.
///
/// # Errors
/// When the database refuses.
pub async fn stale(ctx: &Context, id: PollId) -> Result<Option<String>> {
    let connection = ctx.db.read();
    let Some(Whole { poll, .. }) = poll::find_by_id(connection, id).await? else {
        return Ok(None);
    };
    let status = storage::status::find_by_id(connection, poll.status_id).await?;
    let now = ctx.clock.now();
    let is_final = poll
        .fetched_at
        .is_some_and(|at| is_over(poll.expires_at, at));
    let is_fresh = poll.fetched_at.is_some_and(|at| at.after(FRESH) > now);
    let remote = status.filter(|status| !status.local && !is_final && !is_fresh);
    Ok(remote.map(|status| status.uri))
}

/// What another server is told of a vote: who chose what, and in which status.
///
/// # Errors
/// When the database refuses.
pub async fn ballot(
    ctx: &Context,
    id: PollVoteId,
) -> Result<Option<(AccountId, PollOption, Status)>> {
    let connection = ctx.db.read();
    let Some(vote) = poll::find_vote(connection, id).await? else {
        return Ok(None);
    };
    let Some(whole) = poll::find_by_id(connection, vote.poll_id).await? else {
        return Ok(None);
    };
    let status = storage::status::find_by_id(connection, whole.poll.status_id).await?;
    let mut options = whole.options.into_iter();
    let chosen = options.find(|option| option.position == vote.choice);
    let found = chosen.zip(status);
    Ok(found.map(|(option, status)| (vote.account_id, option, status)))
}

/// Who of other servers voted in the poll of a status: they are told the numbers.
///
/// # Errors
/// When the database refuses.
pub async fn voters(ctx: &Context, id: StatusId) -> Result<Vec<AccountId>> {
    let connection = ctx.db.read();
    match poll::polls_of(connection, &[id]).await?.remove(&id) {
        Some(whole) => Ok(poll::list_voters(connection, whole.poll.id).await?),
        None => Ok(Vec::new()),
    }
}
