//! What is shown of a video or of sound before it is played.

use bytes::Bytes;
use storage::media::Media;

use super::file::{self, Kept, Unnamed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::media_file::Purpose;

/// A small picture in the store.
pub(super) struct Thumbnail {
    key: String,
    width: i32,
    height: i32,
    bytes: i64,
    blurhash: String,
    files: Unnamed,
}

impl Thumbnail {
    /// Reads a picture and stores it at the size of a preview.
    ///
    /// # Errors
    /// `Invalid` for what is no picture, or beyond the limits.
    pub async fn keep(ctx: &Context, picture: Bytes) -> Result<Self> {
        let refuse =
            |error: crate::media_file::MediaError| Error::invalid("thumbnail", error.to_string());
        file::check_limits(ctx, &picture).map_err(refuse)?;
        let read = ctx.decoders.read(picture, Purpose::Attachment).await?;
        let read = read.map_err(refuse)?;
        let small = read.preview.unwrap_or(read.original);
        let key = file::new_key(&small);
        let thumbnail = Self {
            files: Unnamed::new(ctx, vec![key.clone()]),
            width: file::pixels(small.width),
            height: file::pixels(small.height),
            bytes: i64::try_from(small.bytes.len()).unwrap_or(i64::MAX),
            blurhash: read.blurhash,
            key,
        };
        let stored = ctx.store.put(&thumbnail.key, small.bytes.into());
        stored.await?;
        Ok(thumbnail)
    }

    /// Makes it the preview of a file whose row is not written yet.
    pub fn add_to(self, kept: &mut Kept) {
        let file = &mut kept.cached;
        file.preview_key = Some(self.key);
        file.preview_width = Some(self.width);
        file.preview_height = Some(self.height);
        file.blurhash = Some(self.blurhash);
        file.bytes += self.bytes;
        kept.files.add(self.files);
    }

    /// Makes it the preview of a row.
    pub fn preview(&self, media: &mut Media) {
        media.preview_key = Some(self.key.clone());
        media.preview_width = Some(self.width);
        media.preview_height = Some(self.height);
        media.blurhash = Some(self.blurhash.clone());
        media.bytes += self.bytes;
    }

    /// A row names it: it stays.
    pub fn named(self) {
        self.files.named();
    }
}
