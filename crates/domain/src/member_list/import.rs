//! Files that wait for a confirmation, are worked on, or are done.

use std::time::Duration;

use serde_json::json;
use storage::Transaction;
use storage::id::{AccountId, MemberImportId};
use storage::member_import::{self as rows, MemberImport, MemberImportLine};

use super::plan::Task;
use super::{Confirmed, Counts, Plan, PlannedLine, Report};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::moderation::Authority;

/// For how long a file waits to be confirmed.
const WAITS: Duration = Duration::from_hours(1);
/// For how long the report on a file is kept.
const KEPT: Duration = Duration::from_hours(24 * 7);
/// Files that an administrator is shown.
const SHOWN: u64 = 10;

/// A file and how far it is.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its id.
    pub id: MemberImportId,
    /// When it was brought.
    pub created_at: Timestamp,
    /// When it was confirmed.
    pub started_at: Option<Timestamp>,
    /// When it was done.
    pub finished_at: Option<Timestamp>,
    /// Columns that nobody knows.
    pub unknown: Vec<String>,
    /// How many lines have which outcome; of those that are to be done, as it was foreseen.
    pub counts: Counts,
    /// Lines that are to be done.
    pub waiting: u64,
}

/// Keeps a file for whoever brought it until they confirm it.
///
/// # Errors
/// When the database refuses.
pub async fn keep(ctx: &Context, by: Authority, plan: Plan) -> Result<MemberImportId> {
    let now = ctx.clock.now();
    let id = MemberImportId::generate(now);
    let import = MemberImport {
        id,
        account_id: account(by),
        unknown: serde_json::to_string(&plan.unknown)?,
        created_at: now,
        started_at: None,
        finished_at: None,
    };
    let lines = (0..).zip(plan.lines).map(|(at, line)| row(id, at, line));
    let lines: Vec<MemberImportLine> = lines.collect::<Result<_>>()?;
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, import, lines).await?;
    tx.commit().await?;
    Ok(id)
}

fn row(import_id: MemberImportId, position: i64, line: PlannedLine) -> Result<MemberImportLine> {
    Ok(MemberImportLine {
        import_id,
        position,
        line: line.line,
        who: line.who,
        outcome: line.report.outcome,
        report: serde_json::to_string(&line.report)?,
        done: line.task.is_none(),
        entry: line.task.as_ref().map(serde_json::to_string).transpose()?,
    })
}

/// Whose a file is: nobody's but the command line's when it has no account.
fn account(by: Authority) -> Option<AccountId> {
    match by {
        Authority::Administrator(by) => Some(by.account_id()),
        Authority::Operator => None,
    }
}

/// Who a file is worked on for.
pub(super) fn actor(import: &MemberImport) -> Actor {
    import.account_id.map_or(Actor::Operator, Actor::Account)
}

/// Has a file done that its owner confirmed.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's, `Conflict` when it was confirmed already, as [`Plan::check`].
pub async fn start(
    ctx: &Context,
    by: Authority,
    id: MemberImportId,
    confirmed: Confirmed,
) -> Result<()> {
    let now = ctx.clock.now();
    let import = own(ctx, by, id).await?;
    let plan = planned(ctx, &import).await?;
    plan.check(confirmed)?;
    let tx = ctx.db.begin().await?;
    if !rows::set_started(&*tx, id, now).await? {
        return Err(Error::Conflict("This list was confirmed already"));
    }
    job::enqueue(&tx, &Job::ImportMembers { import_id: id }, now).await?;
    recorded(&tx, &import, &plan, now).await?;
    Ok(tx.commit().await?)
}

async fn recorded(
    tx: &Transaction,
    import: &MemberImport,
    plan: &Plan,
    now: Timestamp,
) -> Result<()> {
    let detail = json!({
        "created": plan.counts.created,
        "updated": plan.counts.updated,
        "unchanged": plan.counts.unchanged,
        "skipped": plan.counts.skipped,
        "refused": plan.counts.refused,
        "ending": plan.ending,
    });
    let deed = Deed::new("member_list.import", "member_import", import.id).with(detail);
    audit::record(tx, &actor(import), deed, now).await
}

/// Forgets a file that is not to be done.
///
/// # Errors
/// As [`start`].
pub async fn discard(ctx: &Context, by: Authority, id: MemberImportId) -> Result<()> {
    let import = own(ctx, by, id).await?;
    if import.started_at.is_some() {
        return Err(Error::Conflict("This list was confirmed already"));
    }
    let tx = ctx.db.begin().await?;
    rows::delete(&*tx, id).await?;
    Ok(tx.commit().await?)
}

async fn own(ctx: &Context, by: Authority, id: MemberImportId) -> Result<MemberImport> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let waits = |import: &MemberImport| {
        import.started_at.is_some() || import.created_at > ctx.clock.now().before(WAITS)
    };
    let own = found.filter(|import| import.account_id == account(by));
    own.filter(waits).ok_or(Error::NotFound)
}

/// The lines of a file as they were foreseen, or as they were done.
async fn planned(ctx: &Context, import: &MemberImport) -> Result<Plan> {
    let lines = rows::lines(ctx.db.read(), import.id).await?;
    let mut plan = Plan {
        lines: lines.into_iter().map(read).collect::<Result<_>>()?,
        unknown: serde_json::from_str(&import.unknown)?,
        standing: storage::member_list::count_active(ctx.db.read()).await?,
        ..Plan::default()
    };
    plan.count();
    Ok(plan)
}

fn read(line: MemberImportLine) -> Result<PlannedLine> {
    let report: Report = serde_json::from_str(&line.report)?;
    Ok(PlannedLine {
        task: line.entry.as_deref().map(task).transpose()?,
        ..PlannedLine::new(line.line, line.who, report)
    })
}

pub(super) fn task(entry: &str) -> Result<Task> {
    Ok(serde_json::from_str(entry)?)
}

/// The newest files that whoever asks has confirmed, and when each was brought.
///
/// # Errors
/// When the database refuses.
pub async fn index(ctx: &Context, by: Authority) -> Result<Vec<(MemberImportId, Timestamp)>> {
    let Some(account) = account(by) else {
        return Ok(Vec::new());
    };
    let confirmed = rows::list_started(ctx.db.read(), account, SHOWN).await?;
    let confirmed = confirmed.into_iter().map(|it| (it.id, it.created_at));
    Ok(confirmed.collect())
}

/// One file of whoever asks, and its lines.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's.
pub async fn show(ctx: &Context, by: Authority, id: MemberImportId) -> Result<(Import, Plan)> {
    let import = own(ctx, by, id).await?;
    Ok((far(ctx, &import).await?, planned(ctx, &import).await?))
}

async fn far(ctx: &Context, import: &MemberImport) -> Result<Import> {
    let (mut counts, mut waiting) = (Counts::default(), 0);
    for count in rows::counts(ctx.db.read(), import.id).await? {
        let lines = u64::try_from(count.lines).unwrap_or_default();
        counts.add(count.outcome, lines);
        waiting += if count.done { 0 } else { lines };
    }
    Ok(Import {
        id: import.id,
        created_at: import.created_at,
        started_at: import.started_at,
        finished_at: import.finished_at,
        unknown: serde_json::from_str(&import.unknown)?,
        counts,
        waiting,
    })
}

/// Removes files that nobody confirmed within an hour, and all of them with their reports after a week.
pub(crate) async fn prune(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    rows::delete_old(&*tx, now.before(WAITS), now.before(KEPT)).await?;
    Ok(tx.commit().await?)
}
