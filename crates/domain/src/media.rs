//! Files: attachments of statuses, avatars and headers; ours and, for as long as they are asked for, those of others.
//!
//! Files come first and rows after, and go the other way round, so that no row ever names a file that was not whole.
//! Whoever knows the secret in a file's address gets it (docs/decisions/0004-media-by-secret.md).

mod file;
mod orphan;
mod picture;
mod prune;
mod remote;
mod serve;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use storage::Transaction;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaKind, MediaPurpose};
use storage::media::{self as rows, Media};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::media_file::Focus;
use crate::secret;
use crate::text::clean;
use crate::uri::Uris;

pub use file::{Decoders, delete_files};
pub use orphan::remove_orphans;
pub use picture::{NewPicture, discard, read_picture, replace_picture, replace_remote_picture};
pub use prune::{Pruned, discard_of_account, prune, remove_unattached};
pub use remote::{RemoteMedia, keep_remote, sync_remote};
pub use serve::{File, Opened, Variant, open};

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: i32,
    /// Pixels from top to bottom.
    pub height: i32,
}

/// A file as people, apps and peers are shown it.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaView {
    /// Its id.
    pub id: MediaId,
    /// What it is.
    pub kind: MediaKind,
    /// Its media type; of a remote file that is not kept here, what its server says.
    pub mime: String,
    /// Where it is served: here, but for what we cannot read, which is only a link to where it came from.
    pub url: String,
    /// Where a smaller one is served.
    pub preview_url: Option<String>,
    /// Where it came from; `None` for our own.
    pub remote_url: Option<String>,
    /// The alternative text; may be empty.
    pub description: String,
    /// The placeholder (blurha.sh).
    pub blurhash: Option<String>,
    /// The point that a crop keeps, from -1 to 1, the second one upwards.
    pub focus: (f64, f64),
    /// The size, where it is known.
    pub original: Option<Size>,
    /// The size of the smaller one, where it is known.
    pub preview: Option<Size>,
}

/// How a row is shown.
#[must_use]
pub fn view(uris: &Uris, media: Media) -> MediaView {
    let size = |width, height| {
        Some(Size {
            width: width?,
            height: height?,
        })
    };
    let served = media.kind == MediaKind::Image;
    let here = |variant: Variant| uris.media(&media.secret, variant.as_str());
    let elsewhere = || media.remote_url.clone().unwrap_or_default();
    MediaView {
        id: media.id,
        kind: if served {
            media.kind
        } else {
            MediaKind::Unknown
        },
        url: if served {
            here(Variant::Original)
        } else {
            elsewhere()
        },
        preview_url: served.then(|| here(Variant::Preview)),
        focus: (media.focus_x, media.focus_y),
        original: size(media.width, media.height),
        preview: size(media.preview_width, media.preview_height),
        mime: media.mime,
        remote_url: media.remote_url,
        description: media.description,
        blurhash: media.blurhash,
    }
}

/// What a person says about a file; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The alternative text.
    pub description: Option<String>,
    /// The point that a crop keeps.
    pub focus: Option<Focus>,
}

impl Wording {
    fn checked(self) -> Result<rows::Wording> {
        let description = self.description.as_deref().map(clean::alt_text).transpose();
        let refuse = |error: clean::TextError| Error::invalid("description", error.to_string());
        Ok(rows::Wording {
            description: description.map_err(refuse)?,
            focus: self.focus.map(|point| (point.x(), point.y())),
        })
    }
}

/// Keeps an uploaded picture, encoded anew, until a status carries it; a day at most.
///
/// # Errors
/// `Invalid` for what is no picture, or beyond the limits.
pub async fn upload(
    ctx: &Context,
    account: AccountId,
    bytes: Bytes,
    wording: Wording,
) -> Result<MediaView> {
    let wording = wording.checked()?;
    let kept = file::keep(ctx, bytes, MediaPurpose::Attachment).await?;
    let (x, y) = wording.focus.unwrap_or_default();
    let media = Media {
        description: wording.description.unwrap_or_default(),
        focus_x: x,
        focus_y: y,
        ..kept.row(account, MediaPurpose::Attachment, ctx.clock.now())
    };
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, vec![media.clone()]).await?;
    tx.commit().await?;
    kept.named();
    Ok(view(&ctx.uris, media))
}

/// An upload of one's own that no status carries yet.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, account: AccountId, id: MediaId) -> Result<MediaView> {
    let found = rows::find_attachment_of(ctx.db.read(), account, id).await?;
    let media = found
        .filter(|media| media.status_id.is_none())
        .ok_or(Error::NotFound)?;
    Ok(view(&ctx.uris, media))
}

/// Changes what is said about an upload of one's own that no status carries yet.
///
/// # Errors
/// `NotFound`; `Invalid` when the text is too long.
pub async fn update(
    ctx: &Context,
    account: AccountId,
    id: MediaId,
    wording: Wording,
) -> Result<MediaView> {
    let wording = wording.checked()?;
    let tx = ctx.db.begin().await?;
    let found = rows::find_attachment_of(&*tx, account, id).await?;
    found
        .filter(|media| media.status_id.is_none())
        .ok_or(Error::NotFound)?;
    rows::describe(&*tx, id, None, &wording).await?;
    let media = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(view(&ctx.uris, media))
}

/// Removes an upload of one's own that no status carries.
///
/// # Errors
/// `NotFound`; `Invalid` while a status carries it.
pub async fn delete(ctx: &Context, account: AccountId, id: MediaId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let Some(media) = rows::delete_upload(&*tx, account, id).await? else {
        let used = rows::find_attachment_of(&*tx, account, id).await?.is_some();
        return Err(if used {
            Error::invalid("id", "names a file that a status carries")
        } else {
            Error::NotFound
        });
    };
    file::forget(&tx, &[media], ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// With a change of a status: takes every file but `keep` off it. For a day they can be attached again, by their owner,
/// and the addresses that others know lead nowhere from now on.
///
/// # Errors
/// When the database refuses.
pub async fn detach(
    tx: &Transaction,
    status: StatusId,
    keep: &[MediaId],
    now: Timestamp,
) -> Result<()> {
    rows::detach(&**tx, status, keep, &secret::random_token(), now).await?;
    Ok(())
}

/// A row of a file that is not here (yet).
fn blank(account: AccountId, purpose: MediaPurpose, now: Timestamp) -> Media {
    Media {
        id: MediaId::generate(now),
        account_id: account,
        status_id: None,
        position: 0,
        purpose,
        kind: MediaKind::Image,
        mime: String::new(),
        secret: secret::random_token(),
        key: None,
        preview_key: None,
        remote_url: None,
        description: String::new(),
        blurhash: None,
        focus_x: 0.0,
        focus_y: 0.0,
        width: None,
        height: None,
        preview_width: None,
        preview_height: None,
        bytes: 0,
        cached_at: None,
        created_at: now,
    }
}
