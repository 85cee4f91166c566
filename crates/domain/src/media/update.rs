//! What owners change of an upload that no status carries yet.

use bytes::Bytes;
use storage::id::{AccountId, MediaId};
use storage::media::{self as rows, Media};

use super::thumbnail::Thumbnail;
use super::{MediaView, Wording, view};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::secret;

/// Changes what is said about an upload of one's own that no status carries yet, and what is shown before it is played.
///
/// # Errors
/// `NotFound`; `Invalid` when the text is too long or `thumbnail` is no picture.
pub async fn update(
    ctx: &Context,
    account: AccountId,
    id: MediaId,
    wording: Wording,
    thumbnail: Option<Bytes>,
) -> Result<MediaView> {
    let wording = wording.checked()?;
    let thumbnail = match thumbnail {
        Some(picture) => Some(Thumbnail::keep(ctx, picture).await?),
        None => None,
    };
    let tx = ctx.db.begin().await?;
    let found = rows::find_attachment_of(&*tx, account, id).await?;
    let old = found
        .filter(|media| media.status_id.is_none())
        .ok_or(Error::NotFound)?;
    rows::describe(&*tx, id, None, &wording).await?;
    if let Some(thumbnail) = &thumbnail {
        replace_preview(ctx, &tx, old, thumbnail).await?;
    }
    let media = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    thumbnail.into_iter().for_each(Thumbnail::named);
    Ok(view(ctx, media))
}

/// Under another secret: the bytes behind an address never change.
async fn replace_preview(
    ctx: &Context,
    tx: &storage::Transaction,
    mut media: Media,
    thumbnail: &Thumbnail,
) -> Result<()> {
    if let Some(old) = media.preview_key.take() {
        let keys = vec![old];
        job::enqueue(tx, &Job::DeleteFiles { keys }, ctx.clock.now()).await?;
    }
    thumbnail.preview(&mut media);
    media.secret = secret::random_token();
    Ok(rows::set_preview(&**tx, media).await?)
}
