//! Files of other servers: known by what their servers say, fetched when someone looks, kept for as long as there is room.

use bytes::Bytes;
use storage::Transaction;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaKind, MediaPurpose};
use storage::media::{self as rows, Media};

use super::clip::Source;
use super::file::Kept;
use super::{Playback, blank, detach, file};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ffmpeg::{Effort, FfmpegError};
use crate::text::clean;

/// Attachments kept of one remote status; Misskey allows 16, others less.
const MOST_ATTACHMENTS: usize = 16;
/// Characters kept of a remote alternative text (Mastodon's limit on the wire).
const DESCRIPTION_CHARACTERS: usize = 10_000;
/// Characters kept of a media type.
const MIME_CHARACTERS: usize = 100;

/// What another server says of a file, which stays there until someone wants to see it.
#[derive(Clone, Debug)]
pub struct RemoteMedia {
    /// Where it is: `http:` or `https:`.
    pub url: String,
    /// Its media type.
    pub mime: String,
    /// What it is.
    pub kind: MediaKind,
    /// The alt text.
    pub description: String,
    /// A preview in a few characters (blurha.sh); dropped when it is none.
    pub blurhash: Option<String>,
    /// The focal point, from -1 to 1.
    pub focus: (f64, f64),
    /// Pixels.
    pub width: Option<i32>,
    /// Pixels.
    pub height: Option<i32>,
    /// Seconds of a video or of sound.
    pub duration: Option<f64>,
}

impl RemoteMedia {
    /// A picture of which only the address is said, as avatars are.
    #[must_use]
    pub fn picture(url: String) -> Self {
        Self {
            url,
            mime: String::new(),
            kind: MediaKind::Image,
            description: String::new(),
            blurhash: None,
            focus: (0.0, 0.0),
            width: None,
            height: None,
            duration: None,
        }
    }

    fn wording(&self) -> rows::Wording {
        let (x, y) = self.focus;
        let inside = |at: f64| {
            if at.is_finite() {
                at.clamp(-1.0, 1.0)
            } else {
                0.0
            }
        };
        rows::Wording {
            description: Some(clean::cut(&self.description, DESCRIPTION_CHARACTERS).to_owned()),
            focus: Some((inside(x), inside(y))),
        }
    }
}

/// The row of a file that is only remote.
pub(super) fn row(
    account: AccountId,
    purpose: MediaPurpose,
    file: &RemoteMedia,
    now: Timestamp,
) -> Media {
    let wording = file.wording();
    let (focus_x, focus_y) = wording.focus.unwrap_or_default();
    let pixels = |side: Option<i32>| side.filter(|side| (1..=65_535).contains(side));
    Media {
        kind: file.kind,
        mime: clean::cut(&file.mime, MIME_CHARACTERS).to_owned(),
        remote_url: Some(file.url.clone()),
        description: wording.description.unwrap_or_default(),
        blurhash: file.blurhash.clone().filter(|hash| is_blurhash(hash)),
        focus_x,
        focus_y,
        width: pixels(file.width),
        height: pixels(file.height),
        playback: Playback::lasting(file.duration).and_then(|playback| playback.write()),
        ..blank(account, purpose, now)
    }
}

/// Apps decode it without asking, and some crash on what is none.
fn is_blurhash(text: &str) -> bool {
    text.len() <= 200 && blurhash::decode(text, 1, 1, 1.0).is_ok()
}

/// Makes `files`, in their order, what a remote status carries. A file that it carried before keeps its row, its address
/// here and what was fetched of it.
///
/// # Errors
/// When the database refuses.
pub async fn sync_remote(
    tx: &Transaction,
    account: AccountId,
    status: StatusId,
    files: &[RemoteMedia],
    now: Timestamp,
) -> Result<()> {
    let mut known = rows::attachments_of(&**tx, &[status]).await?;
    let known = known.remove(&status).unwrap_or_default();
    let (mut kept, mut new) = (Vec::new(), Vec::new());
    for (position, file) in (0..).zip(files.iter().take(MOST_ATTACHMENTS)) {
        let same = |media: &&Media| {
            media.remote_url.as_deref() == Some(&file.url) && !kept.contains(&media.id)
        };
        if let Some(media) = known.iter().find(same) {
            kept.push(media.id);
            refresh(tx, media, file, position).await?;
        } else {
            new.push(Media {
                status_id: Some(status),
                position,
                ..row(account, MediaPurpose::Attachment, file, now)
            });
        }
    }
    if !known.is_empty() {
        detach(tx, status, &kept, now).await?;
    }
    Ok(rows::insert(&**tx, new).await?)
}

async fn refresh(tx: &Transaction, media: &Media, file: &RemoteMedia, position: i32) -> Result<()> {
    rows::describe(&**tx, media.id, media.status_id, &file.wording()).await?;
    Ok(rows::set_position(&**tx, media.id, position).await?)
}

/// Keeps what was fetched of a remote file: a picture is encoded anew as an upload is, a video or sound that plays as it is
/// loses its metadata, so that what its server hid in it does not reach anyone. Says how many bytes were kept; none when
/// another process was faster or the row is gone.
///
/// # Errors
/// `Invalid` for what cannot be read, plays nowhere as it is, or is beyond the limits.
pub async fn keep_remote(ctx: &Context, id: MediaId, bytes: Bytes) -> Result<u64> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let media = found.ok_or(Error::NotFound)?;
    let kept = keep(ctx, &media, bytes).await?;
    let tx = ctx.db.begin().await?;
    if !rows::set_cached(&*tx, id, kept.cached.clone(), ctx.clock.now()).await? {
        return Ok(0);
    }
    tx.commit().await?;
    let bytes = u64::try_from(kept.cached.bytes).unwrap_or(0);
    kept.named();
    Ok(bytes)
}

async fn keep(ctx: &Context, media: &Media, bytes: Bytes) -> Result<Kept> {
    let Some(ffmpeg) = ctx
        .ffmpeg
        .as_ref()
        .filter(|_| media.kind != MediaKind::Image)
    else {
        return file::keep(ctx, bytes, media.purpose).await;
    };
    let refuse = |error: FfmpegError| Error::invalid("file", error.to_string());
    let source = Source::of_bytes(ctx, &bytes).await?.map_err(refuse)?;
    let kept = source.keep(ctx, ffmpeg, Effort::Copy, false).await?;
    kept.map_err(refuse)
}
