//! Reading the words of all statuses anew: of those from before there was an index, or when words are told apart
//! differently.

use std::collections::HashMap;

use storage::id::StatusId;
use storage::media::{self, Media};
use storage::poll::{self, Whole};
use storage::status::Status;
use storage::status_search;

use super::statuses::index;
use crate::context::Context;
use crate::error::Result;
use crate::text::plain;

/// Statuses of one transaction.
const BATCH: u64 = 500;

/// Reads them all, beside a running server, and says how many there were.
pub async fn rebuild(ctx: &Context) -> Result<u64> {
    let mut after = StatusId(0);
    let mut read = 0;
    loop {
        let batch = status_search::list_after(ctx.db.read(), after, BATCH).await?;
        let Some(last) = batch.last() else {
            return Ok(read);
        };
        after = last.id;
        for_batch(ctx, &batch).await?;
        read += u64::try_from(batch.len()).unwrap_or(0);
    }
}

async fn for_batch(ctx: &Context, batch: &[Status]) -> Result<()> {
    let ids: Vec<StatusId> = batch.iter().map(|status| status.id).collect();
    let contents = batch.iter().map(|status| plain::to_plain(&status.content));
    let contents: Vec<String> = contents.collect();
    let tx = ctx.db.begin().await?;
    let media = media::attachments_of(&*tx, &ids).await?;
    let polls = poll::polls_of(&*tx, &ids).await?;
    // What went or was edited in the meantime wrote its own words, or has none any more.
    let current = storage::status::statuses_of(&*tx, &ids).await?;
    for (status, content) in batch.iter().zip(&contents) {
        if current
            .get(&status.id)
            .is_some_and(|row| row.content == status.content)
        {
            index(&tx, status.id, texts(status, content, &media, &polls)).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn texts<'a>(
    status: &'a Status,
    content: &'a str,
    media: &'a HashMap<StatusId, Vec<Media>>,
    polls: &'a HashMap<StatusId, Whole>,
) -> impl Iterator<Item = &'a str> {
    let said = [&status.title, &status.spoiler_text].map(String::as_str);
    let media = media.get(&status.id).into_iter().flatten();
    let options = polls
        .get(&status.id)
        .into_iter()
        .flat_map(|poll| &poll.options);
    said.into_iter()
        .chain([content])
        .chain(media.map(|media| media.description.as_str()))
        .chain(options.map(|option| option.title.as_str()))
}
