//! Making of an upload what is served. The job can be run twice, and a process can be killed in it at any time: only a row
//! that is still being processed is changed, and what was made is named in the same transaction.

use storage::id::MediaId;
use storage::kinds::MediaState;
use storage::media::{self as rows, Media};

use super::clip::Source;
use super::file::Kept;
use crate::context::Context;
use crate::error::Result;
use crate::ffmpeg::{Effort, FfmpegError};
use crate::job::{self, Job};

/// Processes an upload. One that nothing can be made of is marked as failed; one that is gone is left alone.
///
/// # Errors
/// When the machine refuses, so that it is tried again.
pub async fn process(ctx: &Context, id: MediaId) -> Result<()> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let Some(media) = found.filter(|media| media.state == MediaState::Processing) else {
        return Ok(());
    };
    match make(ctx, &media).await? {
        Ok(kept) => publish(ctx, media, kept).await,
        Err(error) => {
            tracing::info!(media = id.0, %error, "an upload was not processed");
            give_up(ctx, media).await
        }
    }
}

async fn make(ctx: &Context, media: &Media) -> Result<std::result::Result<Kept, FfmpegError>> {
    let Some(ffmpeg) = &ctx.ffmpeg else {
        return Ok(Err(FfmpegError::Missing("ffmpeg is not installed".into())));
    };
    let key = media.source_key.as_deref().unwrap_or_default();
    match Source::of_store(ctx, key).await? {
        Ok(source) => {
            let pictured = media.preview_key.is_some();
            source.keep(ctx, ffmpeg, Effort::Encode, pictured).await
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

async fn publish(ctx: &Context, media: Media, kept: Kept) -> Result<()> {
    let old = media.source_key.clone();
    let ready = kept.over(media);
    let tx = ctx.db.begin().await?;
    if !rows::finish(&*tx, ready).await? {
        return Ok(());
    }
    forget(&tx, ctx, old).await?;
    tx.commit().await?;
    kept.named();
    Ok(())
}

async fn give_up(ctx: &Context, media: Media) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if rows::fail(&*tx, media.id).await? {
        forget(&tx, ctx, media.source_key).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn forget(tx: &storage::Transaction, ctx: &Context, source: Option<String>) -> Result<()> {
    let keys: Vec<String> = source.into_iter().collect();
    job::enqueue(tx, &Job::DeleteFiles { keys }, ctx.clock.now()).await
}
