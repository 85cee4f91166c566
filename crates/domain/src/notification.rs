//! Telling people what happened to them, and showing it.

use std::collections::HashMap;

use storage::Transaction;
use storage::id::{AccountId, NotificationId, StatusId};
use storage::kinds::NotificationKind;
pub use storage::notification::Filter;
use storage::notification::Notification;
use storage::{Page, notification};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::marker::{self, Timeline};
use crate::policy::{self, Audience, Place};
use crate::status;
use crate::timeline::{AccountRef, Entry};
use crate::viewer::Viewer;

/// Tells `account` with the transaction what `from` did, once however often it is called. Nobody is told who is not
/// local, does it themselves, blocks or mutes `from` or its domain; the caller need not ask.
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
    let row = notification::row(account, kind, from, status, now);
    if !notification::insert_wanted(&**tx, &row).await? {
        return Ok(());
    }
    let event = Event::Notified {
        notification_id: row.id,
        account_id: account,
    };
    event::announce(tx, &event, now).await
}

/// What someone was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its id, by which pages run.
    pub id: NotificationId,
    /// What happened.
    pub kind: NotificationKind,
    /// When they were told.
    pub created_at: Timestamp,
    /// Who did it.
    pub from: AccountRef,
    /// With which status, if with one.
    pub status: Option<Entry>,
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
    with_statuses(ctx, who, rows).await
}

/// Adds the statuses: one query for all of them.
async fn with_statuses(
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
    let told = rows.into_iter().map(|(row, from)| Told {
        id: row.id,
        kind: row.kind,
        created_at: row.created_at,
        from,
        status: entries.get(&row.status_id).copied(),
    });
    Ok(told.collect())
}

/// One notification of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, who: AccountId, id: NotificationId) -> Result<Told> {
    let row = notification::find_by_id(ctx.db.read(), who, &offered(who), id)
        .await?
        .ok_or(Error::NotFound)?;
    let told = with_statuses(ctx, who, vec![row]).await?;
    told.into_iter().next().ok_or(Error::NotFound)
}

/// How many notifications `who` has not read by the marker of their devices, counted up to `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn unread_count(ctx: &Context, who: AccountId, limit: u64) -> Result<usize> {
    let markers = marker::list(ctx, who, &[Timeline::Notifications]).await?;
    let read = markers.first().map_or(0, |marker| marker.last_read_id);
    let db = ctx.db.read();
    Ok(notification::count_after(db, who, &offered(who), read, limit).await?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    async fn told(ctx: &Context, who: AccountId) -> Vec<Told> {
        let page = Page::first(10);
        list(ctx, who, &Filter::default(), page)
            .await
            .expect("lists")
    }

    async fn follow_notice(ctx: &Context, account: AccountId, from: AccountId) {
        let tx = ctx.db.begin().await.expect("begins");
        let kind = NotificationKind::Follow;
        notify(&tx, account, kind, from, None, ctx.clock.now())
            .await
            .expect("notifies");
        tx.commit().await.expect("commits");
    }

    #[tokio::test]
    async fn only_a_local_recipient_is_told_and_once() {
        let test = testing::context().await;
        let anna = testing::local_account(&test.ctx, "anna").await.id;
        let bob = testing::remote_account(&test.ctx, "bob", "b.example")
            .await
            .id;
        for _ in 0..2 {
            follow_notice(&test.ctx, anna, bob).await;
        }
        follow_notice(&test.ctx, bob, anna).await;
        follow_notice(&test.ctx, anna, anna).await;
        let notices = told(&test.ctx, anna).await;
        assert_eq!(notices.len(), 1);
        assert_eq!((notices[0].from.id, notices[0].status), (bob, None));
        assert_eq!(told(&test.ctx, bob).await, vec![]);
        let events = storage::event::list_after(test.ctx.db.read(), 0, 10)
            .await
            .expect("lists");
        assert_eq!(events.len(), 1, "one event for one notification");
    }

    #[tokio::test]
    async fn security_41_a_notification_of_another_is_not_found() {
        let test = testing::context().await;
        let anna = testing::local_account(&test.ctx, "anna").await.id;
        let bob = testing::local_account(&test.ctx, "bob").await.id;
        follow_notice(&test.ctx, anna, bob).await;
        let id = told(&test.ctx, anna).await[0].id;
        assert!(matches!(
            show(&test.ctx, bob, id).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            dismiss(&test.ctx, bob, id).await,
            Err(Error::NotFound)
        ));
        assert_eq!(show(&test.ctx, anna, id).await.expect("is there").id, id);
        dismiss(&test.ctx, anna, id).await.expect("is dismissed");
        assert!(matches!(
            dismiss(&test.ctx, anna, id).await,
            Err(Error::NotFound)
        ));
    }
}
