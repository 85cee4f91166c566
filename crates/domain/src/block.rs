//! Blocking: neither sees, follows nor is told of the other any more.

use storage::account::Account;
use storage::block::Block;
use storage::id::{AccountId, BlockId};
use storage::{Transaction, block, collection_item, notification, tombstone};

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::{self, Told};
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;
use crate::viewer::Viewer;

/// Blocks `target`. May be repeated.
pub async fn block(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let (blocker, target) = account::pair(ctx, who, target).await?;
    if blocker.id == target.id {
        return Err(Error::Forbidden("You cannot block yourself"));
    }
    let tx = ctx.db.begin().await?;
    begin(&tx, &blocker, &target, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// [`block`] within a use-case.
pub(crate) async fn begin(
    tx: &Transaction,
    blocker: &Account,
    target: &Account,
    now: Timestamp,
) -> Result<()> {
    let id = BlockId::generate(now);
    let uri = Uris::fragment(&blocker.uri, &format!("blocks/{id}"));
    if part(tx, id, blocker, target, uri, now).await? && target.domain.is_some() {
        outgoing::send(tx, Outgoing::Block { block_id: id }, now).await?;
    }
    Ok(())
}

/// Adds the block, ends the follows either way and forgets what the blocked told. Says whether it was not there before.
async fn part(
    tx: &Transaction,
    id: BlockId,
    blocker: &Account,
    target: &Account,
    uri: String,
    now: Timestamp,
) -> Result<bool> {
    let row = Block {
        id,
        account_id: blocker.id,
        target_id: target.id,
        uri: Some(uri),
        created_at: now,
    };
    if !block::insert(&**tx, row).await? {
        return Ok(false);
    }
    follow::end(tx, blocker, target, Told::Server, now).await?;
    follow::end(tx, target, blocker, Told::Server, now).await?;
    notification::delete_from(&**tx, blocker.id, target.id, None).await?;
    collection_item::part(&**tx, blocker.id, target.id).await?;
    Ok(true)
}

/// Whether `owner` blocks whoever looks.
///
/// # Errors
/// When the database refuses.
pub async fn hides(ctx: &Context, owner: AccountId, viewer: Viewer) -> Result<bool> {
    match viewer.account() {
        Some(viewer) => Ok(block::find(ctx.db.read(), owner, viewer).await?.is_some()),
        None => Ok(false),
    }
}

/// Blocks `target` no more; what the block ended stays ended.
pub async fn unblock(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let (blocker, target) = account::pair(ctx, who, target).await?;
    let tx = ctx.db.begin().await?;
    let ended = block::delete(&*tx, blocker.id, target.id).await?;
    if let (Some(uri), Some(_)) = (ended.and_then(|block| block.uri), &target.domain) {
        let undo = Outgoing::UndoBlock {
            account_id: blocker.id,
            uri,
            target_id: target.id,
        };
        outgoing::send(&tx, undo, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// A remote `blocker` blocks the local `target` by the Block `uri`.
pub async fn receive(
    ctx: &Context,
    blocker: AccountId,
    target: AccountId,
    uri: &str,
) -> Result<()> {
    let (blocker, target) = account::pair(ctx, blocker, target).await?;
    if blocker.id == target.id || target.domain.is_some() {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if !tombstone::exists(&*tx, uri).await? {
        let id = BlockId::generate(now);
        part(&tx, id, &blocker, &target, uri.to_owned(), now).await?;
    }
    Ok(tx.commit().await?)
}

/// A remote `blocker` takes a block back, by its id or by whom it is of. An Undo that overtakes its Block is remembered.
pub async fn receive_undo(
    ctx: &Context,
    blocker: AccountId,
    uri: Option<&str>,
    target: Option<AccountId>,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let target = match (uri, target) {
        (Some(uri), None) => block::find_by_uri(&*tx, blocker, uri).await?,
        (_, target) => target,
    };
    let ended = match target {
        Some(target) => block::delete(&*tx, blocker, target).await?,
        None => None,
    };
    if let (Some(uri), None) = (uri, ended) {
        tombstone::insert(&*tx, uri, Some(blocker), ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::{Asked, Options};
    use crate::testing::{self, local_account, remote_account};
    use crate::{mute, relationship};

    #[tokio::test]
    async fn a_block_ends_follows_both_ways_and_tells_the_other_server() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        follow::follow(ctx, anna, bob, &Options::default())
            .await
            .expect("asks");
        follow::receive_accept(ctx, bob, Asked::Party(anna))
            .await
            .expect("accepts");
        follow::receive(ctx, bob, anna, "https://b.example/f/1")
            .await
            .expect("follows");
        testing::outgoing(ctx).await;
        for _ in 0..2 {
            block(ctx, anna, bob).await.expect("blocks");
        }
        let between = relationship::show(ctx, anna, bob).await.expect("is there");
        assert!(between.blocking && !between.following && !between.followed_by);
        let sent = testing::outgoing(ctx).await;
        let kinds = |activity: &Outgoing| match activity {
            Outgoing::UndoFollow { .. } => 0,
            Outgoing::Reject { .. } => 1,
            Outgoing::Block { .. } => 2,
            _ => 9,
        };
        let mut kinds: Vec<_> = sent.iter().map(kinds).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [0, 1, 2], "{sent:?}");
        for _ in 0..2 {
            unblock(ctx, anna, bob).await.expect("unblocks");
        }
        let sent = testing::outgoing(ctx).await;
        assert!(
            matches!(sent.as_slice(), [Outgoing::UndoBlock { .. }]),
            "{sent:?}"
        );
    }

    #[tokio::test]
    async fn an_undo_that_overtakes_its_block_wins() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        let uri = "https://b.example/blocks/1";
        let is_blocked = async || {
            let between = relationship::show(ctx, anna, bob).await;
            between.expect("is there").blocked_by
        };
        receive_undo(ctx, bob, Some(uri), Some(anna))
            .await
            .expect("is remembered");
        receive(ctx, bob, anna, uri).await.expect("is ignored");
        assert!(!is_blocked().await);
        let another = "https://b.example/blocks/2";
        for (uri, target) in [
            (Some(another), None),
            (None, Some(anna)),
            (Some("https://b.example/made/up"), Some(anna)),
        ] {
            receive(ctx, bob, anna, another).await.expect("blocks");
            assert!(is_blocked().await);
            receive_undo(ctx, bob, uri, target)
                .await
                .expect("is undone");
            assert!(!is_blocked().await, "{uri:?}");
        }
    }

    #[tokio::test]
    async fn a_mute_ends_by_its_job_unless_it_was_renewed() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let hour = std::time::Duration::from_hours(1);
        let anna = local_account(ctx, "anna").await.id;
        let bob = local_account(ctx, "bob").await.id;
        mute::mute(ctx, anna, bob, true, Some(hour))
            .await
            .expect("mutes");
        ctx.clock.advance(hour / 2);
        mute::mute(ctx, anna, bob, false, Some(hour))
            .await
            .expect("renews");
        ctx.clock.advance(hour / 2);
        mute::end_expired(ctx, anna, bob).await.expect("runs");
        let between = relationship::show(ctx, anna, bob).await.expect("is there");
        assert!(between.muting && !between.muting_notifications);
        ctx.clock.advance(hour / 2);
        mute::end_expired(ctx, anna, bob).await.expect("runs");
        assert!(
            !relationship::show(ctx, anna, bob)
                .await
                .expect("is there")
                .muting
        );
    }
}
