//! Statuses to be posted later. What may not be posted is refused when it is scheduled, and looked at again when it is due.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::time::Duration;

use storage::id::{AccountId, MediaId, ScheduledStatusId, StatusId};
use storage::media::{self, Media};
use storage::scheduled_status::{self as rows, ScheduledStatus as Row};
use storage::{Page, Transaction};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::reason::Reason;
use crate::secret::hash_token;
use crate::status::{self, NewStatus};

/// The shortest time before a status is posted, Mastodon's.
const AHEAD: Duration = Duration::from_mins(5);
/// Statuses of an account that wait, Mastodon's number.
const WAITING: u64 = 300;
/// Statuses of an account for one day (UTC), Mastodon's number.
const A_DAY: u64 = 25;
const DAY: Duration = Duration::from_hours(24);

/// A status that waits.
#[derive(Clone, Debug)]
pub struct ScheduledStatus {
    /// Its id; the status will have another.
    pub id: ScheduledStatusId,
    /// When it is posted.
    pub scheduled_at: Timestamp,
    /// What is posted.
    pub draft: NewStatus,
    /// The files that wait with it, in their order.
    pub media: Vec<Media>,
}

/// Lets a status of `author` be posted at `at`. With a key that was used before it is the one that was scheduled then.
///
/// # Errors
/// `Invalid` when the time is not five minutes ahead, too many wait, or the status could not be posted now.
pub async fn schedule(
    ctx: &Context,
    author: AccountId,
    draft: NewStatus,
    at: Timestamp,
) -> Result<ScheduledStatus> {
    let now = ctx.clock.now();
    let key = draft.idempotency_key.as_deref().map(hash_token);
    if let Some(key) = &key
        && let Some(known) = rows::find_by_key(ctx.db.read(), author, key).await?
    {
        return whole(ctx, known).await;
    }
    check_ahead(at, now)?;
    status::check(ctx, author, &draft).await?;
    let row = Row {
        id: ScheduledStatusId::generate(now),
        account_id: author,
        scheduled_at: at,
        draft: serde_json::to_string(&draft)?,
        idempotency_key: key,
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    check_room(&tx, author, None, at).await?;
    rows::insert(&*tx, row.clone(), &draft.media_ids).await?;
    plan(&tx, &row, now).await?;
    tx.commit().await?;
    whole(ctx, row).await
}

/// A page of what `author` will post, by the ids.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, author: AccountId, page: Page) -> Result<Vec<ScheduledStatus>> {
    let rows = rows::list(ctx.db.read(), author, page).await?;
    with_media(ctx, rows).await
}

/// One status that `author` will post.
///
/// # Errors
/// `NotFound`.
pub async fn show(
    ctx: &Context,
    author: AccountId,
    id: ScheduledStatusId,
) -> Result<ScheduledStatus> {
    let row = rows::find(ctx.db.read(), author, id).await?;
    whole(ctx, row.ok_or(Error::NotFound)?).await
}

/// Lets a status be posted at another time.
///
/// # Errors
/// `NotFound`; `Invalid` when the time is not five minutes ahead, or too many wait for that day.
pub async fn postpone(
    ctx: &Context,
    author: AccountId,
    id: ScheduledStatusId,
    at: Timestamp,
) -> Result<ScheduledStatus> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = rows::find(&*tx, author, id).await?.ok_or(Error::NotFound)?;
    check_ahead(at, now)?;
    check_room(&tx, author, Some(id), at).await?;
    rows::postpone(&*tx, id, at).await?;
    let row = Row {
        scheduled_at: at,
        ..row
    };
    plan(&tx, &row, now).await?;
    tx.commit().await?;
    whole(ctx, row).await
}

/// Lets a status not be posted. Its files stay the author's for a day.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, author: AccountId, id: ScheduledStatusId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, author, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// A status that is to be posted now, and by whom; `None` when it was posted, is gone, or waits for later.
///
/// # Errors
/// When the database refuses.
pub async fn due(ctx: &Context, id: ScheduledStatusId) -> Result<Option<(AccountId, NewStatus)>> {
    let row = rows::find_by_id(ctx.db.read(), id).await?;
    let Some(row) = row.filter(|row| row.scheduled_at <= ctx.clock.now()) else {
        return Ok(None);
    };
    let draft: NewStatus = serde_json::from_str(&row.draft)?;
    let fulfils = NewStatus {
        scheduled_id: Some(id),
        ..draft
    };
    Ok(Some((row.account_id, fulfils)))
}

/// Posts a status that is due. One that may not be posted any more stays where its author sees it.
///
/// # Errors
/// When the database refuses.
pub async fn publish(ctx: &Context, id: ScheduledStatusId) -> Result<Option<StatusId>> {
    let Some((author, draft)) = due(ctx, id).await? else {
        return Ok(None);
    };
    match status::publish(ctx, author, draft).await {
        Ok(posted) => Ok(Some(posted)),
        Err(error @ (Error::NotFound | Error::Invalid { .. } | Error::Forbidden(_))) => {
            tracing::info!(scheduled = id.0, %error, "a scheduled status was not posted");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn check_ahead(at: Timestamp, now: Timestamp) -> Result<()> {
    if at > now.after(AHEAD) {
        return Ok(());
    }
    let reason = "must be at least 5 minutes ahead";
    Err(Error::invalid("scheduled_at", reason))
}

async fn check_room(
    tx: &Transaction,
    author: AccountId,
    but: Option<ScheduledStatusId>,
    at: Timestamp,
) -> Result<()> {
    let day = i64::try_from(DAY.as_millis()).unwrap_or(i64::MAX);
    let midnight = Timestamp(at.millis() - at.millis().rem_euclid(day));
    let (all, that_day) = rows::count(&**tx, author, but, (midnight, midnight.after(DAY))).await?;
    if all >= WAITING {
        let reason = Reason::new("is one too many: at most {most} can wait").with("most", WAITING);
        return Err(Error::invalid("scheduled_at", reason));
    }
    if that_day >= A_DAY {
        let reason = Reason::new("is one too many for that day: at most {most} can wait")
            .with("most", A_DAY);
        return Err(Error::invalid("scheduled_at", reason));
    }
    Ok(())
}

async fn plan(tx: &Transaction, row: &Row, now: Timestamp) -> Result<()> {
    let scheduled_id = row.id;
    let job = Job::PublishScheduled { scheduled_id };
    job::enqueue_at(tx, &job, None, row.scheduled_at, now).await
}

async fn whole(ctx: &Context, row: Row) -> Result<ScheduledStatus> {
    let whole = with_media(ctx, vec![row]).await?;
    whole.into_iter().next().ok_or(Error::NotFound)
}

/// Adds the files: one query for all of them.
async fn with_media(ctx: &Context, rows: Vec<Row>) -> Result<Vec<ScheduledStatus>> {
    let drafts: Vec<NewStatus> = rows
        .iter()
        .map(|row| serde_json::from_str(&row.draft))
        .collect::<std::result::Result<_, _>>()?;
    let ids: Vec<MediaId> = drafts
        .iter()
        .flat_map(|draft| &draft.media_ids)
        .copied()
        .collect();
    let files: HashMap<MediaId, Media> = media::media_of(ctx.db.read(), &ids).await?;
    let with = |(row, draft): (Row, NewStatus)| ScheduledStatus {
        id: row.id,
        scheduled_at: row.scheduled_at,
        media: draft
            .media_ids
            .iter()
            .filter_map(|id| files.get(id).cloned())
            .collect(),
        draft,
    };
    Ok(rows.into_iter().zip(drafts).map(with).collect())
}
