//! Muting: not seeing an account, without it being told.

use std::time::Duration;

use storage::id::AccountId;
use storage::mute;

use crate::account;
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
    mute::upsert(&*tx, mute::row(who, target, notifications, expires_at, now)).await?;
    if let Some(at) = expires_at {
        let end = Job::EndMute {
            account_id: who,
            target_id: target,
        };
        job::enqueue_at(&tx, &end, None, at, now).await?;
    }
    Ok(tx.commit().await?)
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
