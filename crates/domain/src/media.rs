//! Files: attachments of statuses, avatars and headers; ours and, for as long as they are asked for, those of others.
//!
//! Files come first and rows after, and go the other way round, so that no row ever names a file that was not whole.
//! Whoever knows the secret in a file's address gets it (docs/decisions/0004-media-by-secret.md).

mod clip;
mod content;
mod file;
mod orphan;
mod picture;
mod playback;
mod process;
mod prune;
mod remote;
mod serve;
#[cfg(test)]
mod tests;
mod thumbnail;
mod update;
mod upload;

use storage::Transaction;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaKind, MediaPurpose, MediaState};
use storage::media::{self as rows, Media};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::media_file::Focus;
use crate::secret;
use crate::text::clean;

pub use content::Content;
pub use file::{Decoders, delete_files};
pub use orphan::remove_orphans;
pub use picture::{NewPicture, discard, read_picture, replace_picture, replace_remote_picture};
pub use playback::Playback;
pub use process::process;
pub use prune::{Pruned, discard_of_account, prune, remove_unattached};
pub use remote::{RemoteMedia, keep_remote, sync_remote};
pub use serve::{ByteRange, File, Opened, Part, Variant, open};
pub use update::update;
pub use upload::{NewFile, Pace, receive, upload};

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
    /// Whether it can be shown. Only what can is ever attached to a status.
    pub state: MediaState,
    /// Its media type; of a remote file that is not kept here, what its server says.
    pub mime: String,
    /// Where it is served: here, but for what we cannot read, which is only a link to where it came from.
    pub url: String,
    /// Where a smaller one is served.
    pub preview_url: Option<String>,
    /// The media type of the smaller one, where it is a file of its own.
    pub preview_mime: Option<&'static str>,
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
    /// Of a video or of sound: what is known of it.
    pub playback: Option<Playback>,
}

/// How a row is shown.
#[must_use]
pub fn view(ctx: &Context, media: Media) -> MediaView {
    let size = |width, height| {
        Some(Size {
            width: width?,
            height: height?,
        })
    };
    let served = is_served(ctx, &media);
    let here = |variant: Variant| ctx.uris.media(&media.secret, variant.as_str());
    let elsewhere = || media.remote_url.clone().unwrap_or_default();
    MediaView {
        id: media.id,
        kind: if served {
            media.kind
        } else {
            MediaKind::Unknown
        },
        state: media.state,
        url: if served {
            here(Variant::Original)
        } else {
            elsewhere()
        },
        preview_url: (served && has_preview(&media)).then(|| here(Variant::Preview)),
        preview_mime: media.preview_key.as_deref().map(file::content_type),
        focus: (media.focus_x, media.focus_y),
        original: size(media.width, media.height),
        preview: size(media.preview_width, media.preview_height),
        playback: media.playback.as_deref().and_then(Playback::read),
        mime: media.mime,
        remote_url: media.remote_url,
        description: media.description,
        blurhash: media.blurhash,
    }
}

/// Whether a file is passed on: our own, and those of others that can be read here.
fn is_served(ctx: &Context, media: &Media) -> bool {
    let here = media.remote_url.is_none() || media.key.is_some();
    match media.kind {
        MediaKind::Image => true,
        MediaKind::Gifv | MediaKind::Video | MediaKind::Audio => here || ctx.ffmpeg.is_some(),
        MediaKind::Unknown => false,
    }
}

/// A picture is its own preview; that of anything else is known once it was read.
fn has_preview(media: &Media) -> bool {
    media.kind == MediaKind::Image || media.preview_key.is_some()
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
        let refuse = |error: clean::TextError| Error::invalid("description", error);
        Ok(rows::Wording {
            description: description.map_err(refuse)?,
            focus: self.focus.map(|point| (point.x(), point.y())),
        })
    }
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
    Ok(view(ctx, media))
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
        state: MediaState::Ready,
        source_key: None,
        playback: None,
    }
}
