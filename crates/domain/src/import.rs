//! Files of follows, lists, blocks, mutes and bookmarks that members bring along.
//!
//! A file is stored line by line and worked on by `Job::Import`, a few lines at a time: every line is done by the use-case
//! that an app would call, and may be done twice. Looking up accounts and statuses of other servers is `protocol::import`.

mod apply;
mod clear;
mod entry;
mod step;
#[cfg(test)]
mod tests;

use std::time::Duration;

use storage::Transaction;
use storage::id::{AccountId, ImportId};
use storage::import::{self as rows, Import as Row};
pub use storage::import::{Line, Progress};
use storage::kinds::{ImportKind, ImportLineState};

pub use apply::{Target, apply};
pub use entry::{Entry, Subject};
pub use step::{Batch, Outcome, next, settle};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::reason::Reason;

/// Lines of a file, Mastodon's number.
pub const LINES: usize = 20_000;
/// Files of a member that may be worked on at a time.
const AT_ONCE: usize = 5;
/// Files that a member is shown.
const SHOWN: u64 = 10;
/// Lines that are shown because they were not done.
const FAILED: u64 = 200;
/// For how long the report on a file is kept.
const KEPT: Duration = Duration::from_hours(24 * 30);

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// What it holds.
    pub kind: ImportKind,
    /// Whether what is not in it goes.
    pub overwrite: bool,
    /// Its lines.
    pub lines: Vec<NewLine>,
}

/// A line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// Its number in the file, from 1, as an editor counts.
    pub number: i64,
    /// What stands there.
    pub text: String,
    /// What is to be done, or why the line cannot be read.
    pub entry: std::result::Result<Entry, storage::kinds::ImportProblem>,
}

/// A file and how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What it holds.
    pub kind: ImportKind,
    /// Whether what is not in it goes.
    pub overwrite: bool,
    /// When it was brought.
    pub created_at: Timestamp,
    /// When it was done.
    pub finished_at: Option<Timestamp>,
    /// How far it is.
    pub progress: Progress,
}

/// Takes a file and has it worked on. The lines that cannot be read stand in its report.
///
/// # Errors
/// `Invalid` when no line can be read, one of a file that overwrites cannot, it has too many, or too many files wait.
pub async fn start(ctx: &Context, who: AccountId, new: NewImport) -> Result<ImportId> {
    check(&new)?;
    let now = ctx.clock.now();
    let row = Row {
        id: ImportId::generate(now),
        account_id: who,
        kind: new.kind,
        overwrite: new.overwrite,
        cleared: !new.overwrite,
        created_at: now,
        finished_at: None,
    };
    let id = row.id;
    let lines = new.lines.into_iter().map(|line| line.row(ctx, id));
    let lines: Vec<Line> = lines.collect::<Result<_>>()?;
    let tx = ctx.db.begin().await?;
    if rows::count_unfinished(&*tx, who).await? >= AT_ONCE {
        let reason = "cannot be taken while five others wait: come back when one is done";
        return Err(Error::invalid("file", reason));
    }
    rows::insert(&*tx, row, lines).await?;
    job::enqueue(&tx, &Job::Import { import_id: id }, now).await?;
    tx.commit().await?;
    Ok(id)
}

fn check(new: &NewImport) -> Result<()> {
    let readable = new.lines.iter().filter(|line| line.entry.is_ok()).count();
    if readable == 0 {
        return Err(Error::invalid("file", "has no line that can be read"));
    }
    if new.overwrite && readable < new.lines.len() {
        let reason = "has lines that cannot be read: correct them, or add instead of replacing";
        return Err(Error::invalid("file", reason));
    }
    if new.lines.len() > LINES {
        let reason =
            Reason::new("has more than {most} lines: bring it in parts").with("most", LINES);
        return Err(Error::invalid("file", reason));
    }
    Ok(())
}

impl NewLine {
    fn row(self, ctx: &Context, import_id: ImportId) -> Result<Line> {
        let (entry, problem) = match self.entry {
            Ok(entry) => (Some(entry), None),
            Err(problem) => (None, Some(problem)),
        };
        let list_title = match &entry {
            Some(Entry::ListMember { list, .. }) => Some(list.clone()),
            _ => None,
        };
        Ok(Line {
            import_id,
            line: self.number,
            text: self.text,
            subject: entry
                .as_ref()
                .map(|entry| entry.subject().spelled(&ctx.uris)),
            list_title,
            entry: entry.as_ref().map(serde_json::to_string).transpose()?,
            state: match problem {
                None => ImportLineState::Waiting,
                Some(_) => ImportLineState::Failed,
            },
            problem,
            tries: 0,
        })
    }
}

/// The newest files of a member.
pub async fn list(ctx: &Context, who: AccountId) -> Result<Vec<Import>> {
    let found = rows::list(ctx.db.read(), who, SHOWN).await?;
    with_progress(ctx, &found).await
}

/// One file of a member, and the first of its lines that were not done.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's.
pub async fn show(ctx: &Context, who: AccountId, id: ImportId) -> Result<(Import, Vec<Line>)> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let own = found.filter(|row| row.account_id == who).into_iter();
    let shown = with_progress(ctx, &own.collect::<Vec<_>>()).await?;
    let import = shown.first().copied().ok_or(Error::NotFound)?;
    Ok((import, rows::list_failed(ctx.db.read(), id, FAILED).await?))
}

async fn with_progress(ctx: &Context, found: &[Row]) -> Result<Vec<Import>> {
    let ids: Vec<ImportId> = found.iter().map(|row| row.id).collect();
    let progress = rows::progress_of(ctx.db.read(), &ids).await?;
    let of = |id: ImportId| progress.iter().find(|it| it.import_id == id).copied();
    let whole = |row: &Row| {
        Some(Import {
            id: row.id,
            kind: row.kind,
            overwrite: row.overwrite,
            created_at: row.created_at,
            finished_at: row.finished_at,
            progress: of(row.id)?,
        })
    };
    Ok(found.iter().filter_map(whole).collect())
}

/// Removes files that were done a month ago, with their reports.
pub async fn prune(ctx: &Context) -> Result<()> {
    let before = ctx.clock.now().before(KEPT);
    let tx = ctx.db.begin().await?;
    rows::delete_finished(&*tx, before).await?;
    Ok(tx.commit().await?)
}

/// Has the next lines worked on at `run_at`. A step that is run again after a kill asks for the same one: its key says how
/// far the file is.
async fn go_on(
    tx: &Transaction,
    progress: Progress,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let import_id = progress.import_id;
    let left = progress.total - progress.done - progress.failed;
    let key = format!("import:{import_id}:{left}:{}", progress.tries);
    job::enqueue_at(tx, &Job::Import { import_id }, Some(key), run_at, now).await
}
