//! Files of other servers: known by what their servers say, fetched when someone looks, kept for as long as there is room.

use bytes::Bytes;
use storage::Transaction;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaKind, MediaPurpose};
use storage::media::{self as rows, Media};

use super::{blank, file};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::media_file::Focus;

/// Attachments kept of one remote status; Misskey allows 16, others less.
const MOST_ATTACHMENTS: usize = 16;
/// Characters kept of a remote alternative text (Mastodon's limit on the wire).
const DESCRIPTION_CHARACTERS: usize = 10_000;

/// What another server says of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RemoteFile {
    /// Where it is: `http:` or `https:`.
    pub url: String,
    /// Its media type; empty when not said, and then it is taken for a picture.
    pub media_type: String,
    /// The alternative text.
    pub description: String,
    /// The placeholder; dropped when it is none.
    pub blurhash: Option<String>,
    /// The point that a crop keeps.
    pub focus: Option<Focus>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// The row of a file that is only remote.
pub(super) fn row(
    account: AccountId,
    purpose: MediaPurpose,
    file: &RemoteFile,
    now: Timestamp,
) -> Media {
    let picture = file.media_type.is_empty() || file.media_type.starts_with("image/");
    let pixels = |side: Option<u32>| {
        let side = side.and_then(|side| i32::try_from(side).ok());
        side.filter(|side| (1..=65_535).contains(side))
    };
    Media {
        kind: if picture {
            MediaKind::Image
        } else {
            MediaKind::Unknown
        },
        mime: file.media_type.chars().take(100).collect(),
        remote_url: Some(file.url.clone()),
        description: description(file),
        blurhash: file.blurhash.clone().filter(|hash| is_blurhash(hash)),
        focus_x: file.focus.map_or(0.0, Focus::x),
        focus_y: file.focus.map_or(0.0, Focus::y),
        width: pixels(file.width),
        height: pixels(file.height),
        ..blank(account, purpose, now)
    }
}

fn description(file: &RemoteFile) -> String {
    file.description
        .chars()
        .take(DESCRIPTION_CHARACTERS)
        .collect()
}

/// Apps decode it without asking, and some crash on what is none.
fn is_blurhash(text: &str) -> bool {
    text.len() <= 200 && blurhash::decode(text, 1, 1, 1.0).is_ok()
}

/// Makes `files`, in their order, what a remote status carries. A file that it carried before keeps its row, its address
/// here and what was fetched of it; one that it does not carry any more stays for its history.
///
/// # Errors
/// When the database refuses.
pub async fn sync_remote(
    tx: &Transaction,
    account: AccountId,
    status: StatusId,
    files: &[RemoteFile],
    now: Timestamp,
) -> Result<()> {
    let known = rows::list_bound(&**tx, &[status]).await?;
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
        rows::retire_others(&**tx, status, &kept).await?;
    }
    Ok(rows::insert(&**tx, new).await?)
}

async fn refresh(tx: &Transaction, media: &Media, file: &RemoteFile, position: i32) -> Result<()> {
    let wording = rows::Wording {
        description: Some(description(file)),
        focus: file.focus.map(|point| (point.x(), point.y())),
    };
    rows::describe(&**tx, media.id, &wording).await?;
    Ok(rows::set_position(&**tx, media.id, position).await?)
}

/// Keeps what was fetched of a remote picture, encoded anew as an upload is: what its server hid in it does not reach
/// anyone. Says how many bytes were kept; none when another process was faster or the row is gone.
///
/// # Errors
/// `Invalid` for what is no picture, or beyond the limits.
pub async fn keep_remote(ctx: &Context, id: MediaId, bytes: Bytes) -> Result<u64> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let media = found.ok_or(Error::NotFound)?;
    let kept = file::keep(ctx, bytes, media.purpose).await?;
    let tx = ctx.db.begin().await?;
    match rows::set_cached(&*tx, id, kept.cached.clone(), ctx.clock.now()).await {
        Ok(true) => {
            tx.commit().await?;
            Ok(u64::try_from(kept.cached.bytes).unwrap_or(0))
        }
        other => {
            drop(tx);
            file::delete_files(ctx, &kept.keys()).await?;
            other?;
            Ok(0)
        }
    }
}
