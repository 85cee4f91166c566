//! From received bytes to files in the store, and away again.

use std::sync::Arc;

use bytes::Bytes;
use storage::Transaction;
use storage::id::AccountId;
use storage::kinds::{MediaKind, MediaPurpose};
use storage::media::{Cached, Media};
use tokio::sync::Semaphore;

use super::blank;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::media_file::{self, Encoded, MediaError, Processed, Purpose};
use crate::secret;

/// A picture takes a few hundred megabytes while it is decoded.
const MOST_DECODERS: usize = 4;

/// Reads pictures off the async threads, a few at a time: a flood of them waits and takes neither every thread nor all
/// memory.
#[derive(Clone)]
pub struct Decoders(Arc<Semaphore>);

impl Default for Decoders {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(processors.min(MOST_DECODERS))))
    }
}

impl Decoders {
    pub(super) async fn read(
        &self,
        bytes: Bytes,
        purpose: Purpose,
    ) -> Result<std::result::Result<Processed, MediaError>> {
        let permit = self
            .0
            .clone()
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        let work = move || {
            let _permit = permit;
            media_file::process(&bytes, purpose)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::internal)
    }
}

/// Files in the store that no row names yet. Dropped before one does, by an error or by a client that hangs up, they go.
pub(super) struct Unnamed {
    ctx: Context,
    keys: Vec<String>,
}

impl Unnamed {
    pub fn new(ctx: &Context, keys: Vec<String>) -> Self {
        let ctx = ctx.clone();
        Self { ctx, keys }
    }

    /// A row names the files: they stay.
    pub fn named(mut self) {
        self.keys.clear();
    }

    /// Takes over other files.
    pub fn add(&mut self, mut others: Self) {
        self.keys.append(&mut others.keys);
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        let (ctx, keys) = (self.ctx.clone(), std::mem::take(&mut self.keys));
        if keys.is_empty() {
            return;
        }
        // Without a runtime the process is ending.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = delete_files(&ctx, &keys).await {
                    tracing::warn!(?error, "files that no row names stay in the store");
                }
            });
        }
    }
}

/// What was made of a received file.
pub(super) struct Kept {
    pub cached: Cached,
    pub files: Unnamed,
}

impl Kept {
    pub fn new(ctx: &Context, cached: Cached) -> Self {
        let preview = cached.preview_key.clone();
        let keys = [cached.key.clone()].into_iter().chain(preview).collect();
        let files = Unnamed::new(ctx, keys);
        Self { cached, files }
    }

    /// The row that names the files.
    pub fn row(&self, account: AccountId, purpose: MediaPurpose, now: Timestamp) -> Media {
        self.over(blank(account, purpose, now))
    }

    /// The same over a row that was there before; a preview that it has stays.
    pub fn over(&self, row: Media) -> Media {
        let file = self.cached.clone();
        let mut new = Media {
            kind: file.kind,
            mime: file.mime,
            key: Some(file.key),
            width: file.width,
            height: file.height,
            bytes: file.bytes + row.bytes,
            playback: file.playback,
            ..row
        };
        if new.preview_key.is_none() {
            new.preview_key = file.preview_key;
            new.preview_width = file.preview_width;
            new.preview_height = file.preview_height;
            new.blurhash = file.blurhash;
        }
        new
    }

    /// A row names the files: they stay.
    pub fn named(self) {
        self.files.named();
    }
}

/// Reads a picture and stores what is left of it under names that say nothing of whose it is.
pub(super) async fn keep(ctx: &Context, bytes: Bytes, purpose: MediaPurpose) -> Result<Kept> {
    let (field, purpose) = match purpose {
        MediaPurpose::Attachment | MediaPurpose::Card => ("file", Purpose::Attachment),
        MediaPurpose::Avatar => ("avatar", Purpose::Avatar),
        MediaPurpose::Header => ("header", Purpose::Header),
        // Small pictures that keep their shape.
        MediaPurpose::Emoji => ("image", Purpose::Attachment),
    };
    let refuse = |error: MediaError| Error::invalid(field, error.to_string());
    check_limits(ctx, &bytes).map_err(refuse)?;
    let picture = ctx.decoders.read(bytes, purpose).await?.map_err(refuse)?;
    let kept = Kept::new(ctx, name(&picture));
    put(ctx, Some(&kept.cached.key), Some(picture.original)).await?;
    put(ctx, kept.cached.preview_key.as_ref(), picture.preview).await?;
    Ok(kept)
}

async fn put(ctx: &Context, key: Option<&String>, file: Option<Encoded>) -> Result<()> {
    if let (Some(key), Some(file)) = (key, file) {
        ctx.store.put(key, file.bytes.into()).await?;
    }
    Ok(())
}

/// The operator's limits, which may be tighter than those of the decoders.
pub(super) fn check_limits(ctx: &Context, bytes: &[u8]) -> std::result::Result<(), MediaError> {
    let limits = &ctx.config.limits;
    if bytes.len() > limits.image_bytes {
        return Err(MediaError::TooManyBytes);
    }
    let header = media_file::read_header(bytes)?;
    if u64::from(header.width) * u64::from(header.height) > limits.image_pixels {
        return Err(MediaError::TooManyPixels);
    }
    Ok(())
}

fn name(picture: &Processed) -> Cached {
    let shown_small = picture.preview.as_ref().unwrap_or(&picture.original);
    let preview_bytes = picture.preview.as_ref().map_or(0, |file| file.bytes.len());
    let bytes = picture.original.bytes.len() + preview_bytes;
    Cached {
        key: new_key(&picture.original),
        preview_key: picture.preview.as_ref().map(new_key),
        kind: MediaKind::Image,
        mime: picture.original.mime.to_owned(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        width: Some(pixels(picture.original.width)),
        height: Some(pixels(picture.original.height)),
        preview_width: Some(pixels(shown_small.width)),
        preview_height: Some(pixels(shown_small.height)),
        blurhash: Some(picture.blurhash.clone()),
        playback: None,
    }
}

/// Random but for the ending, by which the file is served as what we wrote.
pub(super) fn new_key(file: &Encoded) -> String {
    let ending = match file.mime {
        "image/png" => "png",
        "image/gif" => "gif",
        _ => "jpg",
    };
    format!("{}.{ending}", secret::random_token())
}

/// The media type of a file of ours, by its name in the store.
pub(super) fn content_type(key: &str) -> &'static str {
    match key.rsplit_once('.') {
        Some((_, "png")) => "image/png",
        Some((_, "gif")) => "image/gif",
        Some((_, "jpg")) => "image/jpeg",
        Some((_, "mp4")) => "video/mp4",
        Some((_, "m4a")) => "audio/mp4",
        Some((_, "mp3")) => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

pub(super) fn pixels(side: u32) -> i32 {
    i32::try_from(side).unwrap_or(i32::MAX)
}

/// The names of the files behind a row.
pub(super) fn keys(media: &Media) -> Vec<String> {
    let keys = [&media.key, &media.preview_key, &media.source_key];
    keys.into_iter().flatten().cloned().collect()
}

/// Has the files behind removed rows removed after the commit.
pub(super) async fn forget(tx: &Transaction, removed: &[Media], now: Timestamp) -> Result<()> {
    let keys: Vec<String> = removed.iter().flat_map(self::keys).collect();
    if keys.is_empty() {
        return Ok(());
    }
    job::enqueue(tx, &Job::DeleteFiles { keys }, now).await
}

/// Removes files from the store; those that are gone already do no harm.
///
/// # Errors
/// When the store cannot be reached.
pub async fn delete_files(ctx: &Context, keys: &[String]) -> Result<()> {
    for key in keys {
        ctx.store.delete(key).await?;
    }
    Ok(())
}
