//! Before a file that overwrites is worked on, what is not in it goes, some at a time.

use storage::bookmark as bookmarks;
use storage::import::Import;
use storage::import::beside::{self, Relation};
use storage::kinds::ImportKind;

use crate::context::Context;
use crate::error::Result;
use crate::{account_domain_block, block, follow, list, mute};

/// What one step takes away.
const BATCH: u64 = 20;

/// Takes some of it away and says how much that was; nothing when all of it is gone.
pub(super) async fn some(ctx: &Context, import: &Import) -> Result<usize> {
    match import.kind {
        ImportKind::Following => accounts(ctx, import, Relation::Follows).await,
        ImportKind::Blocks => accounts(ctx, import, Relation::Blocks).await,
        ImportKind::Mutes => accounts(ctx, import, Relation::Mutes).await,
        ImportKind::Lists => lists(ctx, import).await,
        ImportKind::DomainBlocks => domains(ctx, import).await,
        ImportKind::Bookmarks => kept(ctx, import).await,
    }
}

async fn accounts(ctx: &Context, import: &Import, relation: Relation) -> Result<usize> {
    let (db, local) = (ctx.db.read(), ctx.uris.domain());
    let beside = beside::accounts(db, import, relation, local, BATCH).await?;
    let who = import.account_id;
    for id in &beside {
        match relation {
            Relation::Follows => follow::unfollow(ctx, who, *id).await?,
            Relation::Blocks => block::unblock(ctx, who, *id).await?,
            Relation::Mutes => mute::unmute(ctx, who, *id).await?,
        }
    }
    Ok(beside.len())
}

async fn lists(ctx: &Context, import: &Import) -> Result<usize> {
    let who = import.account_id;
    for id in beside::lists(ctx.db.read(), import).await? {
        list::delete(ctx, who, id).await?;
    }
    let local = ctx.uris.domain();
    let beside = beside::list_members(ctx.db.read(), import, local, BATCH).await?;
    for (id, member) in &beside {
        list::remove(ctx, who, *id, &[*member]).await?;
    }
    Ok(beside.len())
}

async fn domains(ctx: &Context, import: &Import) -> Result<usize> {
    let beside = beside::domains(ctx.db.read(), import, BATCH).await?;
    for domain in &beside {
        account_domain_block::unblock(ctx, import.account_id, domain).await?;
    }
    Ok(beside.len())
}

/// Not by `bookmark::unbookmark`: a status that may not be seen any more goes too.
async fn kept(ctx: &Context, import: &Import) -> Result<usize> {
    let tx = ctx.db.begin().await?;
    let beside = beside::bookmarks(&*tx, import, BATCH).await?;
    for id in &beside {
        bookmarks::delete(&*tx, import.account_id, *id).await?;
    }
    tx.commit().await?;
    Ok(beside.len())
}
