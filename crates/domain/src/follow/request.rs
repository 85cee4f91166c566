//! Requests to follow a local account that decides itself, and requests of ours that nobody answered.

use std::time::Duration;

use storage::account_list::{self, List};
use storage::id::AccountId;
use storage::kinds::NotificationKind;
use storage::{Page, follow, notification};

use super::{Told, agree, end, send_accept};
use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;

/// A request that was not answered for so long is sent again: the Accept may have been lost. From then on the pauses double.
const RESEND_AFTER: Duration = Duration::from_hours(24);
/// An older request is not sent again: it waits for a person. So it is sent after 1, 2, 4 and 8 days.
const RESEND_FOR: Duration = Duration::from_hours(14 * 24);
/// Requests that are taken at a time.
const BATCH: u64 = 100;

/// Lets `follower` follow `who`.
///
/// # Errors
/// `NotFound` when they did not ask.
pub async fn authorize(ctx: &Context, who: AccountId, follower: AccountId) -> Result<()> {
    let (follower, target) = account::pair(ctx, follower, who).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let request = follow::find(&*tx, follower.id, target.id)
        .await?
        .ok_or(Error::NotFound)?;
    if request.accepted_at.is_some() {
        return Ok(());
    }
    agree(&tx, &request, &follower, now).await?;
    let asked = Some(NotificationKind::FollowRequest);
    notification::delete_from(&*tx, target.id, follower.id, asked).await?;
    let kind = NotificationKind::Follow;
    notify(&tx, target.id, kind, follower.id, None, now).await?;
    if let (Some(uri), Some(_)) = (request.uri, &follower.domain) {
        send_accept(&tx, uri, &follower, target.id, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Lets everyone in who waits, when `who` is locked no more.
pub async fn authorize_all(ctx: &Context, who: AccountId) -> Result<()> {
    loop {
        let page = Page::first(BATCH);
        let requests = List::RequestersOf(who);
        let waiting = account_list::list(ctx.db.read(), requests, None, page).await?;
        for request in &waiting {
            authorize(ctx, who, request.account_id).await?;
        }
        if waiting.is_empty() {
            return Ok(());
        }
    }
}

/// How many wait for `who` to answer.
pub async fn count_requests(ctx: &Context, who: AccountId) -> Result<i64> {
    Ok(follow::count_requests(ctx.db.read(), who).await?)
}

/// Refuses the request of `follower` to follow `who`.
///
/// # Errors
/// `NotFound` when they did not ask.
pub async fn reject(ctx: &Context, who: AccountId, follower: AccountId) -> Result<()> {
    let (follower, target) = account::pair(ctx, follower, who).await?;
    let tx = ctx.db.begin().await?;
    if !end(&tx, &follower, &target, Told::Server, ctx.clock.now()).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Sends requests again that remote accounts have not answered; run now and then. Says how many. Each time the Follow has
/// another id: a server may well drop what it has seen already.
pub async fn resend(ctx: &Context) -> Result<usize> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let since = now.before(RESEND_FOR);
    let requests = follow::list_unanswered(&*tx, since, RESEND_AFTER, now, BATCH).await?;
    let followers: Vec<AccountId> = requests.iter().map(|request| request.account_id).collect();
    let followers = storage::account::accounts_of(&*tx, &followers).await?;
    for request in &requests {
        let Some(follower) = followers.get(&request.account_id) else {
            continue;
        };
        let uri = Uris::follow_again(&follower.uri, request.id, now);
        follow::set_sent(&*tx, request.id, uri, now).await?;
        let again = Outgoing::Follow {
            follow_id: request.id,
        };
        outgoing::send(&tx, again, now).await?;
    }
    tx.commit().await?;
    Ok(requests.len())
}
