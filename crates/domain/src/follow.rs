//! Following: asking, agreeing, refusing, ending. Every use-case here may be repeated.

mod end;
mod incoming;
mod request;
pub mod synchronization;
#[cfg(test)]
mod tests;

use storage::account::{Account, Count};
use storage::follow::Follow;
use storage::id::{AccountId, FollowId};
use storage::kinds::NotificationKind;
use storage::{Transaction, account_domain_block, block, follow, home};

pub(crate) use end::{Told, end};
pub use end::{remove_from_followers, unfollow};
pub use incoming::{Asked, receive, receive_accept, receive_reject, receive_undo};
pub use request::{authorize, authorize_all, count_requests, reject, resend};

use crate::account;
use crate::account_move;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_member;
use crate::list;
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;

/// Statuses that a new follow puts into the follower's home, so that it is not empty.
const BACKFILL: u64 = 20;

/// What the follower wants to see. What is `None` stays as it is, or as Mastodon has it at first.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Boosts too.
    pub reblogs: Option<bool>,
    /// A notification for each status.
    pub notify: Option<bool>,
    /// Only statuses in these languages; all when empty.
    pub languages: Option<Vec<String>>,
}

/// Follows `target`, or changes what is shown of it. A local target agrees at once unless it is locked, a remote one is
/// asked. One that blocks `who` is not found.
pub async fn follow(
    ctx: &Context,
    who: AccountId,
    target: AccountId,
    options: &Options,
) -> Result<()> {
    let (follower, target) = account::pair(ctx, who, target).await?;
    if follower.id == target.id {
        return Err(Error::Forbidden("You cannot follow yourself"));
    }
    if !account::is_present(&target) {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if let Some(known) = follow::find(&*tx, follower.id, target.id).await? {
        change(&tx, &known, options).await?;
    } else {
        account_move::check_here(&follower)?;
        if target.moved_to_id.is_some() {
            return Err(Error::Forbidden(
                "This account moved: follow the one that it moved to",
            ));
        }
        begin(&tx, &follower, &target, options, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn change(tx: &Transaction, known: &Follow, options: &Options) -> Result<()> {
    let settings = follow::Settings {
        show_reblogs: options.reblogs.unwrap_or(known.show_reblogs),
        notify: options.notify.unwrap_or(known.notify),
        languages: match &options.languages {
            Some(languages) => serde_json::to_string(languages)?,
            None => known.languages.clone(),
        },
    };
    Ok(follow::set(&**tx, known.id, settings).await?)
}

/// A new follow, within a use-case that made sure that there is none yet.
pub(crate) async fn begin(
    tx: &Transaction,
    follower: &Account,
    target: &Account,
    options: &Options,
    now: Timestamp,
) -> Result<()> {
    refuse_blocked(tx, follower, target).await?;
    let id = FollowId::generate(now);
    let row = Follow {
        id,
        account_id: follower.id,
        target_id: target.id,
        uri: Some(Uris::follow(&follower.uri, id)),
        show_reblogs: options.reblogs.unwrap_or(true),
        notify: options.notify.unwrap_or(false),
        languages: serde_json::to_string(options.languages.as_deref().unwrap_or_default())?,
        accepted_at: None,
        sent_at: target.domain.is_some().then_some(now),
        created_at: now,
    };
    if !follow::insert(&**tx, row.clone()).await? {
        return Ok(());
    }
    if target.domain.is_some() {
        return outgoing::send(tx, Outgoing::Follow { follow_id: id }, now).await;
    }
    ask(tx, &row, follower, target, now).await?;
    Ok(())
}

async fn refuse_blocked(tx: &Transaction, follower: &Account, target: &Account) -> Result<()> {
    if block::find(&**tx, target.id, follower.id).await?.is_some() {
        return Err(Error::NotFound);
    }
    if block::find(&**tx, follower.id, target.id).await?.is_some() {
        return Err(Error::Forbidden("You block this account: unblock it first"));
    }
    if group_member::is_banned(tx, target.id, follower.id).await? {
        return Err(Error::Forbidden("You are banned from this group"));
    }
    let domain = target.domain.as_deref().unwrap_or_default();
    if account_domain_block::exists(&**tx, follower.id, domain).await? {
        return Err(Error::Forbidden("You block this server: unblock it first"));
    }
    Ok(())
}

/// A new request reaches a local `target`: it agrees at once, or is told and decides. Says whether it agreed.
async fn ask(
    tx: &Transaction,
    follow: &Follow,
    follower: &Account,
    target: &Account,
    now: Timestamp,
) -> Result<bool> {
    let decides = target.locked || follower.silenced_at.is_some();
    let kind = if decides {
        NotificationKind::FollowRequest
    } else {
        agree(tx, follow, follower, now).await?;
        NotificationKind::Follow
    };
    notify(tx, target.id, kind, follower.id, None, now).await?;
    Ok(!decides)
}

/// Makes a request a follow: both are counted, and a local follower finds statuses in their home.
async fn agree(
    tx: &Transaction,
    follow: &Follow,
    follower: &Account,
    now: Timestamp,
) -> Result<()> {
    if !follow::accept(&**tx, follow.id, now).await? {
        return Ok(());
    }
    storage::account::add(&**tx, follow.account_id, Count::Following, 1).await?;
    storage::account::add(&**tx, follow.target_id, Count::Followers, 1).await?;
    if follower.domain.is_none() {
        home::merge(&**tx, follow.account_id, follow.target_id, BACKFILL).await?;
        list::begin(tx, follow.account_id, follow.target_id).await?;
    }
    Ok(())
}

/// Tells the server of a remote follower that a local `target` agreed to the follow `uri`.
async fn send_accept(
    tx: &Transaction,
    uri: String,
    follower: &Account,
    target: AccountId,
    now: Timestamp,
) -> Result<()> {
    let accept = Outgoing::Accept {
        account_id: target,
        follow_uri: uri,
        follower_id: follower.id,
    };
    outgoing::send(tx, accept, now).await
}
