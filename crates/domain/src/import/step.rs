//! `Job::Import`: a few lines, and then the next job. What a step did is written after it was done, so that one that was
//! killed is done again.

use std::time::Duration;

use storage::id::{AccountId, ImportId};
use storage::import::{self as rows, Import, Line};
use storage::kinds::{ImportLineState, ImportProblem};

use super::{Entry, clear, go_on};
use crate::context::Context;
use crate::error::{Error, Result};

/// Lines of a step: with their look-ups it stays well within a job's lease.
const BATCH: u64 = 10;
/// How often a server that does not answer is asked.
const TRIES: i32 = 3;
/// When such a server is asked again.
const LATER: Duration = Duration::from_mins(10);

/// Lines that are to be done now.
#[derive(Clone, Debug)]
pub struct Batch {
    /// For whom.
    pub account_id: AccountId,
    /// What is to be done.
    pub entries: Vec<Entry>,
    import_id: ImportId,
    lines: Vec<Line>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It never will be.
    Failed(ImportProblem),
    /// Its server did not answer.
    Later,
}

impl Outcome {
    /// Of what a use-case answered.
    ///
    /// # Errors
    /// What nobody outside can mend: the step is then done again.
    pub fn of(result: Result<()>) -> Result<Self> {
        Ok(match result {
            Ok(()) | Err(Error::Conflict(_)) => Self::Done,
            Err(Error::NotFound) => Self::Failed(ImportProblem::NotFound),
            Err(Error::Invalid {
                field: "account", ..
            }) => Self::Failed(ImportProblem::TooManyLists),
            Err(Error::Forbidden(_) | Error::Invalid { .. }) => {
                Self::Failed(ImportProblem::Refused)
            }
            Err(Error::TooMany(_)) => Self::Later,
            Err(error @ (Error::Internal(_) | Error::Unavailable(_) | Error::Full(_))) => {
                return Err(error);
            }
        })
    }
}

/// The lines of the next step. `None` when the file is done or gone, and while what is not in it is taken away: the next
/// job is enqueued then.
pub async fn next(ctx: &Context, id: ImportId) -> Result<Option<Batch>> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let Some(import) = found.filter(|row| row.finished_at.is_none()) else {
        return Ok(None);
    };
    if !import.cleared {
        clear(ctx, &import).await?;
        return Ok(None);
    }
    let lines = rows::list_waiting(ctx.db.read(), id, BATCH).await?;
    let read = |line: &Line| serde_json::from_str(line.entry.as_deref().unwrap_or_default());
    let entries = lines
        .iter()
        .map(read)
        .collect::<std::result::Result<_, _>>()?;
    Ok(Some(Batch {
        account_id: import.account_id,
        entries,
        import_id: id,
        lines,
    }))
}

async fn clear(ctx: &Context, import: &Import) -> Result<()> {
    let removed = clear::some(ctx, import).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if removed == 0 {
        rows::set_cleared(&*tx, import.id).await?;
    }
    let job = crate::job::Job::Import {
        import_id: import.id,
    };
    crate::job::enqueue(&tx, &job, now).await?;
    Ok(tx.commit().await?)
}

/// Writes what became of the lines, in their order, and enqueues the next step; the file is done when no line waits.
pub async fn settle(ctx: &Context, batch: &Batch, outcomes: &[Outcome]) -> Result<()> {
    let (id, now) = (batch.import_id, ctx.clock.now());
    let tx = ctx.db.begin().await?;
    for (line, outcome) in batch.lines.iter().zip(outcomes) {
        let tries = line.tries + 1;
        let (state, problem) = match outcome {
            Outcome::Done => (ImportLineState::Done, None),
            Outcome::Failed(problem) => (ImportLineState::Failed, Some(*problem)),
            Outcome::Later if tries < TRIES => (ImportLineState::Waiting, None),
            Outcome::Later => (ImportLineState::Failed, Some(ImportProblem::Unreachable)),
        };
        rows::set_line(&*tx, (id, line.line), state, problem, tries).await?;
    }
    let progress = rows::progress_of(&*tx, &[id]).await?;
    match (
        rows::list_waiting(&*tx, id, 1).await?.first(),
        progress.first(),
    ) {
        (Some(next), Some(progress)) => {
            let tried = batch.lines.first().map_or(0, |line| line.tries);
            let rests = next.tries > tried;
            let run_at = if rests { now.after(LATER) } else { now };
            go_on(&tx, *progress, run_at, now).await?;
        }
        _ => rows::set_finished(&*tx, id, now).await?,
    }
    Ok(tx.commit().await?)
}
