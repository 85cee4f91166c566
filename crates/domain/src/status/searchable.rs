//! The texts by which a status is found.

use storage::id::{MediaId, StatusId};
use storage::{Transaction, media};

use super::receive::RemoteStatus;
use crate::error::Result;
use crate::poll::NewPoll;
use crate::search::index;

/// Lets a status of ours be found by what is `said` in it now, and by its files and its poll.
pub async fn index_composed(
    tx: &Transaction,
    id: StatusId,
    said: [&str; 2],
    media_ids: &[MediaId],
    asked: Option<&NewPoll>,
) -> Result<()> {
    let attached = if media_ids.is_empty() {
        Vec::new()
    } else {
        let mut attached = media::attachments_of(&**tx, &[id]).await?;
        attached.remove(&id).unwrap_or_default()
    };
    let descriptions = attached.iter().map(|media| media.description.as_str());
    let options = asked.into_iter().flat_map(|poll| &poll.options);
    let texts = said.into_iter().chain(descriptions);
    index(tx, id, texts.chain(options.map(String::as_str))).await
}

/// Lets a status of another server be found by what it says now; `plain` is its content as plain text.
pub async fn index_remote(
    tx: &Transaction,
    id: StatusId,
    remote: &RemoteStatus,
    plain: &str,
) -> Result<()> {
    let said = [&remote.title, &remote.spoiler_text].map(String::as_str);
    let descriptions = remote.media.iter().map(|media| media.description.as_str());
    let options = remote.poll.iter().flat_map(|poll| &poll.options);
    let texts = said.into_iter().chain([plain]).chain(descriptions);
    index(
        tx,
        id,
        texts.chain(options.map(|(title, _)| title.as_str())),
    )
    .await
}
