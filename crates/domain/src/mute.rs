//! Muting: not seeing an account, without it being told.

use std::time::Duration;

use storage::Transaction;
use storage::id::AccountId;
use storage::mute::{self, Mute};

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};

/// The longest time for which an account can be muted; a longer one is for ever.
const LONGEST: Duration = Duration::from_hours(24 * 365 * 10);

/// Mutes `target`, `notifications` too if wanted, for `duration` or for ever. Muting again changes both.
pub async fn mute(
    ctx: &Context,
    who: AccountId,
    target: AccountId,
    notifications: bool,
    duration: Option<Duration>,
) -> Result<()> {
    let target = account::show(ctx, target).await?.id;
    if target == who {
        return Err(Error::Forbidden("You cannot mute yourself"));
    }
    let now = ctx.clock.now();
    let expires_at = duration
        .filter(|duration| *duration <= LONGEST)
        .map(|duration| now.after(duration));
    let tx = ctx.db.begin().await?;
    let row = mute::row(who, target, notifications, expires_at, now);
    write(&tx, row, now).await?;
    Ok(tx.commit().await?)
}

/// Writes a mute within a use-case, and has it end in time.
pub(crate) async fn write(tx: &Transaction, row: Mute, now: Timestamp) -> Result<()> {
    let end = Job::EndMute {
        account_id: row.account_id,
        target_id: row.target_id,
    };
    let expires_at = row.expires_at;
    mute::upsert(&**tx, row).await?;
    match expires_at {
        Some(at) => job::enqueue_at(tx, &end, None, at, now).await,
        None => Ok(()),
    }
}

/// Mutes `target` no more.
pub async fn unmute(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    mute::delete(&*tx, who, target).await?;
    Ok(tx.commit().await?)
}

/// Ends a mute whose time is over ([`Job::EndMute`]); one that was renewed meanwhile stays.
pub async fn end_expired(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    mute::delete_expired(&*tx, who, target, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}
