//! Groups of other servers: what those who run one decide, as it takes effect here. That the group itself said so, and that
//! who decided may, was checked before.

#[cfg(test)]
mod tests;

use storage::account::Account;
use storage::group_lock::{self, GroupLock};
use storage::id::{AccountId, StatusId};
use storage::kinds::MembershipRole;
use storage::status::{self, Status};
use storage::{Transaction, account, group, home, pin, tombstone};

use crate::boost;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::{self, Told};
use crate::group_member::{self, Ban};
use crate::group_pin;
use crate::pin::LIMIT;

/// Posts of someone banned that are looked at: what a group announced longer ago is in nobody's timeline any more.
const POSTS: u64 = 200;

/// Whether someone here follows the group: nobody else's business is fetched for.
///
/// # Errors
/// When the database refuses.
pub async fn is_followed(ctx: &Context, id: AccountId) -> Result<bool> {
    Ok(home::has_local_follower(ctx.db.read(), &[id]).await?)
}

/// Whether a status belongs to the group: it was posted to it, or the group passed it on.
///
/// # Errors
/// When the database refuses.
pub async fn holds(ctx: &Context, id: AccountId, status: &Status) -> Result<bool> {
    let boost = status::find_boost(ctx.db.read(), id, status.id).await?;
    Ok(status.group_id == Some(id) || boost.is_some())
}

/// A status is taken out of the group: it stands in no timeline for the group's sake. With `copy` the copy here goes too,
/// which the group's server may say of its own statuses alone.
///
/// # Errors
/// When the database refuses.
pub async fn remove(ctx: &Context, id: AccountId, status: &Status, copy: bool) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    pin::delete(&*tx, id, status.id).await?;
    if let Some(boost) = status::find_boost(&*tx, id, status.id).await? {
        boost::remove_boost(&tx, &boost, status.id, now).await?;
    }
    if copy && !status.local {
        crate::status::remove(&tx, status, now).await?;
    }
    Ok(tx.commit().await?)
}

/// What was taken out may be let in again.
///
/// # Errors
/// When the database refuses.
pub async fn readmit(ctx: &Context, uri: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    tombstone::delete(&*tx, uri).await?;
    Ok(tx.commit().await?)
}

/// Below a status only those who run the group answer, or with `open` everyone again.
///
/// # Errors
/// When the database refuses.
pub async fn lock(ctx: &Context, id: AccountId, status: StatusId, open: bool) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if open {
        group_lock::delete(&*tx, id, status).await?;
    } else {
        let row = GroupLock {
            status_id: status,
            group_id: id,
            created_at: ctx.clock.now(),
        };
        group_lock::insert(&*tx, row).await?;
    }
    Ok(tx.commit().await?)
}

/// A status stands on top of the group, or with `off` no more. What is too much is ignored.
///
/// # Errors
/// When the database refuses.
pub async fn pin(ctx: &Context, id: AccountId, status: StatusId, off: bool) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if off {
        pin::delete(&*tx, id, status).await?;
    } else if pin::count(&*tx, id).await? < LIMIT {
        group_pin::add(&tx, id, status, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Someone is shut out. One of ours follows the group no more and may not ask again; of others only what they posted is
/// of interest.
///
/// # Errors
/// When the database refuses.
pub async fn ban(ctx: &Context, group: &Account, who: &Account, ban: &Ban) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if who.domain.is_none() {
        group_member::write_ban(&tx, group.id, who.id, ban.until, now).await?;
        follow::end(&tx, who, group, Told::Nobody, now).await?;
    }
    if ban.with_posts {
        unboost_all(&tx, group.id, who.id, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn unboost_all(
    tx: &Transaction,
    id: AccountId,
    author: AccountId,
    now: Timestamp,
) -> Result<()> {
    for boost in group::list_boosts_of(&**tx, id, author, POSTS).await? {
        if let Some(original) = boost.reblog_of_id {
            boost::remove_boost(tx, &boost, original, now).await?;
        }
    }
    Ok(())
}

/// They may come again.
///
/// # Errors
/// When the database refuses.
pub async fn unban(ctx: &Context, id: AccountId, who: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    group_member::lift(&tx, id, who).await?;
    Ok(tx.commit().await?)
}

/// Someone joins those who run the group.
///
/// # Errors
/// When the database refuses.
pub async fn appoint(ctx: &Context, id: AccountId, who: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    write_moderators(&tx, id, &[who], ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Someone does not run the group any more.
///
/// # Errors
/// When the database refuses.
pub async fn dismiss(ctx: &Context, id: AccountId, who: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if group_member::runs(&tx, id, who).await? {
        group::delete_membership(&*tx, id, who).await?;
    }
    Ok(tx.commit().await?)
}

/// The group's own list of those who run it, as far as they are known here.
///
/// # Errors
/// When the database refuses.
pub async fn keep_moderators(ctx: &Context, id: AccountId, uris: &[String]) -> Result<()> {
    let known = account::list_by_uris(ctx.db.read(), uris).await?;
    let ids: Vec<AccountId> = known.iter().map(|account| account.id).collect();
    let tx = ctx.db.begin().await?;
    group::dismiss_others(&*tx, id, &ids).await?;
    write_moderators(&tx, id, &ids, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn write_moderators(
    tx: &Transaction,
    id: AccountId,
    who: &[AccountId],
    now: Timestamp,
) -> Result<()> {
    let elsewhere = account::find_by_id(&**tx, id).await?;
    // A list of elsewhere says nothing of a group of ours.
    if elsewhere.is_none_or(|group| group.domain.is_none()) {
        return Err(Error::NotFound);
    }
    for who in who {
        let row = group_member::row(id, *who, MembershipRole::Moderator, now);
        group::upsert_membership(&**tx, row).await?;
    }
    Ok(())
}
