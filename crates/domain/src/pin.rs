//! Statuses on top of their author's profile (the `featured` collection).

use storage::Transaction;
use storage::id::{AccountId, PinId, StatusId};
use storage::kinds::Visibility;
use storage::pin::{self, Pin};
use storage::status::{self, Status};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::reason::Reason;
use crate::status::find_original;
use crate::viewer::Viewer;

/// Pins of one account, as in Mastodon.
pub const LIMIT: u64 = 5;

/// `author` pins a status of theirs; doing so again changes nothing.
///
/// # Errors
/// `NotFound` when they may not see it, `Invalid` when it is someone else's, a boost or direct, or there are too many.
pub async fn pin(ctx: &Context, author: AccountId, status: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    let status = find_original(ctx, Viewer::Account(author), status).await?;
    check_pinnable(author, &status)?;
    let tx = ctx.db.begin().await?;
    if pin::count(&*tx, author).await? >= LIMIT {
        let reason = Reason::new("cannot be pinned: unpin one of your {most} pinned posts first")
            .with("most", LIMIT);
        return Err(Error::invalid("status", reason));
    }
    if pin::insert(&*tx, row(&status, now)).await? {
        let activity = Outgoing::Pin {
            account_id: author,
            status_uri: status.uri,
        };
        outgoing::send(&tx, activity, now).await?;
    }
    Ok(tx.commit().await?)
}

fn check_pinnable(author: AccountId, status: &Status) -> Result<()> {
    if status.account_id != author {
        return Err(Error::invalid("status", "of someone else cannot be pinned"));
    }
    match status.visibility {
        Visibility::Public | Visibility::Unlisted | Visibility::Private => Ok(()),
        _ => Err(Error::invalid(
            "status",
            "is for certain people only and cannot be pinned",
        )),
    }
}

fn row(status: &Status, now: crate::Timestamp) -> Pin {
    Pin {
        id: PinId::generate(now),
        account_id: status.account_id,
        status_id: status.id,
        created_at: now,
    }
}

/// `author` takes a pin off; one that is not there is no error.
///
/// # Errors
/// `NotFound` when they may not see the status.
pub async fn unpin(ctx: &Context, author: AccountId, status: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    let status = find_original(ctx, Viewer::Account(author), status).await?;
    let tx = ctx.db.begin().await?;
    if pin::delete(&*tx, author, status.id).await? {
        let activity = Outgoing::Unpin {
            account_id: author,
            status_uri: status.uri,
        };
        outgoing::send(&tx, activity, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Another server says that `author` pinned a status that is known here. What cannot be pinned is ignored, and what is too
/// much as well.
pub async fn receive(ctx: &Context, author: AccountId, status: StatusId) -> Result<()> {
    let status = find_original(ctx, Viewer::Account(author), status).await?;
    let tx = ctx.db.begin().await?;
    if check_pinnable(author, &status).is_ok() && pin::count(&*tx, author).await? < LIMIT {
        pin::insert(&*tx, row(&status, ctx.clock.now())).await?;
    }
    Ok(tx.commit().await?)
}

/// What another server lists as the pins of `author`, whole: the others are taken off. What cannot be pinned is left out.
pub(crate) async fn keep_remote(
    tx: &Transaction,
    author: AccountId,
    pinned: &[StatusId],
    now: Timestamp,
) -> Result<()> {
    let mut found = status::statuses_of(&**tx, pinned).await?;
    let listed = pinned.iter().filter_map(|id| found.remove(id));
    let mut pinnable: Vec<Status> = listed
        .filter(|status| check_pinnable(author, status).is_ok())
        .collect();
    pinnable.truncate(usize::try_from(LIMIT).unwrap_or(usize::MAX));
    let ids: Vec<StatusId> = pinnable.iter().map(|status| status.id).collect();
    pin::delete_but(&**tx, author, &ids).await?;
    // The first is shown on top, where the newest pin stands.
    for status in pinnable.iter().rev() {
        pin::insert(&**tx, row(status, now)).await?;
    }
    Ok(())
}

/// Another server says that `author` took a pin off.
pub async fn receive_undo(ctx: &Context, author: AccountId, status: StatusId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    pin::delete(&*tx, author, status).await?;
    Ok(tx.commit().await?)
}
