//! `Job::ImportMembers`: a few lines, and then the next job.

use storage::id::MemberImportId;
use storage::member_import as rows;

use super::apply::apply;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};

/// Lines of a step: with a key pair for each it stays well within a job's lease.
const BATCH: u64 = 10;

/// Does the next lines of a file, and says whether more wait. Done already, they are not done again.
///
/// # Errors
/// When the database refuses; the step can be done again.
pub async fn step(ctx: &Context, id: MemberImportId) -> Result<bool> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let open = found.filter(|it| it.started_at.is_some() && it.finished_at.is_none());
    let Some(import) = open else {
        return Ok(false);
    };
    for line in rows::list_waiting(ctx.db.read(), id, BATCH).await? {
        apply(ctx, &import, &line).await?;
    }
    if !rows::list_waiting(ctx.db.read(), id, 1).await?.is_empty() {
        return Ok(true);
    }
    let tx = ctx.db.begin().await?;
    rows::set_finished(&*tx, id, ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(false)
}

/// A [`step`], after which the next one is enqueued. One that is run again after a kill asks for the same one: its key says
/// how far the file is.
///
/// # Errors
/// As [`step`].
pub async fn run(ctx: &Context, id: MemberImportId) -> Result<()> {
    if !step(ctx, id).await? {
        return Ok(());
    }
    let counts = rows::counts(ctx.db.read(), id).await?;
    let waiting = counts.iter().filter(|it| !it.done);
    let left: i64 = waiting.map(|it| it.lines).sum();
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let key = Some(format!("member_import:{id}:{left}"));
    job::enqueue_at(&tx, &Job::ImportMembers { import_id: id }, key, now, now).await?;
    Ok(tx.commit().await?)
}
