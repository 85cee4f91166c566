//! What time does to requests: some end of themselves, and what proves them is not kept. Both follow from the rows, so that
//! a restart changes nothing.

use std::time::Duration;

use storage::verification as rows;

use super::{decide, evidence};
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

/// Requests that are gone through at a time.
const BATCH: u64 = 100;

/// Closes requests about which nobody did anything for as long as the operator says.
///
/// # Errors
/// When the database refuses.
pub async fn expire_unanswered(ctx: &Context) -> Result<()> {
    let before = days_ago(ctx, ctx.config.verification.expire_days);
    loop {
        let old = rows::list_unanswered(ctx.db.read(), before, BATCH).await?;
        if old.is_empty() {
            return Ok(());
        }
        for row in old {
            let now = ctx.clock.now();
            let tx = ctx.db.begin().await?;
            match decide::write_expired(ctx, &tx, row.id, Actor::System, now).await {
                // Somebody decided on it a moment ago.
                Err(Error::Conflict(_)) => {}
                expired => {
                    expired?;
                    tx.commit().await?;
                }
            }
        }
    }
}

/// Removes what proves requests that were decided as long ago as the operator says.
///
/// # Errors
/// When the database refuses.
pub async fn forget_evidence(ctx: &Context) -> Result<()> {
    let before = days_ago(ctx, ctx.config.verification.keep_evidence_days);
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    loop {
        let tx = ctx.db.begin().await?;
        let old = rows::list_with_old_evidence(&*tx, before, limit).await?;
        if old.is_empty() {
            return Ok(());
        }
        evidence::forget(&tx, &old, ctx.clock.now()).await?;
        tx.commit().await?;
    }
}

fn days_ago(ctx: &Context, days: u32) -> Timestamp {
    let time = Duration::from_hours(u64::from(days) * 24);
    ctx.clock.now().before(time)
}
