//! Making room.

use std::time::Duration;

use storage::Transaction;
use storage::id::{AccountId, MediaId};
use storage::media as rows;

use super::file;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// How long an upload waits for a status.
const WAIT: Duration = Duration::from_hours(24);
/// Rows a transaction.
const BATCH: u64 = 100;

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Remote files that are not kept any more.
    pub files: u64,
    /// The bytes they took.
    pub bytes: u64,
}

/// Removes kept remote files, those first that nobody asked for the longest, until they take at most `keep_bytes` and
/// none is left that nobody asked for since `unused_since`. They are fetched again when someone asks.
///
/// # Errors
/// When the database or the store refuses.
pub async fn prune(
    ctx: &Context,
    keep_bytes: u64,
    unused_since: Option<Timestamp>,
) -> Result<Pruned> {
    let mut total = rows::cached_bytes(ctx.db.read()).await?;
    let mut pruned = Pruned::default();
    loop {
        let mut ids: Vec<MediaId> = Vec::new();
        for media in rows::list_cached(ctx.db.read(), BATCH).await? {
            let unused =
                unused_since.is_some_and(|time| media.cached_at.is_some_and(|at| at < time));
            if total <= keep_bytes && !unused {
                break;
            }
            let bytes = u64::try_from(media.bytes).unwrap_or(0);
            total = total.saturating_sub(bytes);
            pruned.files += 1;
            pruned.bytes += bytes;
            // Files first: a row whose file is missing heals itself, a file without a row would stay forever.
            file::delete_files(ctx, &file::keys(&media)).await?;
            ids.push(media.id);
        }
        if ids.is_empty() {
            return Ok(pruned);
        }
        let tx = ctx.db.begin().await?;
        rows::clear_cached(&*tx, &ids).await?;
        tx.commit().await?;
    }
}

/// Removes attachments that waited a day for a status, or were taken off one a day ago; says how many. For the hourly round of the worker.
///
/// # Errors
/// When the database refuses.
pub async fn remove_unattached(ctx: &Context) -> Result<usize> {
    let now = ctx.clock.now();
    let mut removed = 0;
    loop {
        let tx = ctx.db.begin().await?;
        let gone = rows::delete_unattached(&*tx, now.before(WAIT), BATCH).await?;
        if gone.is_empty() {
            return Ok(removed);
        }
        file::forget(&tx, &gone, now).await?;
        tx.commit().await?;
        removed += gone.len();
    }
}

/// Removes up to `limit` files of an account that is gone; says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn discard_of_account(
    tx: &Transaction,
    account: AccountId,
    limit: u64,
    now: Timestamp,
) -> Result<usize> {
    let found = rows::list_of_account(&**tx, account, limit).await?;
    let ids: Vec<MediaId> = found.iter().map(|media| media.id).collect();
    let removed = rows::delete(&**tx, &ids).await?;
    file::forget(tx, &removed, now).await?;
    Ok(removed.len())
}
