//! A local person posts.

use std::time::Duration;

use storage::account::Account;
use storage::id::{AccountId, ApplicationId, MediaId, StatusId};
use storage::idempotency::{self, IdempotencyKey};
use storage::kinds::{ActorKind, MediaPurpose, Visibility};
use storage::mention::{self, Mention};
use storage::status::Status;
use storage::{Transaction, media, tag};

use super::arrival::{Arrival, arrive};
use super::compose::{Composed, Typed, compose};
use super::row::{blank, insert_drawn};
use super::show::find_original;
use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_post::{self, Offer};
use crate::outgoing::{self, Outgoing};
use crate::secret::hash_token;
use crate::viewer::Viewer;

/// How long a key makes a second post the same one, as in Mastodon.
const IDEMPOTENCY: Duration = Duration::from_hours(1);

/// What is to be posted.
#[derive(Clone, Debug)]
pub struct NewStatus {
    /// As typed.
    pub text: String,
    /// The content warning; empty for none.
    pub spoiler_text: String,
    /// Attachments are hidden behind a click.
    pub sensitive: bool,
    /// Whom it is for.
    pub visibility: Visibility,
    /// BCP 47.
    pub language: Option<String>,
    /// What it answers.
    pub in_reply_to_id: Option<StatusId>,
    /// Uploaded files, in their order.
    pub media_ids: Vec<MediaId>,
    /// The app that posts.
    pub application_id: Option<ApplicationId>,
    /// Posting again with the same key within an hour yields the first status.
    pub idempotency_key: Option<String>,
}

/// Posts a status of `author` and says which it is.
///
/// # Errors
/// `Invalid` when text, attachments or visibility are not acceptable, `NotFound` when what it answers is not there.
pub async fn publish(ctx: &Context, author: AccountId, new: NewStatus) -> Result<StatusId> {
    let now = ctx.clock.now();
    let since = now.before(IDEMPOTENCY);
    // Apps send keys of any length.
    let key = new.idempotency_key.as_deref().map(hash_token);
    if let Some(key) = &key
        && let Some(posted) = idempotency::find(ctx.db.read(), author, key, since).await?
    {
        return Ok(posted);
    }
    let author = account::show(ctx, author).await?;
    let typed = Typed {
        text: &new.text,
        spoiler_text: &new.spoiler_text,
        visibility: new.visibility,
        has_media: !new.media_ids.is_empty(),
    };
    let composed = compose(ctx, typed).await?;
    check_media(ctx, author.id, None, &new.media_ids).await?;
    let parent = match new.in_reply_to_id {
        Some(id) => Some(find_original(ctx, Viewer::Account(author.id), id).await?),
        None => None,
    };

    let tx = ctx.db.begin().await?;
    let status = insert(ctx, &tx, &author, &new, &composed, parent.as_ref(), now).await?;
    write_contents(&tx, &status, composed.mentioned.iter(), composed.tags, now).await?;
    attach(&tx, &status, &new.media_ids).await?;
    if let Some(key) = key {
        let row = IdempotencyKey {
            account_id: author.id,
            key: key.clone(),
            status_id: status.id,
            created_at: now,
        };
        if !idempotency::claim(&*tx, row, since).await? {
            drop(tx);
            return idempotency::find(ctx.db.read(), author.id, &key, since)
                .await?
                .ok_or(Error::Conflict("This is being posted already"));
        }
    }
    let mentioned: Vec<AccountId> = composed
        .mentioned
        .iter()
        .map(|account| account.id)
        .collect();
    let arrival = Arrival {
        status: &status,
        parent: parent.as_ref(),
        mentioned: &mentioned,
        delivered: true,
    };
    arrive(&tx, &arrival, now).await?;
    let offer = Offer {
        status: &status,
        mentioned: &mentioned,
        activity: None,
    };
    group_post::offer(ctx, &tx, &offer, now).await?;
    let activity = Outgoing::Create {
        status_id: status.id,
    };
    outgoing::send(&tx, activity, now).await?;
    tx.commit().await?;
    Ok(status.id)
}

async fn insert(
    ctx: &Context,
    tx: &Transaction,
    author: &Account,
    new: &NewStatus,
    composed: &Composed,
    parent: Option<&Status>,
    now: Timestamp,
) -> Result<Status> {
    let visibility = admitted_visibility(author, new.visibility)?;
    let build = |id: StatusId| {
        let status = blank(id, ctx.uris.status(author.id, id), author, visibility);
        Status {
            url: Some(ctx.uris.status_page(&author.username, id)),
            in_reply_to_id: parent.map(|parent| parent.id),
            in_reply_to_account_id: parent.map(|parent| parent.account_id),
            in_reply_to_uri: parent.map(|parent| parent.uri.clone()),
            conversation_id: parent.map_or(status.conversation_id, |parent| parent.conversation_id),
            group_id: group(visibility, composed, parent),
            content: composed.content.clone(),
            source_text: Some(composed.source.clone()),
            spoiler_text: composed.spoiler_text.clone(),
            // Mastodon hides attachments behind every content warning.
            sensitive: new.sensitive || !composed.spoiler_text.is_empty(),
            language: new.language.clone(),
            application_id: new.application_id,
            ..status
        }
    };
    insert_drawn(tx, now, build)
        .await?
        .ok_or(Error::Conflict("This status exists already"))
}

/// The group that a public status is for: the first that it mentions, or that of what it answers.
fn group(
    visibility: Visibility,
    composed: &Composed,
    parent: Option<&Status>,
) -> Option<AccountId> {
    if visibility != Visibility::Public {
        return None;
    }
    let mut mentioned = composed.mentioned.iter();
    let named = mentioned.find(|account| account.kind == ActorKind::Group);
    named.map(|group| group.id).or_else(|| parent?.group_id)
}

/// A silenced author is in no public timeline, so what they post is not listed anywhere either.
fn admitted_visibility(author: &Account, asked: Visibility) -> Result<Visibility> {
    match asked {
        Visibility::Group => Err(Error::invalid(
            "visibility",
            "must be public, unlisted, private or direct",
        )),
        Visibility::Public if author.silenced_at.is_some() => Ok(Visibility::Unlisted),
        other => Ok(other),
    }
}

/// Refuses attachments that are too many, not the author's, or on another status than `on`.
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
            format!("are too many: attach at most {limit} files"),
        ));
    }
    let found = media::media_of(ctx.db.read(), ids).await?;
    let usable = found.values().filter(|media| {
        media.account_id == author
            && media.purpose == MediaPurpose::Attachment
            && (media.status_id.is_none() || media.status_id == on)
    });
    if usable.count() == ids.len() {
        Ok(())
    } else {
        Err(unusable_media())
    }
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

/// Writes who is named in a status, and its hashtags.
pub async fn write_contents<'a>(
    tx: &Transaction,
    status: &Status,
    mentioned: impl Iterator<Item = &'a Account>,
    tags: Vec<tag::NewTag>,
    now: Timestamp,
) -> Result<()> {
    let mentions = mentioned.map(|account| Mention {
        status_id: status.id,
        account_id: account.id,
        silent: false,
    });
    mention::upsert(&**tx, mentions.collect()).await?;
    Ok(tag::insert(&**tx, status.id, tags, now).await?)
}

/// Forgets the keys that keep no second status away any more.
pub async fn forget_keys(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    idempotency::delete_before(&*tx, ctx.clock.now().before(IDEMPOTENCY)).await?;
    Ok(tx.commit().await?)
}
