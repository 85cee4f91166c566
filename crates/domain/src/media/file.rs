//! From received bytes to files in the store, and away again.

use std::sync::Arc;

use bytes::Bytes;
use storage::Transaction;
use storage::id::AccountId;
use storage::kinds::MediaPurpose;
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
    async fn read(
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
pub(super) struct Kept {
    pub cached: Cached,
    ctx: Context,
    named: bool,
}

impl Kept {
    /// The row that names the files.
    pub fn row(&self, account: AccountId, purpose: MediaPurpose, now: Timestamp) -> Media {
        let file = self.cached.clone();
        Media {
            mime: file.mime,
            key: Some(file.key),
            preview_key: file.preview_key,
            blurhash: file.blurhash,
            width: Some(file.width),
            height: Some(file.height),
            preview_width: Some(file.preview_width),
            preview_height: Some(file.preview_height),
            bytes: file.bytes,
            ..blank(account, purpose, now)
        }
    }

    /// A row names the files: they stay.
    pub fn named(mut self) {
        self.named = true;
    }

    /// The names of the files.
    pub fn keys(&self) -> Vec<String> {
        let preview = self.cached.preview_key.clone();
        [self.cached.key.clone()]
            .into_iter()
            .chain(preview)
            .collect()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if self.named {
            return;
        }
        let (ctx, keys) = (self.ctx.clone(), self.keys());
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
    let kept = Kept {
        cached: name(&picture),
        ctx: ctx.clone(),
        named: false,
    };
    let files = [Some(picture.original), picture.preview];
    for (key, file) in kept.keys().iter().zip(files.into_iter().flatten()) {
        ctx.store.put(key, file.bytes.into()).await?;
    }
    Ok(kept)
}

/// The operator's limits, which may be tighter than those of the decoders.
fn check_limits(ctx: &Context, bytes: &[u8]) -> std::result::Result<(), MediaError> {
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
        mime: picture.original.mime.to_owned(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        width: pixels(picture.original.width),
        height: pixels(picture.original.height),
        preview_width: pixels(shown_small.width),
        preview_height: pixels(shown_small.height),
        blurhash: Some(picture.blurhash.clone()),
    }
}

/// Random but for the ending, by which the file is served as what we wrote.
fn new_key(file: &Encoded) -> String {
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
        _ => "application/octet-stream",
    }
}

fn pixels(side: u32) -> i32 {
    i32::try_from(side).unwrap_or(i32::MAX)
}

/// The names of the files behind a row.
pub(super) fn keys(media: &Media) -> Vec<String> {
    let keys = [&media.key, &media.preview_key];
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
