//! Favourites (`Like`), given here and received.

use storage::Transaction;
use storage::favourite::{self, Favourite};
use storage::id::{AccountId, FavouriteId, StatusId};
use storage::kinds::NotificationKind;
use storage::status::{self, Count, Status};
use storage::{notification, tombstone};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_vote;
use crate::inbox::Undone;
use crate::interaction::{self, Interaction};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::status::find_original;
use crate::uri::Uris;
use crate::viewer::Viewer;

/// `who` favourites a status; doing so again changes nothing.
///
/// # Errors
/// `NotFound` when `who` may not see it, `Invalid` when its author does not let them.
pub async fn favourite(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    interaction::check(ctx, who, &status, Interaction::Favourite).await?;
    let id = FavouriteId::generate(now);
    let uri = Uris::fragment(&ctx.uris.actor(who), &format!("likes/{id}"));
    let tx = ctx.db.begin().await?;
    let row = Favourite {
        id,
        account_id: who,
        status_id: status.id,
        uri: Some(uri),
        created_at: now,
    };
    if add(&tx, row, &status, now).await? {
        if !status.local {
            let activity = Outgoing::Like { favourite_id: id };
            outgoing::send(&tx, activity, now).await?;
        }
        group_vote::liked(&tx, &status, id, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Someone on another server favourites a status that is known here.
///
/// # Errors
/// `NotFound` when they may not see it.
pub async fn receive(ctx: &Context, who: AccountId, status: StatusId, uri: &str) -> Result<()> {
    let now = ctx.clock.now();
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    let tx = ctx.db.begin().await?;
    if tombstone::exists(&*tx, uri).await? {
        return Ok(());
    }
    let row = Favourite {
        id: FavouriteId::generate(now),
        account_id: who,
        status_id: status.id,
        uri: Some(uri.to_owned()),
        created_at: now,
    };
    if !add(&tx, row, &status, now).await? {
        // The newest id counts: an Undo will name that one.
        favourite::set_uri(&*tx, who, status.id, uri).await?;
    }
    Ok(tx.commit().await?)
}

async fn add(tx: &Transaction, row: Favourite, status: &Status, now: Timestamp) -> Result<bool> {
    let who = row.account_id;
    if !favourite::insert(&**tx, row).await? {
        return Ok(false);
    }
    status::add(&**tx, status.id, Count::Favourites, 1).await?;
    let kind = NotificationKind::Favourite;
    notify(tx, status.account_id, kind, who, Some(status.id), now).await?;
    Ok(true)
}

/// `who` takes a favourite back; one that is not there is no error.
///
/// # Errors
/// `NotFound` when `who` may not see the status and never favourited it.
pub async fn unfavourite(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    // Once favourited it may be taken back, even when the status cannot be seen any more.
    let Some(row) = favourite::find(ctx.db.read(), who, status).await? else {
        find_original(ctx, Viewer::Account(who), status).await?;
        return Ok(());
    };
    let status = status::find_by_id(ctx.db.read(), status)
        .await?
        .ok_or(Error::NotFound)?;
    let tx = ctx.db.begin().await?;
    if remove(&tx, &row).await?
        && let Some(uri) = row.uri
    {
        group_vote::unliked(&tx, &status, who, &uri, now).await?;
        if !status.local {
            let activity = Outgoing::UndoLike {
                account_id: who,
                uri,
                object_uri: status.uri,
                author_id: status.account_id,
            };
            outgoing::send(&tx, activity, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Someone on another server takes the favourite of a status back. Said before the favourite itself came, it will not be
/// let in.
///
/// The caller has made sure that the id is of their server.
///
/// # Errors
/// When the database refuses.
pub async fn receive_undo(
    ctx: &Context,
    who: AccountId,
    undone: Undone<'_>,
    status: Option<StatusId>,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if let Some(uri) = undone.uri {
        tombstone::insert(&*tx, uri, Some(who), now).await?;
    }
    if let Some(status) = status
        && let Some(row) = favourite::find(&*tx, who, status).await?
        && undone.means(row.uri.as_deref())
    {
        remove(&tx, &row).await?;
    }
    Ok(tx.commit().await?)
}

async fn remove(tx: &Transaction, row: &Favourite) -> Result<bool> {
    if !favourite::delete(&**tx, row.id).await? {
        return Ok(false);
    }
    status::add(&**tx, row.status_id, Count::Favourites, -1).await?;
    let told = (NotificationKind::Favourite, row.account_id);
    notification::delete_of_status(&**tx, row.status_id, Some(told)).await?;
    Ok(true)
}
