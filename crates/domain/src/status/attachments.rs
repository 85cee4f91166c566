//! The files that a status of ours carries.

use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaPurpose, MediaState};
use storage::status::Status;
use storage::{Transaction, media};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;

/// Refuses attachments that are too many, not the author's, on another status than `on`, or not ready.
pub async fn check_media(
    ctx: &Context,
    author: AccountId,
    on: Option<StatusId>,
    ids: &[MediaId],
) -> Result<()> {
    let limit = ctx.config.limits.status_media;
    if ids.len() > limit {
        return Err(Error::invalid(
            "media_ids",
            Reason::new("are too many: attach at most {most} files").with("most", limit),
        ));
    }
    let found = media::media_of(ctx.db.read(), ids).await?;
    let usable = found.values().filter(|media| {
        media.account_id == author
            && media.purpose == MediaPurpose::Attachment
            && (media.status_id.is_none() || media.status_id == on)
    });
    if usable.count() != ids.len() {
        return Err(unusable_media());
    }
    if found.values().all(|media| media.state == MediaState::Ready) {
        return Ok(());
    }
    Err(Error::invalid(
        "media_ids",
        "name a file that has not finished processing: try again in a moment",
    ))
}

fn unusable_media() -> Error {
    Error::invalid(
        "media_ids",
        "name a file that is not there or is attached elsewhere: upload it again",
    )
}

/// Attaches files that [`check_media`] found usable, unless something else was faster.
pub async fn attach(tx: &Transaction, status: &Status, ids: &[MediaId]) -> Result<()> {
    let attached = media::attach(&**tx, status.account_id, status.id, ids).await?;
    if usize::try_from(attached).is_ok_and(|attached| attached == ids.len()) {
        Ok(())
    } else {
        Err(unusable_media())
    }
}
