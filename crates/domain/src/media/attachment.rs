//! What statuses carry. All of it runs in the transaction of the status's own use-case.

use storage::Transaction;
use storage::id::{AccountId, MediaId, StatusId};
use storage::media as rows;

use super::{Wording, file};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::secret;

/// Makes `ids`, in their order, what a status of `account` carries. What it carried before and does not carry now stays
/// for its history.
///
/// # Errors
/// `Invalid` when one is not an upload of `account`, or another status carries it.
pub async fn attach(
    tx: &Transaction,
    account: AccountId,
    status: StatusId,
    ids: &[MediaId],
) -> Result<()> {
    rows::retire_others(&**tx, status, ids).await?;
    let attached = rows::attach(&**tx, account, status, ids).await?;
    if usize::try_from(attached).is_ok_and(|count| count == ids.len()) {
        return Ok(());
    }
    Err(Error::invalid(
        "media_ids",
        "name a file that is not yours, or that another status carries",
    ))
}

/// Changes, with an edit of a status of `account`, what is said about a file that it carries.
///
/// # Errors
/// `Invalid` when the status does not carry it, or the text is too long.
pub async fn redescribe(
    tx: &Transaction,
    account: AccountId,
    status: StatusId,
    id: MediaId,
    wording: Wording,
) -> Result<()> {
    let wording = wording.checked()?;
    let found = rows::find_attachment_of(&**tx, account, id).await?;
    if found.is_none_or(|media| media.status_id != Some(status)) {
        return Err(Error::invalid(
            "media_attributes",
            "name a file that the status does not carry",
        ));
    }
    Ok(rows::describe(&**tx, id, &wording).await?)
}

/// Before its author deletes a status: what it carried can be posted again for a day, and the old addresses are dead.
///
/// # Errors
/// When the database refuses.
pub async fn detach(tx: &Transaction, status: StatusId, now: Timestamp) -> Result<()> {
    for media in rows::list_bound(&**tx, &[status]).await? {
        rows::detach(&**tx, media.id, secret::random_token(), now).await?;
    }
    Ok(())
}

/// Before statuses are removed for good: what they carry goes with them.
///
/// # Errors
/// When the database refuses.
pub async fn discard(tx: &Transaction, statuses: &[StatusId], now: Timestamp) -> Result<()> {
    let ids: Vec<MediaId> = rows::list_bound(&**tx, statuses)
        .await?
        .iter()
        .map(|media| media.id)
        .collect();
    let removed = rows::delete(&**tx, &ids).await?;
    file::forget(tx, &removed, now).await
}

/// Removes up to `limit` files of an account that is gone; says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn discard_of_account(
    tx: &Transaction,
    account: AccountId,
    limit: u64,
    now: Timestamp,
) -> Result<usize> {
    let found = rows::list_of_account(&**tx, account, limit).await?;
    let ids: Vec<MediaId> = found.iter().map(|media| media.id).collect();
    let removed = rows::delete(&**tx, &ids).await?;
    file::forget(tx, &removed, now).await?;
    Ok(removed.len())
}
