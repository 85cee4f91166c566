//! Statuses that a person keeps for themselves; nobody else learns of it.

use storage::bookmark::{self, Bookmark};
use storage::id::{AccountId, BookmarkId, StatusId};

use crate::context::Context;
use crate::error::Result;
use crate::status::find_original;
use crate::viewer::Viewer;

/// `who` keeps a status; doing so again changes nothing.
///
/// # Errors
/// `NotFound` when `who` may not see it.
pub async fn bookmark(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    let tx = ctx.db.begin().await?;
    let row = Bookmark {
        id: BookmarkId::generate(now),
        account_id: who,
        status_id: status.id,
        created_at: now,
    };
    bookmark::insert(&*tx, row).await?;
    Ok(tx.commit().await?)
}

/// `who` keeps a status no longer; one that was not kept is no error.
///
/// # Errors
/// `NotFound` when `who` may not see it.
pub async fn unbookmark(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    let tx = ctx.db.begin().await?;
    bookmark::delete(&*tx, who, status.id).await?;
    Ok(tx.commit().await?)
}
