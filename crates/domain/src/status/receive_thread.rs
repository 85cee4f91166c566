//! Where a received status stands in its thread, in whatever order its parts come.

use storage::Transaction;
use storage::id::StatusId;
use storage::status::{self, Count, Status};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};

/// Joins a new status with answers to it that came before, and looks for what it answers itself.
pub(super) async fn link(
    tx: &Transaction,
    status: &Status,
    delivered: bool,
    now: Timestamp,
) -> Result<()> {
    adopt(tx, status).await?;
    let Some(uri) = (status.in_reply_to_uri.as_deref()).filter(|_| status.in_reply_to_id.is_none())
    else {
        return Ok(());
    };
    // It may have come since it was looked for.
    if let Some(parent) = status::find_by_uri(&**tx, uri).await? {
        return adopt(tx, &parent).await;
    }
    // What is fetched as a parent is not followed further by a job of its own: a thread may have no end.
    if delivered {
        let job = Job::FetchParent {
            status_id: status.id,
        };
        job::enqueue(tx, &job, now).await?;
    }
    Ok(())
}

/// Links the answers to `parent` that came before it.
async fn adopt(tx: &Transaction, parent: &Status) -> Result<()> {
    let adopted = status::adopt_answers(&**tx, parent).await?;
    if adopted > 0 {
        let by = i64::try_from(adopted).unwrap_or(i64::MAX);
        status::add(&**tx, parent.id, Count::Replies, by).await?;
    }
    Ok(())
}

/// The address of what a status answers, while that is not known here: for `Job::FetchParent`.
pub async fn missing_parent(ctx: &Context, id: StatusId) -> Result<Option<String>> {
    let status = status::find_by_id(ctx.db.read(), id).await?;
    Ok(status
        .filter(|status| status.in_reply_to_id.is_none())
        .and_then(|status| status.in_reply_to_uri))
}
