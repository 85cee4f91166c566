//! Votes on what a group announced. They go to servers that have groups themselves, and once to each: the others count by
//! what they are sent, and a group with thousands of followers would tell thousands of servers of every one.

use storage::id::{AccountId, FavouriteId};
use storage::status::{self, Status};
use storage::{Transaction, delivery, group};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::group_member;
use crate::outgoing::{self, Outgoing};
use crate::throttle::{self, VOTES};

/// Someone of ours favourites a status.
pub(crate) async fn liked(
    tx: &Transaction,
    status: &Status,
    favourite_id: FavouriteId,
    now: Timestamp,
) -> Result<()> {
    for group_id in group::list_announcing(&**tx, status.id).await? {
        let activity = Outgoing::GroupLike {
            group_id,
            favourite_id,
        };
        outgoing::send(tx, activity, now).await?;
    }
    Ok(())
}

/// They take the favourite with this id back.
pub(crate) async fn unliked(
    tx: &Transaction,
    status: &Status,
    account_id: AccountId,
    uri: &str,
    now: Timestamp,
) -> Result<()> {
    for group_id in group::list_announcing(&**tx, status.id).await? {
        let activity = Outgoing::GroupUndoLike {
            group_id,
            account_id,
            uri: uri.to_owned(),
            object_uri: status.uri.clone(),
        };
        outgoing::send(tx, activity, now).await?;
    }
    Ok(())
}

/// Passes a vote of `voter`, who is of another server, on the status `uri` on, byte for byte, in every group that announced
/// it and did not ban them. Who votes all the time is not passed on: each vote goes to many servers.
///
/// # Errors
/// When the database refuses.
pub async fn forward(ctx: &Context, voter: AccountId, uri: &str, activity: &str) -> Result<()> {
    let db = ctx.db.read();
    let Some(status) = status::find_by_uri(db, uri).await? else {
        return Ok(());
    };
    let groups = group::list_announcing(db, status.id).await?;
    if groups.is_empty() || throttle::count(ctx, VOTES, &voter.to_string()).is_err() {
        return Ok(());
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for group_id in groups {
        if !group_member::is_banned(&tx, group_id, voter).await? {
            let body = activity.to_owned();
            outgoing::send(&tx, Outgoing::GroupForwardVote { group_id, body }, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Who of a group's followers is told of votes: one on each server that has groups itself, as far as is known here.
///
/// # Errors
/// When the database refuses.
pub async fn listeners(ctx: &Context, group: AccountId) -> Result<Vec<AccountId>> {
    Ok(delivery::list_group_peers(ctx.db.read(), group).await?)
}
