//! What people send: pictures, which are ready at once, and videos and sound, which take their time.

use std::time::Duration;

use bytes::Bytes;
use storage::id::{AccountId, MediaId};
use storage::kinds::{MediaKind, MediaPurpose, MediaState};
use storage::media::{self as rows, Media};

use super::file::{self, Unnamed};
use super::thumbnail::Thumbnail;
use super::{Content, MediaView, Wording, blank, clip, process, update, view};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ffmpeg::Container;
use crate::job::{self, Job};
use crate::media_file;
use crate::reason::Reason;
use crate::secret;

/// When the queue takes over what a request was to process itself: it was cut off.
const CUT_OFF: Duration = Duration::from_mins(15);

/// A file as it is sent.
pub struct NewFile {
    /// What it holds.
    pub content: Content,
    /// A picture to be shown before a video or sound is played, in the place of its first frame or its cover.
    pub thumbnail: Option<Bytes>,
    /// What is said about it.
    pub wording: Wording,
}

/// Whether the answer waits for a video or for sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It is processed by the queue of work.
    Later,
    /// It is processed before the answer.
    Now,
}

/// Keeps an uploaded file until a status carries it; a day at most. A picture is encoded anew at once; what moves or sounds
/// is taken, and processed at `pace`.
///
/// # Errors
/// `Invalid` for what is neither, or beyond the limits.
pub async fn receive(
    ctx: &Context,
    account: AccountId,
    file: NewFile,
    pace: Pace,
) -> Result<MediaView> {
    let NewFile {
        content,
        thumbnail,
        wording,
    } = file;
    let Some((container, kind)) = moving(ctx, content.beginning())? else {
        let picture = content.into_picture().ok_or_else(too_large)?;
        let media = upload(ctx, account, picture, wording).await?;
        return match thumbnail {
            None => Ok(media),
            some => update(ctx, account, media.id, Wording::default(), some).await,
        };
    };
    check(ctx, container, &content)?;
    let media = accept(ctx, account, kind, (content, thumbnail), wording, pace).await?;
    if pace == Pace::Later {
        return Ok(view(ctx, media));
    }
    process(ctx, media.id).await?;
    let done = rows::find_by_id(ctx.db.read(), media.id).await?;
    Ok(view(ctx, done.ok_or(Error::NotFound)?))
}

/// What is for ffmpeg: videos, sound, and GIFs that move, where it is installed.
fn moving(ctx: &Context, bytes: &[u8]) -> Result<Option<(Container, MediaKind)>> {
    let Some(container) = clip::container(bytes) else {
        return Ok(None);
    };
    if container != Container::Gif {
        let sound = container.is_sound();
        let kind = if sound {
            MediaKind::Audio
        } else {
            MediaKind::Video
        };
        return Ok(Some((container, kind)));
    }
    if ctx.ffmpeg.is_none() {
        return Ok(None);
    }
    file::check_limits(ctx, bytes).map_err(|error| Error::invalid("file", error.to_string()))?;
    let moves = media_file::is_animation(bytes);
    let moves = moves.map_err(|error| Error::invalid("file", error.to_string()))?;
    Ok(moves.then_some((container, MediaKind::Gifv)))
}

fn check(ctx: &Context, container: Container, content: &Content) -> Result<()> {
    if ctx.ffmpeg.is_none() {
        let reason =
            "is a video or sound, and ffmpeg is not installed on this server: send a picture";
        return Err(Error::invalid("file", reason));
    }
    let most = ctx.config.limits.video_bytes;
    if container != Container::Gif && content.length() > most {
        let megabytes = most / (1024 * 1024);
        return Err(Error::invalid(
            "file",
            Reason::new("is too big (maximum is {most} MB)").with("most", megabytes),
        ));
    }
    Ok(())
}

fn too_large() -> Error {
    Error::invalid("file", media_file::MediaError::TooManyBytes.to_string())
}

/// Stores the upload and queues its processing with its row.
async fn accept(
    ctx: &Context,
    account: AccountId,
    kind: MediaKind,
    (content, thumbnail): (Content, Option<Bytes>),
    wording: Wording,
    pace: Pace,
) -> Result<Media> {
    let wording = wording.checked()?;
    let thumbnail = match thumbnail {
        Some(picture) => Some(Thumbnail::keep(ctx, picture).await?),
        None => None,
    };
    let key = secret::random_token();
    let source = Unnamed::new(ctx, vec![key.clone()]);
    content.store(ctx, &key).await?;
    let now = ctx.clock.now();
    let (x, y) = wording.focus.unwrap_or_default();
    let mut media = Media {
        kind,
        state: MediaState::Processing,
        source_key: Some(key),
        description: wording.description.unwrap_or_default(),
        focus_x: x,
        focus_y: y,
        ..blank(account, MediaPurpose::Attachment, now)
    };
    if let Some(thumbnail) = &thumbnail {
        thumbnail.preview(&mut media);
    }
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, vec![media.clone()]).await?;
    let due = match pace {
        Pace::Later => now,
        Pace::Now => now.after(CUT_OFF),
    };
    let job = Job::ProcessMedia { media_id: media.id };
    job::enqueue_at(&tx, &job, Some(job_key(media.id)), due, now).await?;
    tx.commit().await?;
    source.named();
    thumbnail.into_iter().for_each(Thumbnail::named);
    Ok(media)
}

fn job_key(id: MediaId) -> String {
    format!("process_media {id}")
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
    Ok(view(ctx, media))
}
