//! When somebody opens a thread of another server, its servers are asked for what is missing here: in steps, each a job,
//! within the bounds of [`Frontier`].

use std::time::Duration;

use storage::id::{ConversationId, StatusId};
use storage::thread_refresh::{self as rows, Opened, ThreadRefresh};

use super::frontier::{Frontier, Place, What};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::status;
use crate::viewer::Viewer;

/// A thread is not looked through again before this; Mastodon's pause.
const PAUSE: Duration = Duration::from_mins(15);
/// One that was looked through already rests as long after its status was published, which is when answers come by themselves.
const YOUNG: Duration = Duration::from_mins(5);
/// A look is over after this, wherever it is.
const LONGEST: Duration = Duration::from_mins(5);
/// What was found is told for so long.
const KEPT: Duration = Duration::from_hours(24);

/// How far a look through a thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// By which it is asked for again.
    pub id: ConversationId,
    /// Whether more may come.
    pub running: bool,
    /// Statuses that were new here.
    pub found: i64,
}

/// A member opens the thread of `id`, which they may see. Begins a look for more if it is time for one; `None` when
/// nothing is looked for.
///
/// # Errors
/// When the database refuses.
pub async fn open(ctx: &Context, id: StatusId) -> Result<Option<Refresh>> {
    let now = ctx.clock.now();
    let Some(opened) = rows::find_opened(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    if let Some(started) = opened.started_at {
        if is_running(started, opened.finished_at, now) {
            return Ok(Some(running(&opened)));
        }
        if started.after(PAUSE) > now || opened.created_at.after(YOUNG) > now {
            return Ok(None);
        }
    }
    begin(ctx, id, &opened, now).await?;
    Ok(Some(Refresh {
        found: 0,
        ..running(&opened)
    }))
}

fn running(opened: &Opened) -> Refresh {
    Refresh {
        id: opened.conversation_id,
        running: true,
        found: opened.found.unwrap_or_default(),
    }
}

/// One that was given up by its job is over too, after its time.
fn is_running(started: Timestamp, finished: Option<Timestamp>, now: Timestamp) -> bool {
    finished.is_none() && started.after(2 * LONGEST) > now
}

/// Begins with what was opened, and with what began the thread.
async fn begin(ctx: &Context, id: StatusId, opened: &Opened, now: Timestamp) -> Result<()> {
    let root = storage::status::find_by_id(ctx.db.read(), StatusId(opened.conversation_id.0));
    let root = root.await?.filter(|root| !root.local).map(|root| root.uri);
    let mut frontier = Frontier::default();
    for uri in [Some(opened.uri.clone()), root].into_iter().flatten() {
        let (what, depth) = (What::Status, 0);
        frontier.add(Place { what, uri, depth });
    }
    let row = ThreadRefresh {
        conversation_id: opened.conversation_id,
        status_id: id,
        frontier: serde_json::to_string(&frontier)?,
        found: 0,
        started_at: now,
        finished_at: None,
    };
    let tx = ctx.db.begin().await?;
    if rows::begin(&*tx, &row, now.before(PAUSE)).await? {
        go_on(&tx, opened.conversation_id, &frontier, now).await?;
    }
    Ok(tx.commit().await?)
}

/// The next step. Its key says which, so that one that was killed meets its own successor.
async fn go_on(
    tx: &storage::Transaction,
    id: ConversationId,
    frontier: &Frontier,
    now: Timestamp,
) -> Result<()> {
    let job = Job::RefreshThread {
        conversation_id: id,
    };
    let key = format!("refresh_thread:{id}:{}", frontier.steps);
    job::enqueue_at(tx, &job, Some(key), now, now).await
}

/// How far the look through a thread is, for someone who may see what was opened.
///
/// # Errors
/// `NotFound`.
pub async fn progress(ctx: &Context, viewer: Viewer, id: ConversationId) -> Result<Refresh> {
    let found = rows::find(ctx.db.read(), id).await?;
    let row = found.ok_or(Error::NotFound)?;
    status::show(ctx, viewer, row.status_id).await?;
    Ok(Refresh {
        id,
        running: is_running(row.started_at, row.finished_at, ctx.clock.now()),
        found: row.found,
    })
}

/// Where a look goes on; `None` when it is over.
///
/// # Errors
/// When the database refuses.
pub async fn frontier(ctx: &Context, id: ConversationId) -> Result<Option<Frontier>> {
    let found = rows::find(ctx.db.read(), id).await?;
    let going_on = found.filter(|row| row.finished_at.is_none());
    going_on
        .map(|row| Ok(serde_json::from_str(&row.frontier)?))
        .transpose()
}

/// Keeps how far a look is after a step that found so many statuses, and goes on unless there is nowhere left to look or
/// the time is over.
///
/// # Errors
/// When the database refuses.
pub async fn advance(
    ctx: &Context,
    id: ConversationId,
    frontier: &Frontier,
    found: usize,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(row) = rows::find(&*tx, id).await? else {
        return Ok(());
    };
    let is_over = frontier.is_empty() || row.started_at.after(LONGEST) <= now;
    let finished_at = is_over.then_some(now);
    let state = serde_json::to_string(frontier)?;
    let found = i64::try_from(found).unwrap_or(i64::MAX);
    rows::advance(&*tx, id, &state, found, finished_at).await?;
    if !is_over {
        go_on(&tx, id, frontier, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Asks for the first answers that came with a status, which is here now.
///
/// # Errors
/// When the database refuses.
pub async fn expect(ctx: &Context, answers: Vec<String>) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let job = Job::FetchReplies { uris: answers };
    job::enqueue(&tx, &job, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Forgets looks of long ago.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::delete_before(&*tx, ctx.clock.now().before(KEPT)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Reason, RemoteStatus};
    use crate::testing::{self, TestContext, local_account, remote_account};

    async fn remote_status(test: &TestContext) -> StatusId {
        let eve = remote_account(&test.ctx, "eve", "e.example").await;
        let told = crate::status::tests::remote_note(&eve, 1, "<p>hello</p>");
        let told = RemoteStatus {
            published: Some(test.ctx.clock.now()),
            ..told
        };
        let kept = status::receive(&test.ctx, told, Reason::Fetched).await;
        kept.expect("is received").expect("is kept")
    }

    async fn finish(ctx: &Context, id: ConversationId) {
        advance(ctx, id, &Frontier::default(), 3)
            .await
            .expect("advances");
    }

    #[tokio::test]
    async fn a_thread_is_looked_through_now_and_then() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let id = remote_status(&test).await;
        let began = open(ctx, id).await.expect("opens").expect("begins");
        assert!(began.running && began.found == 0);
        let mut frontier = super::frontier(ctx, began.id)
            .await
            .expect("reads")
            .expect("goes on");
        assert_eq!(
            frontier.take(8).len(),
            1,
            "what was opened is what began it"
        );
        assert_eq!(
            open(ctx, id).await.expect("opens"),
            Some(began),
            "the same look"
        );
        finish(ctx, began.id).await;
        assert_eq!(super::frontier(ctx, began.id).await.expect("reads"), None);
        let seen = progress(ctx, Viewer::Anonymous, began.id)
            .await
            .expect("answers");
        assert_eq!((seen.running, seen.found), (false, 3));
        for (minutes, expected) in [(0, false), (14, false), (1, true)] {
            ctx.clock.advance(Duration::from_mins(minutes));
            let again = open(ctx, id).await.expect("opens");
            assert_eq!(again.is_some(), expected, "{minutes} minutes later");
        }
    }

    #[tokio::test]
    async fn a_look_ends_with_its_time() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let id = remote_status(&test).await;
        let began = open(ctx, id).await.expect("opens").expect("begins");
        let frontier = super::frontier(ctx, began.id)
            .await
            .expect("reads")
            .expect("goes on");
        ctx.clock.advance(LONGEST);
        advance(ctx, began.id, &frontier, 0)
            .await
            .expect("advances");
        assert_eq!(super::frontier(ctx, began.id).await.expect("reads"), None);
    }

    #[tokio::test]
    async fn nothing_is_looked_for_around_our_own() {
        let test = testing::context().await;
        let anna = local_account(&test.ctx, "anna").await;
        let id = testing::post(&test.ctx, anna.id, testing::new_status("ours")).await;
        assert_eq!(open(&test.ctx, id).await.expect("opens"), None);
        let none = progress(&test.ctx, Viewer::Anonymous, ConversationId(id.0)).await;
        assert!(matches!(none, Err(Error::NotFound)));
    }
}
