//! Those who mentioned someone and were filtered: they are heard, or not, from then on.

use std::collections::HashMap;

use storage::id::{AccountId, NotificationRequestId, StatusId};
use storage::notification_request as rows;
use storage::{Page, Transaction, notification_policy};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::conversation;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::status;
use crate::timeline::Entry;
use crate::viewer::Viewer;

/// Someone who asks to be heard, and what they said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationRequest {
    /// Who, and how much of theirs waits.
    pub row: rows::NotificationRequest,
    /// The latest status that was filtered, as far as it can still be seen.
    pub last_status: Option<Entry>,
}

/// A page of the requests to `who`.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<NotificationRequest>> {
    let rows = rows::list(ctx.db.read(), who, page).await?;
    with_statuses(ctx, who, rows).await
}

/// One request to `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(
    ctx: &Context,
    who: AccountId,
    id: NotificationRequestId,
) -> Result<NotificationRequest> {
    let row = rows::find_by_id(ctx.db.read(), who, id)
        .await?
        .ok_or(Error::NotFound)?;
    let found = with_statuses(ctx, who, vec![row]).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

async fn with_statuses(
    ctx: &Context,
    who: AccountId,
    rows: Vec<rows::NotificationRequest>,
) -> Result<Vec<NotificationRequest>> {
    let ids: Vec<StatusId> = rows.iter().map(|row| row.last_status_id).collect();
    let entries = status::list(ctx, Viewer::Account(who), &ids).await?;
    let entries: HashMap<StatusId, Entry> = entries
        .into_iter()
        .map(|entry| (entry.status.id, entry))
        .collect();
    let requests = rows.into_iter().map(|row| NotificationRequest {
        last_status: entries.get(&row.last_status_id).copied(),
        row,
    });
    Ok(requests.collect())
}

/// How a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They are heard: what waits is shown, and what they say from now on passes the policy.
    Accept,
    /// What waits is forgotten; they may ask again.
    Dismiss,
}

/// Answers one request to `who`.
///
/// # Errors
/// `NotFound`.
pub async fn answer(
    ctx: &Context,
    who: AccountId,
    id: NotificationRequestId,
    answer: Answer,
) -> Result<()> {
    if answer_all(ctx, who, &[id], answer).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Answers the requests to `who` that are among `ids`, and says how many those were.
///
/// # Errors
/// When the database refuses.
pub async fn answer_all(
    ctx: &Context,
    who: AccountId,
    ids: &[NotificationRequestId],
    answer: Answer,
) -> Result<usize> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let senders = rows::take(&*tx, who, ids).await?;
    if senders.is_empty() {
        return Ok(0);
    }
    match answer {
        Answer::Accept => hear(&tx, who, &senders, now).await?,
        Answer::Dismiss => rows::delete_waiting(&*tx, who, &senders).await?,
    }
    tx.commit().await?;
    Ok(senders.len())
}

async fn hear(
    tx: &Transaction,
    who: AccountId,
    senders: &[AccountId],
    now: Timestamp,
) -> Result<()> {
    notification_policy::permit(&**tx, who, senders, now).await?;
    conversation::hear(tx, who, senders, now).await?;
    rows::unfilter(&**tx, who, senders).await?;
    let merged = Event::NotificationsMerged { account_id: who };
    event::announce(tx, &merged, now).await
}
