//! Telling people what happened to them, and showing it.

pub mod group;
mod key;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use storage::id::{AccountId, NotificationId, StatusId};
use storage::kinds::NotificationKind;
pub use storage::notification::Filter;
use storage::notification::Notification;
use storage::{Page, notification, notification_request, push};
use storage::{Topic, Transaction};

pub use key::{GROUPABLE, Key, Written};

use crate::clock::Timestamp;
use crate::collection::{self, CollectionView};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::marker::{self, Timeline};
use crate::notification_mail;
use crate::policy::{self, Audience, Place};
use crate::preference::mailed_at_first;
use crate::status;
use crate::timeline::{AccountRef, Entry};
use crate::viewer::Viewer;

/// Tells `account` with the transaction what `from` did, once however often it is called. Nobody is told who is not
/// local, does it themselves, mutes the thread, blocks or mutes `from` or its domain, or lets it drop by policy; the
/// caller need not ask. What the policy filters is told to nobody before its request is accepted.
///
/// # Errors
/// When the database refuses.
pub async fn notify(
    tx: &Transaction,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    status: Option<StatusId>,
    now: Timestamp,
) -> Result<()> {
    let (group_key, open) = key::new(kind, status, now).unzip();
    let row = Notification {
        group_key,
        ..notification::row(account, kind, from, status, now)
    };
    let (open, mailed) = (open.unwrap_or_default(), mailed_at_first(kind));
    let made = notification::insert_wanted(&**tx, &row, &open, mailed).await?;
    let Some(made) = made else {
        return Ok(());
    };
    if made.filtered {
        return request(tx, &row, now).await;
    }
    if made.has_push {
        push::enqueue(&**tx, &row).await?;
        tx.concerns(Topic::Pushes);
    }
    if made.has_mail {
        notification_mail::plan(tx, account, now).await?;
    }
    let event = Event::Notified {
        notification_id: row.id,
        account_id: account,
    };
    event::announce(tx, &event, now).await
}

/// Whoever mentions or quotes someone and is filtered asks to be heard.
async fn request(tx: &Transaction, row: &Notification, now: Timestamp) -> Result<()> {
    if !matches!(
        row.kind,
        NotificationKind::Mention | NotificationKind::Quote
    ) {
        return Ok(());
    }
    let (account, from) = (row.account_id, row.from_account_id);
    Ok(notification_request::upsert(&**tx, account, from, row.status_id, now).await?)
}

/// What someone was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its id, by which pages run.
    pub id: NotificationId,
    /// What happened.
    pub kind: NotificationKind,
    /// The group to which it belongs.
    pub key: Written,
    /// When they were told.
    pub created_at: Timestamp,
    /// Who did it.
    pub from: AccountRef,
    /// With which status, if with one.
    pub status: Option<Entry>,
    /// The collection that they were put into; `None` when they are not in it any more.
    pub collection: Option<CollectionView>,
}

fn offered(who: AccountId) -> Audience {
    policy::audience(Viewer::Account(who), Place::Offered)
}

/// A page of what `who` was told, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, who: AccountId, filter: &Filter, page: Page) -> Result<Vec<Told>> {
    let rows = notification::list(ctx.db.read(), who, &offered(who), filter, page).await?;
    with_subjects(ctx, who, rows).await
}

/// Adds what they are about: of each kind all of it at once.
async fn with_subjects(
    ctx: &Context,
    who: AccountId,
    rows: Vec<(Notification, AccountRef)>,
) -> Result<Vec<Told>> {
    let ids: Vec<StatusId> = rows
        .iter()
        .map(|(row, _)| row.status_id)
        .filter(|id| *id != StatusId(0))
        .collect();
    let entries = status::list(ctx, Viewer::Account(who), &ids).await?;
    let entries: HashMap<StatusId, Entry> = entries
        .into_iter()
        .map(|entry| (entry.status.id, entry))
        .collect();
    let mut collections = collections(ctx, who, &rows).await?;
    let told = rows.into_iter().map(|(row, from)| Told {
        collection: collections.remove(&row.id),
        id: row.id,
        kind: row.kind,
        key: Written(key::of(row.id, row.group_key)),
        created_at: row.created_at,
        from,
        status: entries.get(&row.status_id).copied(),
    });
    Ok(told.collect())
}

/// The collections that notifications are about.
async fn collections(
    ctx: &Context,
    who: AccountId,
    rows: &[(Notification, AccountRef)],
) -> Result<HashMap<NotificationId, CollectionView>> {
    let added = rows
        .iter()
        .filter(|(row, _)| row.kind == NotificationKind::AddedToCollection);
    let owners: Vec<AccountId> = added.clone().map(|(_, from)| from.id).collect();
    let joined = collection::joined(ctx, who, &owners).await?;
    Ok(added
        .filter_map(|(row, from)| Some((row.id, joined.get(&from.id)?.clone())))
        .collect())
}

/// One notification of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, who: AccountId, id: NotificationId) -> Result<Told> {
    let row = notification::find_by_id(ctx.db.read(), who, &offered(who), id)
        .await?
        .ok_or(Error::NotFound)?;
    let told = with_subjects(ctx, who, vec![row]).await?;
    told.into_iter().next().ok_or(Error::NotFound)
}

/// How many notifications `who` has not read, counted up to `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn unread_count(
    ctx: &Context,
    who: AccountId,
    filter: &Filter,
    limit: u64,
) -> Result<usize> {
    let after = (last_read(ctx, who).await?, limit);
    let db = ctx.db.read();
    Ok(notification::count_after(db, who, &offered(who), filter, after).await?)
}

/// Up to where `who` has read, by the marker of their devices.
pub(crate) async fn last_read(ctx: &Context, who: AccountId) -> Result<i64> {
    let markers = marker::list(ctx, who, &[Timeline::Notifications]).await?;
    Ok(markers.first().map_or(0, |marker| marker.last_read_id))
}

/// Forgets everything `who` was told.
///
/// # Errors
/// When the database refuses.
pub async fn clear(ctx: &Context, who: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    notification::delete_all(&*tx, who).await?;
    Ok(tx.commit().await?)
}

/// Forgets one notification of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn dismiss(ctx: &Context, who: AccountId, id: NotificationId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !notification::delete(&*tx, who, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
