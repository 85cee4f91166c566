//! What other servers say about follows. That the activity is its actor's was checked before; what it may change here
//! is decided by who the actor is.

use storage::account::Account;
use storage::follow::Follow;
use storage::id::{AccountId, FollowId};
use storage::kinds::ActorKind;
use storage::{Transaction, account_domain_block, block, follow, tombstone};

use super::{Told, agree, ask, end, send_accept};
use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_member;
use crate::inbox::Undone;
use crate::outgoing::{self, Outgoing};
use crate::relay;

/// How an Accept or Reject names a follow.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// By the id of the Follow.
    Uri(&'a str),
    /// By the follower.
    Party(AccountId),
}

/// A remote `follower` asks to follow the local `target` by the Follow `uri`. Asked again, it is answered again.
pub async fn receive(
    ctx: &Context,
    follower: AccountId,
    target: AccountId,
    uri: &str,
) -> Result<()> {
    let (follower, target) = account::pair(ctx, follower, target).await?;
    let here = target.domain.is_none() && account::is_present(&target);
    if !here || !account::is_present(&follower) {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if tombstone::exists(&*tx, uri).await? {
        return Ok(());
    }
    if refuses(&tx, &target, &follower).await? {
        let reject = Outgoing::Reject {
            account_id: target.id,
            follow_uri: uri.to_owned(),
            follower_id: follower.id,
        };
        outgoing::send(&tx, reject, now).await?;
    } else if keep(&tx, &follower, &target, uri, now).await? {
        send_accept(&tx, uri.to_owned(), &follower, target.id, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Nobody but relays that were asked follows the instance itself; nobody follows an account that moved, a group that banned
/// them, or one that blocks them or their server.
async fn refuses(tx: &Transaction, target: &Account, follower: &Account) -> Result<bool> {
    let domain = follower.domain.as_deref().unwrap_or_default();
    let is_instance = target.kind == ActorKind::Application;
    Ok((is_instance && !relay::is_asked(tx, follower).await?)
        || target.moved_to_id.is_some()
        || block::find(&**tx, target.id, follower.id).await?.is_some()
        || group_member::is_banned(tx, target.id, follower.id).await?
        || account_domain_block::exists(&**tx, target.id, domain).await?)
}

/// Keeps the request, new or known; says whether it is agreed to.
async fn keep(
    tx: &Transaction,
    follower: &Account,
    target: &Account,
    uri: &str,
    now: Timestamp,
) -> Result<bool> {
    if let Some(known) = follow::find(&**tx, follower.id, target.id).await? {
        // The newest id counts: an Undo will name that one.
        follow::set_uri(&**tx, known.id, uri).await?;
        return Ok(known.accepted_at.is_some());
    }
    let row = Follow {
        id: FollowId::generate(now),
        account_id: follower.id,
        target_id: target.id,
        uri: Some(uri.to_owned()),
        show_reblogs: true,
        notify: false,
        languages: "[]".into(),
        accepted_at: None,
        sent_at: None,
        created_at: now,
    };
    if !follow::insert(&**tx, row.clone()).await? {
        return Ok(false);
    }
    ask(tx, &row, follower, target, now).await
}

/// The remote `target` agrees to be followed.
///
/// # Errors
/// `NotFound` when nobody here asked this account.
pub async fn receive_accept(ctx: &Context, target: AccountId, asked: Asked<'_>) -> Result<()> {
    let request = answered(ctx, target, asked).await?;
    let (follower, _) = account::pair(ctx, request.account_id, target).await?;
    let tx = ctx.db.begin().await?;
    agree(&tx, &request, &follower, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The remote `target` refuses to be followed, or does not want to be followed any more.
///
/// # Errors
/// `NotFound` when nobody here follows or asked this account.
pub async fn receive_reject(ctx: &Context, target: AccountId, asked: Asked<'_>) -> Result<()> {
    let request = answered(ctx, target, asked).await?;
    let (follower, target) = account::pair(ctx, request.account_id, target).await?;
    let tx = ctx.db.begin().await?;
    end(&tx, &follower, &target, Told::Nobody, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The follow that `target` answers: one of a local account for `target` and for nobody else.
async fn answered(ctx: &Context, target: AccountId, asked: Asked<'_>) -> Result<Follow> {
    let found = match asked {
        Asked::Uri(uri) => asked_by(ctx, uri).await?,
        Asked::Party(follower) => follow::find(ctx.db.read(), follower, target).await?,
    };
    found
        .filter(|follow| follow.target_id == target)
        .ok_or(Error::NotFound)
}

/// The follow that we asked for by the Follow `uri`. It may have been sent more than once, under other ids.
async fn asked_by(ctx: &Context, uri: &str) -> Result<Option<Follow>> {
    let db = ctx.db.read();
    match ctx.uris.follow_of(uri) {
        Some(id) => Ok(follow::find_by_id(db, id).await?),
        None => Ok(follow::find_by_uri(db, uri).await?),
    }
}

/// The remote `follower` follows `target` no more. An Undo that overtakes its Follow is remembered.
///
/// # Errors
/// `NotFound` when the Follow that is named is someone else's.
pub async fn receive_undo(
    ctx: &Context,
    follower: AccountId,
    undone: Undone<'_>,
    target: Option<AccountId>,
) -> Result<()> {
    let db = ctx.db.read();
    let named = match undone.uri {
        Some(uri) => follow::find_by_uri(db, uri).await?,
        None => None,
    };
    if named
        .as_ref()
        .is_some_and(|follow| follow.account_id != follower)
    {
        return Err(Error::NotFound);
    }
    let overtakes = undone.uri.filter(|_| named.is_none());
    let found = match (named, target) {
        (None, Some(target)) if !undone.came => follow::find(db, follower, target).await?,
        (named, _) => named,
    };
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if let Some(uri) = overtakes {
        tombstone::insert(&*tx, uri, Some(follower), now).await?;
    }
    if let Some(follow) = found {
        let (follower, target) = account::pair(ctx, follower, follow.target_id).await?;
        end(&tx, &follower, &target, Told::Nobody, now).await?;
    }
    Ok(tx.commit().await?)
}
