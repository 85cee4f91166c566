//! Polls of other servers.

use storage::id::{PollId, StatusId};
use storage::poll::{self, Change, Poll, Whole};
use storage::status::{self, Status};
use storage::{Set, Transaction};

use super::end;
use super::new::{replace_options, rows};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::text::clean;

/// Answers of a remote poll that are kept, as in Mastodon.
const OPTIONS: usize = 500;
/// Characters of one that are kept.
const CHARACTERS: usize = 500;

/// A poll as another server tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemotePoll {
    /// What can be chosen, and how often it was.
    pub options: Vec<(String, i64)>,
    /// Several answers may be chosen.
    pub multiple: bool,
    /// When it ends or ended.
    pub expires_at: Option<Timestamp>,
    /// How many voted.
    pub voters_count: Option<i64>,
}

impl RemotePoll {
    /// What of it is kept. Titles stay as they are: a vote names one.
    fn bounded(&self) -> Vec<(String, i64)> {
        let options = self.options.iter().take(OPTIONS);
        options
            .map(|(title, votes)| (clean::cut(title, CHARACTERS).to_owned(), (*votes).max(0)))
            .collect()
    }
}

/// Keeps what a remote status asks now. Other answers than before are taken only when it `was_edited`: they make every
/// vote void.
pub(crate) async fn sync_remote(
    tx: &Transaction,
    status: &Status,
    remote: Option<&RemotePoll>,
    was_edited: bool,
    now: Timestamp,
) -> Result<()> {
    let known = poll::polls_of(&**tx, &[status.id])
        .await?
        .remove(&status.id);
    let remote = remote.filter(|remote| !remote.options.is_empty());
    match (known, remote) {
        (None, Some(remote)) => insert(tx, status.id, remote, now).await,
        (Some(known), None) if was_edited => Ok(poll::delete(&**tx, known.poll.id).await?),
        (Some(known), Some(remote)) => update(tx, &known, remote, was_edited, now).await,
        _ => Ok(()),
    }
}

async fn insert(
    tx: &Transaction,
    status_id: StatusId,
    remote: &RemotePoll,
    now: Timestamp,
) -> Result<()> {
    let id = PollId::generate(now);
    let row = Poll {
        id,
        status_id,
        multiple: remote.multiple,
        hide_totals: false,
        expires_at: remote.expires_at,
        voters_count: remote.voters_count,
        fetched_at: Some(now),
        ended_at: None,
        created_at: now,
    };
    let options = rows(id, remote.bounded().into_iter());
    Ok(poll::insert(&**tx, Whole { poll: row, options }).await?)
}

async fn update(
    tx: &Transaction,
    known: &Whole,
    remote: &RemotePoll,
    was_edited: bool,
    now: Timestamp,
) -> Result<()> {
    let (id, options) = (known.poll.id, remote.bounded());
    let titles = known.options.iter().map(|option| &option.title);
    let same =
        known.poll.multiple == remote.multiple && titles.eq(options.iter().map(|(title, _)| title));
    if !same && !was_edited {
        return Ok(());
    }
    if same {
        poll::delete_options(&**tx, id).await?;
        poll::insert_options(&**tx, rows(id, options.into_iter())).await?;
    } else {
        replace_options(tx, id, options.into_iter(), remote.voters_count).await?;
    }
    let change = Change {
        multiple: Set(remote.multiple),
        expires_at: Set(remote.expires_at),
        voters_count: Set(remote.voters_count),
        fetched_at: Set(Some(now)),
        ..Change::default()
    };
    poll::update(&**tx, id, change).await?;
    plan_end(tx, known, remote, now).await
}

/// An end that is new, or another than before, is planned when someone here voted.
async fn plan_end(
    tx: &Transaction,
    known: &Whole,
    remote: &RemotePoll,
    now: Timestamp,
) -> Result<()> {
    let Some(at) = remote.expires_at else {
        return Ok(());
    };
    if known.poll.expires_at == Some(at) || known.poll.ended_at.is_some() {
        return Ok(());
    }
    if poll::list_voters(&**tx, known.poll.id).await?.is_empty() {
        return Ok(());
    }
    end::schedule(tx, known.poll.id, end::delayed_end(at), now).await
}

/// The home of a remote poll was asked for its numbers.
///
/// # Errors
/// When the database refuses.
pub async fn refreshed(ctx: &Context, uri: &str, remote: &RemotePoll) -> Result<()> {
    let now = ctx.clock.now();
    let Some(status) = status::find_by_uri(ctx.db.read(), uri).await? else {
        return Ok(());
    };
    let tx = ctx.db.begin().await?;
    status::touch(&*tx, status.id).await?;
    sync_remote(&tx, &status, Some(remote), false, now).await?;
    Ok(tx.commit().await?)
}
