//! Avatars and headers.

use bytes::Bytes;
use storage::Transaction;
use storage::id::{AccountId, MediaId};
use storage::kinds::MediaPurpose;
use storage::media as rows;

use super::file::{self, Kept};
use super::remote::{self, RemoteMedia};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// A picture that was read and stored; [`replace_picture`] makes it an account's.
pub struct NewPicture {
    purpose: MediaPurpose,
    kept: Kept,
}

/// Reads and stores an avatar or header, before the transaction that changes the account.
///
/// # Errors
/// `Invalid`, naming `avatar` or `header`.
pub async fn read_picture(
    ctx: &Context,
    purpose: MediaPurpose,
    bytes: Bytes,
) -> Result<NewPicture> {
    let kept = file::keep(ctx, bytes, purpose).await?;
    Ok(NewPicture { purpose, kept })
}

/// Puts `new`, or none, in the place of an account's avatar or header `old`. The caller writes the returned id into the
/// account, whose revision rises thereby.
///
/// # Errors
/// When the database refuses.
pub async fn replace_picture(
    tx: &Transaction,
    account: AccountId,
    old: Option<MediaId>,
    new: Option<NewPicture>,
    now: Timestamp,
) -> Result<Option<MediaId>> {
    discard(tx, old, now).await?;
    let Some(NewPicture { purpose, kept }) = new else {
        return Ok(None);
    };
    let media = kept.row(account, purpose, now);
    let id = media.id;
    rows::insert(&**tx, vec![media]).await?;
    kept.named();
    Ok(Some(id))
}

/// The same for a remote account, whose picture is fetched when it is first asked for. The same address again changes
/// nothing.
///
/// # Errors
/// When the database refuses.
pub async fn replace_remote_picture(
    tx: &Transaction,
    account: AccountId,
    purpose: MediaPurpose,
    old: Option<MediaId>,
    new: Option<&RemoteMedia>,
    now: Timestamp,
) -> Result<Option<MediaId>> {
    if let (Some(id), Some(file)) = (old, new) {
        let known = rows::find_by_id(&**tx, id).await?;
        if known.is_some_and(|media| media.remote_url.as_deref() == Some(&file.url)) {
            return Ok(old);
        }
    }
    discard(tx, old, now).await?;
    let Some(file) = new else { return Ok(None) };
    let media = remote::row(account, purpose, file, now);
    let id = media.id;
    rows::insert(&**tx, vec![media]).await?;
    Ok(Some(id))
}

/// Removes pictures whose rows nobody names any more.
///
/// # Errors
/// When the database refuses.
pub async fn discard(
    tx: &Transaction,
    old: impl IntoIterator<Item = MediaId>,
    now: Timestamp,
) -> Result<()> {
    let ids: Vec<MediaId> = old.into_iter().collect();
    let removed = rows::delete(&**tx, &ids).await?;
    file::forget(tx, &removed, now).await
}
