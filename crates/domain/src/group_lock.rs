//! Locked threads: below a status that a moderator locked, only those who run the group answer.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use storage::group_lock::{self, GroupLock};
use storage::id::{AccountId, StatusId};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_decision::{Decision, Moderator, tell};
use crate::group_member::{RUNS, require, run_of};
use crate::group_post::find_announced;

/// Locks an announced status of a group; doing so again changes nothing.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn lock(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    status: StatusId,
    reason: &str,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = find_announced(&tx, id, status).await?;
    let row = GroupLock {
        status_id: status,
        group_id: id,
        created_at: now,
    };
    if group_lock::insert(&*tx, row).await? {
        let (uri, reason) = (found.uri, reason.to_owned());
        tell(&tx, id, by, Decision::Lock { uri, reason }, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes a lock off; one that is not there is no error.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn unlock(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    status: StatusId,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let tx = ctx.db.begin().await?;
    let found = find_announced(&tx, id, status).await?;
    if group_lock::delete(&*tx, id, status).await? {
        let decision = Decision::Unlock { uri: found.uri };
        tell(&tx, id, by, decision, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Refuses an answer of `author` to `parent` in a locked thread.
///
/// # Errors
/// `Forbidden` when the thread is locked in a group that `author` does not run.
pub(crate) async fn admit(ctx: &Context, parent: StatusId, author: AccountId) -> Result<()> {
    let locking = group_lock::list_locking(ctx.db.read(), parent).await?;
    let run = run_of(ctx, author, &locking).await?;
    if locking.iter().all(|group| run.contains(group)) {
        return Ok(());
    }
    let refusal = "This thread is locked: only those who run the group answer in it";
    Err(Error::Forbidden(refusal))
}

/// Whether a status, or something above it in its thread, is locked in some group.
///
/// # Errors
/// When the database refuses.
pub async fn is_locked(ctx: &Context, status: StatusId) -> Result<bool> {
    let groups = group_lock::list_locking(ctx.db.read(), status).await?;
    Ok(!groups.is_empty())
}

/// Which of `statuses` a moderator of the group locked.
///
/// # Errors
/// When the database refuses.
pub async fn locked_of(
    ctx: &Context,
    id: AccountId,
    statuses: &[StatusId],
) -> Result<HashSet<StatusId>> {
    Ok(group_lock::locked_of(ctx.db.read(), id, statuses).await?)
}
