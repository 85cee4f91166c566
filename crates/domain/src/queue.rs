//! The queues as an operator sees them: what waits, what was given up, and what is done about it.

use serde_json::json;
pub use storage::dead_letter::{Backlog, Item, Lane, Line, Which};
use storage::{Page, Topic, Transaction, dead_letter as rows};

use crate::audit::{self, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Authority;

/// Everything at a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Deliveries by host, the longest waiting first.
    pub lanes: Vec<Lane>,
    /// What came in.
    pub inbox: Backlog,
    /// What else is to be done.
    pub jobs: Backlog,
}

/// How much waits and was given up.
///
/// # Errors
/// When the database refuses.
pub async fn overview(ctx: &Context, _by: Authority) -> Result<Overview> {
    let reader = ctx.db.read();
    Ok(Overview {
        lanes: rows::lanes(reader, None).await?,
        inbox: rows::backlog(reader, Line::Inbox).await?,
        jobs: rows::backlog(reader, Line::Jobs).await?,
    })
}

/// A page of a queue, the newest first: what was given up, or what waits; of one host alone if it is named.
///
/// # Errors
/// When the database refuses.
pub async fn index(
    ctx: &Context,
    _by: Authority,
    line: Line,
    failed: bool,
    host: Option<&str>,
    page: Page,
) -> Result<Vec<Item>> {
    Ok(rows::list(ctx.db.read(), line, failed, host, page).await?)
}

/// Tries again at once, and says how much that is. A host that is left alone for a while is asked again.
///
/// # Errors
/// `NotFound` when nothing is meant.
pub async fn retry(ctx: &Context, by: Authority, which: Which<'_>) -> Result<u64> {
    let tx = ctx.db.begin().await?;
    let mut count = 0;
    for line in Line::ALL {
        count += rows::retry(&*tx, line, which, ctx.clock.now()).await?;
    }
    for topic in [
        Topic::Deliveries,
        Topic::Inbox,
        Topic::Jobs,
        Topic::SlowJobs,
    ] {
        tx.concerns(topic);
    }
    write_down(ctx, &tx, by, "queue.retry", count).await?;
    tx.commit().await?;
    told(by, which, count, "tried again by an operator's wish")
}

/// Throws away, and says how much that was.
///
/// # Errors
/// `NotFound` when nothing is meant.
pub async fn discard(ctx: &Context, by: Authority, which: Which<'_>) -> Result<u64> {
    let tx = ctx.db.begin().await?;
    let mut count = 0;
    for line in Line::ALL {
        count += rows::discard(&*tx, line, which).await?;
    }
    write_down(ctx, &tx, by, "queue.discard", count).await?;
    tx.commit().await?;
    told(by, which, count, "thrown away by an operator's wish")
}

async fn write_down(
    ctx: &Context,
    tx: &Transaction,
    by: Authority,
    action: &'static str,
    count: u64,
) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let deed = Deed::new(action, "queue", "all").with(json!({"count": count}));
    audit::record(tx, &by.into(), deed, ctx.clock.now()).await
}

fn told(by: Authority, which: Which<'_>, count: u64, what: &str) -> Result<u64> {
    if count == 0 {
        return Err(Error::NotFound);
    }
    tracing::info!(%by, ?which, count, "{what}");
    Ok(count)
}

#[cfg(test)]
mod tests;
