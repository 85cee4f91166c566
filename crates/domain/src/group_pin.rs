//! What stands on top of a group: its `featured` collection holds statuses of others.

#[cfg(test)]
mod tests;

use storage::Transaction;
use storage::id::{AccountId, PinId, StatusId};
use storage::pin::{self, Pin};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_decision::{Decision, Moderator, tell};
use crate::group_member::{RUNS, require};
use crate::group_post::find_announced;
use crate::pin::LIMIT;
use crate::reason::Reason;

/// Pins an announced status; doing so again changes nothing.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Invalid` when there are too many.
pub async fn pin(ctx: &Context, id: AccountId, by: Moderator<'_>, status: StatusId) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = find_announced(&tx, id, status).await?;
    if pin::count(&*tx, id).await? >= LIMIT {
        let reason = Reason::new("cannot be pinned: unpin one of the group's {most} pins first")
            .with("most", LIMIT);
        return Err(Error::invalid("status", reason));
    }
    if add(&tx, id, status, now).await? {
        tell(&tx, id, by, Decision::Pin { uri: found.uri }, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes a pin within a use-case that made sure that the group holds the status. Says whether it is new.
pub(crate) async fn add(
    tx: &Transaction,
    id: AccountId,
    status: StatusId,
    now: Timestamp,
) -> Result<bool> {
    let row = Pin {
        id: PinId::generate(now),
        account_id: id,
        status_id: status,
        created_at: now,
    };
    Ok(pin::insert(&**tx, row).await?)
}

/// Takes a pin off; one that is not there is no error.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn unpin(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    status: StatusId,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let tx = ctx.db.begin().await?;
    let found = find_announced(&tx, id, status).await?;
    if pin::delete(&*tx, id, status).await? {
        let decision = Decision::Unpin { uri: found.uri };
        tell(&tx, id, by, decision, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}
