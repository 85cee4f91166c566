//! Votes, given here and received.

use std::time::Duration;

use storage::Transaction;
use storage::id::{AccountId, PollId, PollVoteId};
use storage::poll::{self, Poll, PollVote, Whole};
use storage::status::{self, Status};

use super::{end, find, is_over};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::outgoing::{self, Outgoing};
use crate::status::find_original;
use crate::viewer::Viewer;

/// How long the numbers of a poll are gathered before others are told, as in Mastodon.
const GATHER: Duration = Duration::from_mins(3);

/// `who` chooses among the options of a poll, by their positions.
///
/// # Errors
/// `NotFound` when `who` may not see it; `Invalid` when it is over or their own, they voted already, or there is no such
/// option.
pub async fn vote(ctx: &Context, who: AccountId, id: PollId, choices: &[i32]) -> Result<()> {
    let now = ctx.clock.now();
    let (whole, status) = find(ctx, Viewer::Account(who), id).await?;
    let mut choices = choices.to_vec();
    choices.sort_unstable();
    choices.dedup();
    check(&whole, &status, who, &choices, now)?;
    let tx = ctx.db.begin().await?;
    // Raised first: of two that vote at the same time the second waits here, and then sees what the first did.
    status::touch(&*tx, status.id).await?;
    if !poll::list_choices(&*tx, id, who).await?.is_empty() {
        return Err(refuse("was answered by you already"));
    }
    for (nth, choice) in choices.iter().enumerate() {
        let row = row(&whole.poll, who, *choice, None, now);
        let vote_id = row.id;
        cast(&tx, row, nth == 0).await?;
        if !status.local {
            outgoing::send(&tx, Outgoing::Vote { vote_id }, now).await?;
        }
    }
    if status.local {
        tell_numbers(&tx, &whole.poll, now).await?;
    } else if let Some(at) = whole.poll.expires_at {
        end::schedule(&tx, id, end::delayed_end(at), now).await?;
    }
    Ok(tx.commit().await?)
}

/// Someone on another server chooses the option `title` of the poll that the status `in_reply_to` asks. What cannot be
/// counted is let go: the voter's server does not listen.
///
/// # Errors
/// `NotFound` when there is no such poll here, or they may not see it.
pub async fn receive_vote(
    ctx: &Context,
    who: AccountId,
    in_reply_to: &str,
    title: &str,
    uri: &str,
) -> Result<()> {
    let now = ctx.clock.now();
    let connection = ctx.db.read();
    let asks = status::find_by_uri(connection, in_reply_to).await?;
    let asks = asks.filter(|status| status.local).ok_or(Error::NotFound)?;
    let status = find_original(ctx, Viewer::Account(who), asks.id).await?;
    let whole = poll::polls_of(connection, &[status.id]).await?;
    let whole = whole.into_values().next().ok_or(Error::NotFound)?;
    let chosen = whole.options.iter().find(|option| option.title == title);
    let Some(choice) = chosen.map(|option| option.position) else {
        return Ok(());
    };
    if check(&whole, &status, who, &[choice], now).is_err() {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    status::touch(&*tx, status.id).await?;
    let chosen = poll::list_choices(&*tx, whole.poll.id, who).await?;
    if chosen.contains(&choice) || (!whole.poll.multiple && !chosen.is_empty()) {
        return Ok(());
    }
    let row = row(&whole.poll, who, choice, Some(uri.to_owned()), now);
    cast(&tx, row, chosen.is_empty()).await?;
    tell_numbers(&tx, &whole.poll, now).await?;
    Ok(tx.commit().await?)
}

fn check(
    whole: &Whole,
    status: &Status,
    who: AccountId,
    choices: &[i32],
    now: Timestamp,
) -> Result<()> {
    if is_over(whole.poll.expires_at, now) {
        return Err(refuse("has already ended"));
    }
    if status.account_id == who {
        return Err(refuse("is your own"));
    }
    let offered = |choice: &i32| {
        let mut options = whole.options.iter();
        options.any(|option| option.position == *choice)
    };
    if choices.is_empty() || !choices.iter().all(offered) {
        return Err(Error::invalid("choices", "are not options of this poll"));
    }
    if choices.len() > 1 && !whole.poll.multiple {
        return Err(Error::invalid(
            "choices",
            "must be one: this poll allows no more",
        ));
    }
    Ok(())
}

fn refuse(reason: &'static str) -> Error {
    Error::invalid("poll", reason)
}

fn row(poll: &Poll, who: AccountId, choice: i32, uri: Option<String>, now: Timestamp) -> PollVote {
    PollVote {
        id: PollVoteId::generate(now),
        poll_id: poll.id,
        account_id: who,
        choice,
        uri,
        created_at: now,
    }
}

async fn cast(tx: &Transaction, row: PollVote, is_first: bool) -> Result<()> {
    let (of, choice) = (row.poll_id, row.choice);
    if poll::insert_vote(&**tx, row).await? {
        poll::count_vote(&**tx, of, choice, is_first).await?;
    }
    Ok(())
}

/// Tells other servers the numbers of a poll of ours, once for all votes of a few minutes; hidden ones when it is over.
async fn tell_numbers(tx: &Transaction, poll: &Poll, now: Timestamp) -> Result<()> {
    if poll.hide_totals {
        return Ok(());
    }
    let status_id = poll.status_id;
    let job = Job::Distribute(Outgoing::UpdatePoll { status_id });
    let key = format!("update-poll-{}", poll.id);
    job::enqueue_at(tx, &job, Some(key), now.after(GATHER), now).await
}
