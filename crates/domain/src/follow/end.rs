//! The end of a follow, whoever wants it.

use storage::account::{Account, Count};
use storage::follow::Follow;
use storage::id::AccountId;
use storage::kinds::NotificationKind;
use storage::{Transaction, follow, home, list_entry, notification};

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::outgoing::{self, Outgoing};

/// Whether the other party's server must hear of the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// It does not know: it gets an Undo or a Reject.
    Server,
    /// It said so itself.
    Nobody,
}

/// Follows no more, or takes the request back.
pub async fn unfollow(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let (follower, target) = account::pair(ctx, who, target).await?;
    let tx = ctx.db.begin().await?;
    end(&tx, &follower, &target, Told::Server, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Makes `follower` follow `who` no more.
pub async fn remove_from_followers(
    ctx: &Context,
    who: AccountId,
    follower: AccountId,
) -> Result<()> {
    unfollow(ctx, follower, who).await
}

/// Removes the follow or request of `follower` for `target`, and all that came of it: its places on lists go with the row. Says whether there was one.
pub(crate) async fn end(
    tx: &Transaction,
    follower: &Account,
    target: &Account,
    told: Told,
    now: Timestamp,
) -> Result<bool> {
    let Some(follow) = follow::delete(&**tx, follower.id, target.id).await? else {
        return Ok(false);
    };
    if follow.accepted_at.is_some() {
        storage::account::add(&**tx, follower.id, Count::Following, -1).await?;
        storage::account::add(&**tx, target.id, Count::Followers, -1).await?;
    }
    if follower.domain.is_none() {
        home::unmerge(&**tx, follower.id, target.id).await?;
        list_entry::unmerge_everywhere(&**tx, follower.id, target.id).await?;
    }
    for kind in [NotificationKind::Follow, NotificationKind::FollowRequest] {
        notification::delete_from(&**tx, target.id, follower.id, Some(kind)).await?;
    }
    if told == Told::Server {
        tell(tx, follow, follower, target, now).await?;
    }
    Ok(true)
}

async fn tell(
    tx: &Transaction,
    follow: Follow,
    follower: &Account,
    target: &Account,
    now: Timestamp,
) -> Result<()> {
    let Some(uri) = follow.uri else {
        return Ok(());
    };
    let activity = match (&follower.domain, &target.domain) {
        (None, Some(_)) => Outgoing::UndoFollow {
            account_id: follower.id,
            uri,
            target_id: target.id,
        },
        (Some(_), None) => Outgoing::Reject {
            account_id: target.id,
            follow_uri: uri,
            follower_id: follower.id,
        },
        _ => return Ok(()),
    };
    outgoing::send(tx, activity, now).await
}
