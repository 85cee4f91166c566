//! What those who run a group decide about posts: let through, refuse, take out, bring back.

use storage::account::Account;
use storage::group::{self, GroupPost};
use storage::id::{AccountId, StatusId};
use storage::kinds::GroupPostState;
use storage::status::Status;
use storage::{Page, Transaction, account, group_lock, pin, status};

use super::{announce, change};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_decision::{Decision, Moderator, tell};
use crate::group_member::{RUNS, require};
use crate::job::{self, Job};

/// Posts of someone banned that are taken out at a time.
const BATCH: u64 = 50;
/// Its presence tells other servers that a moderator took a post out, and not its author.
pub const REASON: &str = "Removed by a moderator of the group";

/// What waits for those who run the group, the newest first.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn pending(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    page: Page,
) -> Result<Vec<(Status, Account)>> {
    require(ctx, id, moderator, RUNS).await?;
    let posts = group::list_posts(ctx.db.read(), id, GroupPostState::Pending, page).await?;
    with_authors(ctx, &posts).await
}

/// The statuses of `posts` with their authors, in their order.
pub(super) async fn with_authors(
    ctx: &Context,
    posts: &[GroupPost],
) -> Result<Vec<(Status, Account)>> {
    let db = ctx.db.read();
    let ids: Vec<StatusId> = posts.iter().map(|post| post.status_id).collect();
    let authors: Vec<AccountId> = posts.iter().map(|post| post.account_id).collect();
    let mut statuses = status::statuses_of(db, &ids).await?;
    let accounts = account::accounts_of(db, &authors).await?;
    let found = posts.iter().filter_map(|post| {
        let author = accounts.get(&post.account_id)?.clone();
        Some((statuses.remove(&post.status_id)?, author))
    });
    Ok(found.collect())
}

/// Lets a waiting status through.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Conflict` when it was decided on before.
pub async fn approve(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    status: StatusId,
) -> Result<()> {
    require(ctx, id, moderator, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = waiting(&tx, id, status).await?;
    announce(ctx, &tx, id, &found, Some(moderator), now).await?;
    Ok(tx.commit().await?)
}

/// Refuses a waiting status.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Conflict` when it was decided on before.
pub async fn reject(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    status: StatusId,
) -> Result<()> {
    require(ctx, id, moderator, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    waiting(&tx, id, status).await?;
    let (state, by) = (GroupPostState::Rejected, Some(moderator));
    group::decide(&*tx, id, status, state, by, now).await?;
    Ok(tx.commit().await?)
}

async fn waiting(tx: &Transaction, id: AccountId, status: StatusId) -> Result<Status> {
    let post = group::find_post(&**tx, id, status)
        .await?
        .ok_or(Error::NotFound)?;
    if post.state != GroupPostState::Pending {
        return Err(Error::Conflict("This post was decided on already"));
    }
    status::find_by_id(&**tx, status)
        .await?
        .ok_or(Error::NotFound)
}

/// A status that the group announced.
pub(crate) async fn find_announced(
    tx: &Transaction,
    id: AccountId,
    status: StatusId,
) -> Result<Status> {
    in_state(tx, id, status, GroupPostState::Announced).await
}

async fn in_state(
    tx: &Transaction,
    id: AccountId,
    status: StatusId,
    state: GroupPostState,
) -> Result<Status> {
    let post = group::find_post(&**tx, id, status).await?;
    post.filter(|post| post.state == state)
        .ok_or(Error::NotFound)?;
    let found = status::find_by_id(&**tx, status).await?;
    found.ok_or(Error::NotFound)
}

/// Takes an announced status out of the group; it stays with its author. `reason` is told, or that there was one.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn remove(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    status: StatusId,
    reason: &str,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = find_announced(&tx, id, status).await?;
    take_out(&tx, id, by.id, &found, now).await?;
    let reason = if reason.is_empty() { REASON } else { reason };
    let decision = Decision::Remove {
        uri: found.uri,
        reason: reason.to_owned(),
    };
    tell(&tx, id, by, decision, now).await?;
    Ok(tx.commit().await?)
}

async fn take_out(
    tx: &Transaction,
    id: AccountId,
    by: AccountId,
    status: &Status,
    now: Timestamp,
) -> Result<()> {
    let state = GroupPostState::Removed;
    group::decide(&**tx, id, status.id, state, Some(by), now).await?;
    pin::delete(&**tx, id, status.id).await?;
    group_lock::delete(&**tx, id, status.id).await?;
    change::unboost(tx, id, status, now).await
}

/// Brings a status back that was taken out.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn restore(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    status: StatusId,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = in_state(&tx, id, status, GroupPostState::Removed).await?;
    let decision = Decision::Restore {
        uri: found.uri.clone(),
    };
    tell(&tx, id, by, decision, now).await?;
    announce(ctx, &tx, id, &found, Some(by.id), now).await?;
    Ok(tx.commit().await?)
}

/// Takes out what someone banned had posted, some at a time ([`Job::EmptyGroupOf`]). The ban told that it goes.
///
/// # Errors
/// When the database refuses.
pub async fn remove_all_of(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    who: AccountId,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let posted = group::list_announced_by(&*tx, id, who, BATCH).await?;
    let found = status::statuses_of(&*tx, &posted).await?;
    for status in found.values() {
        take_out(&tx, id, moderator, status, now).await?;
    }
    if !posted.is_empty() {
        let rest = Job::EmptyGroupOf {
            group_id: id,
            moderator_id: moderator,
            account_id: who,
        };
        job::enqueue(&tx, &rest, now).await?;
    }
    Ok(tx.commit().await?)
}
