//! `Job::CarryOver`: what people here had with an account that moved, they have with the new one. Some at a time, each of
//! them whole; broken off, it goes on where it was.

use storage::account::Account;
use storage::account_note::{self, AccountNote};
use storage::follow::{self, Follow};
use storage::id::{AccountId, FollowId, ListMemberId};
use storage::list_member::{self, Member};
use storage::{Transaction, account, block, mute};

use crate::account::{acct, is_present};
use crate::block::begin as begin_block;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential;
use crate::error::{Error, Result};
use crate::follow::{Options, Told, begin, end};
use crate::mute::write as write_mute;

/// Follows, mutes or blocks that one transaction carries over.
const BATCH: u64 = 50;

/// Lets the local followers of `from` follow `to` instead, with what they had set and on the same lists, and carries mutes,
/// blocks and notes over as Mastodon does; and what we vouch for.
///
/// # Errors
/// When the database refuses.
pub async fn carry_over(ctx: &Context, from: AccountId, to: AccountId) -> Result<()> {
    let db = ctx.db.read();
    let (Some(from), Some(to)) = (
        account::find_by_id(db, from).await?,
        account::find_by_id(db, to).await?,
    ) else {
        return Ok(());
    };
    // It may have come back, or the new one may be gone, before this began.
    if from.moved_to_id != Some(to.id) || !is_present(&to) {
        return Ok(());
    }
    let mut after = FollowId(0);
    while let Some(last) = carry_follows(ctx, &from, &to, after).await? {
        after = last;
    }
    while carry_blocks(ctx, &from, &to).await? {}
    while carry_mutes(ctx, &from, &to).await? {}
    credential::carry_over(ctx, from.id, to.id).await?;
    let tx = ctx.db.begin().await?;
    account_note::copy_all(&*tx, from.id, to.id).await?;
    Ok(tx.commit().await?)
}

/// The last of the follows behind `after` that were carried over; `None` when there are no more.
async fn carry_follows(
    ctx: &Context,
    from: &Account,
    to: &Account,
    after: FollowId,
) -> Result<Option<FollowId>> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let follows = follow::list_of_locals(&*tx, from.id, after, BATCH).await?;
    let ids: Vec<AccountId> = follows.iter().map(|follow| follow.account_id).collect();
    let followers = account::accounts_of(&*tx, &ids).await?;
    for follow in &follows {
        if let Some(follower) = followers.get(&follow.account_id) {
            carry_follow(&tx, follow, follower, (from, to), now).await?;
        }
    }
    tx.commit().await?;
    Ok(follows.last().map(|follow| follow.id))
}

async fn carry_follow(
    tx: &Transaction,
    old: &Follow,
    follower: &Account,
    (from, to): (&Account, &Account),
    now: Timestamp,
) -> Result<()> {
    let itself = follower.id == to.id;
    if !itself && follow::find(&**tx, follower.id, to.id).await?.is_none() {
        let options = Options {
            reblogs: Some(old.show_reblogs),
            notify: Some(old.notify),
            languages: Some(serde_json::from_str(&old.languages)?),
        };
        match begin(tx, follower, to, &options, now).await {
            // Whoever is blocked by the new account, or blocks it, goes on following the old one.
            Err(Error::NotFound | Error::Forbidden(_)) => return Ok(()),
            begun => begun?,
        }
    }
    if !itself {
        carry_lists(tx, old, to, now).await?;
    }
    end(tx, follower, from, Told::Server, now).await?;
    Ok(())
}

/// Puts the new account on the lists that the old one stood on.
async fn carry_lists(tx: &Transaction, old: &Follow, to: &Account, now: Timestamp) -> Result<()> {
    let places = list_member::list_by_follow(&**tx, old.id).await?;
    let Some(new) = follow::find(&**tx, old.account_id, to.id).await? else {
        return Ok(());
    };
    let moved = places.into_iter().map(|place| Member {
        id: ListMemberId::generate(now),
        account_id: to.id,
        follow_id: Some(new.id),
        created_at: now,
        ..place
    });
    list_member::insert(&**tx, moved.collect()).await?;
    Ok(())
}

/// Whether there may be more.
async fn carry_blocks(ctx: &Context, from: &Account, to: &Account) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let blockers = block::list_to_carry(&*tx, from.id, to.id, BATCH).await?;
    let found = account::accounts_of(&*tx, &blockers).await?;
    for blocker in found.values() {
        begin_block(&tx, blocker, to, now).await?;
        let comment = format!("Moved from @{}, whom you blocked.", acct(from));
        note(&tx, blocker.id, to.id, comment, now).await?;
    }
    tx.commit().await?;
    Ok(!found.is_empty())
}

/// Whether there may be more.
async fn carry_mutes(ctx: &Context, from: &Account, to: &Account) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let mutes = mute::list_to_carry(&*tx, from.id, to.id, BATCH).await?;
    for old in &mutes {
        let row = mute::row(
            old.account_id,
            to.id,
            old.notifications,
            old.expires_at,
            now,
        );
        write_mute(&tx, row, now).await?;
        let comment = format!("Moved from @{}, whom you muted.", acct(from));
        note(&tx, old.account_id, to.id, comment, now).await?;
    }
    tx.commit().await?;
    Ok(!mutes.is_empty())
}

/// Says why, unless something is written down about the account already.
async fn note(
    tx: &Transaction,
    who: AccountId,
    about: AccountId,
    comment: String,
    now: Timestamp,
) -> Result<()> {
    if account_note::list(&**tx, who, &[about]).await?.is_empty() {
        let row = AccountNote {
            account_id: who,
            target_id: about,
            comment,
            updated_at: now,
        };
        account_note::upsert(&**tx, row).await?;
    }
    Ok(())
}
