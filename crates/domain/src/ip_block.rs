//! Networks from which less is possible.

mod decide;
mod known;
mod network;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use storage::Page;
use storage::id::IpBlockId;
use storage::ip_block as rows;
pub use storage::ip_block::IpBlock;
use storage::kinds::IpSeverity;

pub use decide::{Change, create, delete, update};
pub use known::IpBlocks;
pub use network::Network;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Administrator;

/// A page of them, the newest first.
pub async fn index(ctx: &Context, _by: &Administrator, page: Page) -> Result<Vec<IpBlock>> {
    Ok(rows::list(ctx.db.read(), page).await?)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, _by: &Administrator, id: IpBlockId) -> Result<IpBlock> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// The strictest limit that holds for an address now. Every request asks: the database is asked once a minute at most.
///
/// # Errors
/// When the database refuses.
pub async fn severity_of(ctx: &Context, address: IpAddr) -> Result<Option<IpSeverity>> {
    let now = ctx.clock.now();
    if let Some(known) = ctx.ip_blocks.get(now) {
        return Ok(known.severity_of(address, now));
    }
    let seen = ctx.ip_blocks.generation();
    let blocks = rows::list_in_force(ctx.db.read(), now).await?;
    let known = ctx.ip_blocks.keep(&blocks, seen, now);
    Ok(known.severity_of(address, now))
}

/// Forgets those that have ended.
pub(crate) async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::delete_expired(&*tx, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}
