//! Another server changes a status.

use storage::account;
use storage::id::StatusId;
use storage::status::{self, Change};
use storage::{Set, mention, tag};

use super::edit::{announce_edit, keep_former};
use super::receive::{RemoteStatus, emojis, language, same_author, write_words};
use super::row::is_sensitive;
use super::searchable::index_remote;
use super::strangers;
use crate::card::{self, Haste};
use crate::context::Context;
use crate::domain_block;
use crate::error::{Error, Result};
use crate::industry;
use crate::media;
use crate::poll;
use crate::quote;
use crate::text::{plain, sanitize};

/// Another server changed a status. Without a newer `updated` nothing that is shown has changed (federation: an implicit
/// update). `None` when the status is not known here: whether to [`super::receive`] it is the caller's choice.
///
/// # Errors
/// `Forbidden` when it is another author's.
pub async fn receive_update(ctx: &Context, mut remote: RemoteStatus) -> Result<Option<StatusId>> {
    let Some(old) = status::find_by_uri(ctx.db.read(), &remote.uri).await? else {
        return Ok(None);
    };
    same_author(&old, remote.author)?;
    let now = ctx.clock.now();
    let latest = old.edited_at.unwrap_or(old.created_at);
    let Some(updated) = remote.updated.filter(|updated| *updated > latest) else {
        if let Some(told) = &remote.poll {
            poll::refreshed(ctx, &old.uri, told).await?;
        }
        quote::refreshed(ctx, &old, &remote).await?;
        return Ok(Some(old.id));
    };
    let parent = match old.in_reply_to_id {
        Some(parent) => status::find_by_id(ctx.db.read(), parent).await?,
        None => None,
    };
    if !industry::spare(ctx, &mut remote, parent.as_ref()).await? {
        return Ok(Some(old.id));
    }
    let author = account::find_by_id(ctx.db.read(), old.account_id).await?;
    let author = author.ok_or(Error::NotFound)?;
    domain_block::admit_media(ctx, &author, &mut remote.media).await?;
    let content = sanitize::sanitize(&remote.content);
    let plain = plain::to_plain(&content);
    let link = card::link(ctx, &content);
    let emojis = emojis(ctx, &author, &remote).await?;
    let tx = ctx.db.begin().await?;
    keep_former(&tx, &old, now).await?;
    card::attach(&tx, old.id, link.as_deref(), Haste::Spread, now).await?;
    let change = Change {
        kind: Set(remote.kind.clone()),
        title: Set(remote.title.clone()),
        content: Set(content),
        emojis: Set(emojis),
        spoiler_text: Set(remote.spoiler_text.clone()),
        sensitive: Set(is_sensitive(
            remote.sensitive,
            &remote.spoiler_text,
            &author,
        )),
        language: Set(language(&remote)),
        edited_at: Set(Some(updated.min(now))),
        fetched_at: Set(Some(now)),
        quote_approval: Set(remote.quote_approval.to_column()?),
        interaction_policy: Set(remote.interaction_policy.to_column()?),
        ..Change::default()
    };
    status::update(&*tx, old.id, change).await?;
    mention::silence(&*tx, old.id).await?;
    tag::delete_all(&*tx, old.id).await?;
    write_words(&tx, &old, &remote, now).await?;
    strangers::look_for(&tx, old.id, &remote, now).await?;
    media::sync_remote(&tx, old.account_id, old.id, &remote.media, now).await?;
    poll::sync_remote(&tx, &old, remote.poll.as_ref(), true, now).await?;
    quote::sync_remote(ctx, &tx, &old, remote.quote.as_ref(), true, now).await?;
    index_remote(&tx, old.id, &remote, &plain).await?;
    announce_edit(&tx, &old, now).await?;
    tx.commit().await?;
    Ok(Some(old.id))
}
