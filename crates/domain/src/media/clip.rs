//! Videos and sound: from a file of a stranger to files in the store.

use std::path::Path;

use bytes::Bytes;
use storage::kinds::MediaKind;
use storage::media::Cached;
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;

use super::Playback;
use super::file::{Kept, pixels};
use super::thumbnail::Thumbnail;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ffmpeg::{Container, Converted, Effort, Ffmpeg, FfmpegError, Video};
use crate::secret;

/// Bytes that say what a file is.
pub(super) const BEGINNING: usize = 64;

/// A file on the disk of this machine, and the folder that goes with everything in it when this is dropped.
pub(super) struct Source {
    folder: TempDir,
    container: Container,
}

impl Source {
    /// Takes it out of the store.
    pub async fn of_store(
        ctx: &Context,
        key: &str,
    ) -> Result<std::result::Result<Self, FfmpegError>> {
        let folder = ctx.scratch.folder().map_err(Error::internal)?;
        let path = Ffmpeg::source(folder.path());
        if !ctx.store.save(key, &path).await? {
            return Ok(Err(FfmpegError::Missing("the upload is gone".into())));
        }
        let beginning = beginning(&path).await.map_err(Error::internal)?;
        Ok(Self::new(folder, &beginning))
    }

    /// Writes it to the disk.
    pub async fn of_bytes(
        ctx: &Context,
        bytes: &Bytes,
    ) -> Result<std::result::Result<Self, FfmpegError>> {
        let folder = ctx.scratch.folder().map_err(Error::internal)?;
        let written = tokio::fs::write(Ffmpeg::source(folder.path()), bytes).await;
        written.map_err(Error::internal)?;
        Ok(Self::new(folder, bytes))
    }

    fn new(folder: TempDir, beginning: &[u8]) -> std::result::Result<Self, FfmpegError> {
        let container = container(beginning).ok_or(FfmpegError::Unreadable)?;
        Ok(Self { folder, container })
    }

    /// Converts it and stores what was made of it, under names that say nothing of whose it is; a picture of it too, unless
    /// there is one that is `pictured` already.
    ///
    /// # Errors
    /// The inner error is the file's fault, the outer one the machine's.
    pub async fn keep(
        &self,
        ctx: &Context,
        ffmpeg: &Ffmpeg,
        effort: Effort,
        pictured: bool,
    ) -> Result<std::result::Result<Kept, FfmpegError>> {
        let most = ctx.config.limits.video_bytes;
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let folder = self.folder.path();
        match ffmpeg.convert(folder, self.container, effort, most).await {
            Ok(mut made) => {
                let picture = made.picture.take().filter(|_| !pictured);
                let mut kept = store(ctx, &made).await?;
                if let Some(picture) = picture {
                    add_picture(ctx, &mut kept, &picture).await?;
                }
                Ok(Ok(kept))
            }
            Err(FfmpegError::Io(error)) => Err(Error::internal(error)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}

/// What a file is, if it is for the program.
pub(super) fn container(beginning: &[u8]) -> Option<Container> {
    match beginning {
        [b'G', b'I', b'F', ..] => Some(Container::Gif),
        _ => Container::sniff(beginning),
    }
}

async fn beginning(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = tokio::fs::File::open(path).await?;
    file.take(BEGINNING as u64).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

async fn store(ctx: &Context, made: &Converted) -> Result<Kept> {
    let length = tokio::fs::metadata(&made.file).await;
    let length = length.map_err(Error::internal)?.len();
    let ending = match made.mime {
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        _ => "mp4",
    };
    let key = format!("{}.{ending}", secret::random_token());
    let mut cached = describe(made, key);
    cached.bytes = i64::try_from(length).unwrap_or(i64::MAX);
    let kept = Kept::new(ctx, cached);
    ctx.store.put_file(&kept.cached.key, &made.file).await?;
    Ok(kept)
}

/// A picture that cannot be read keeps nothing from being shown.
async fn add_picture(ctx: &Context, kept: &mut Kept, path: &Path) -> Result<()> {
    let picture = tokio::fs::read(path).await.map_err(Error::internal)?;
    match Thumbnail::keep(ctx, picture.into()).await {
        Ok(thumbnail) => thumbnail.add_to(kept),
        Err(Error::Invalid { reason, .. }) => {
            tracing::info!(%reason, "the picture of a video or sound was left out");
        }
        Err(other) => return Err(other),
    }
    Ok(())
}

fn describe(made: &Converted, key: String) -> Cached {
    let side = |side: fn(&Video) -> u32| made.facts.video.as_ref().map(|video| pixels(side(video)));
    let shown = made.kind != MediaKind::Audio;
    Cached {
        key,
        preview_key: None,
        kind: made.kind,
        mime: made.mime.to_owned(),
        bytes: 0,
        width: side(|video| video.width).filter(|_| shown),
        height: side(|video| video.height).filter(|_| shown),
        preview_width: None,
        preview_height: None,
        blurhash: None,
        playback: Playback::from(&made.facts).write(),
    }
}
