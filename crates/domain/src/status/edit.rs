//! The author changes a status; what it said before is kept.

use serde::{Deserialize, Serialize};
use storage::id::{AccountId, MediaId, StatusEditId, StatusId};
use storage::kinds::{NotificationKind, QuotePolicy};
use storage::media::{self as rows, Media, Wording};
use storage::poll::{Whole, polls_of};
use storage::status::{self, Change, Edit, Status};
use storage::{Set, Transaction, mention, quote, tag};

use super::attachments::{attach, check_media};
use super::compose::{Typed, compose};
use super::publish::{check_poll, kind, write_contents};
use super::row::is_sensitive;
use super::searchable::index_composed;
use crate::account;
use crate::card::{self, Haste};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::group_post;
use crate::industry;
use crate::media;
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::poll::{self, NewPoll};
use crate::quote::Approval;
use crate::reason::Reason;
use crate::text::clean::{self, TextError};

/// What a status shall say from now on; whom it is for stays.
#[derive(Clone, Debug)]
pub struct EditStatus {
    /// As typed.
    pub text: String,
    /// The content warning; empty for none.
    pub spoiler_text: String,
    /// Attachments are hidden behind a click.
    pub sensitive: bool,
    /// BCP 47; unchanged when `None`.
    pub language: Option<String>,
    /// All files that shall be attached, in their order.
    pub media_ids: Vec<MediaId>,
    /// Changes to files that stay attached.
    pub media_changes: Vec<MediaChange>,
    /// Who may quote it; unchanged when `None`.
    pub quote_policy: Option<QuotePolicy>,
    /// What it shall ask; a poll that is there and not named goes, as in Mastodon.
    pub poll: Option<NewPoll>,
}

/// A change to an attachment.
#[derive(Clone, Debug)]
pub struct MediaChange {
    /// Which.
    pub id: MediaId,
    /// The new alt text.
    pub description: Option<String>,
    /// The new focal point, from -1 to 1.
    pub focus: Option<(f64, f64)>,
}

/// An attachment as `status_edits.media` remembers it.
#[derive(Serialize, Deserialize)]
pub struct FormerMedia {
    /// Which.
    pub id: MediaId,
    /// Its alt text then.
    pub description: String,
}

/// Changes a status of `author`.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's, `Invalid` as in [`super::publish`].
pub async fn edit(ctx: &Context, author: AccountId, id: StatusId, new: EditStatus) -> Result<()> {
    let now = ctx.clock.now();
    let writer = account::show(ctx, author).await?;
    let old = status::find_by_id(ctx.db.read(), id)
        .await?
        .filter(|status| status.account_id == author && status.reblog_of_id.is_none())
        .ok_or(Error::NotFound)?;
    let typed = Typed {
        text: &new.text,
        spoiler_text: &new.spoiler_text,
        visibility: old.visibility,
        has_media: !new.media_ids.is_empty(),
    };
    let composed = compose(ctx, typed).await?;
    let parent = match old.in_reply_to_id {
        Some(parent) => status::find_by_id(ctx.db.read(), parent).await?,
        None => None,
    };
    industry::check(ctx, author, &composed.mentioned, parent.as_ref()).await?;
    check_media(ctx, author, Some(id), &new.media_ids).await?;
    let asked = check_poll(new.poll.as_ref(), &new.media_ids)?;
    let link = card::link(ctx, &composed.content);
    let descriptions = checked(&new.media_changes)?;

    let tx = ctx.db.begin().await?;
    let known = mention::mentions_of(&*tx, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    keep_former(&tx, &old, now).await?;
    card::attach(&tx, id, link.as_deref(), Haste::Now, now).await?;
    let change = Change {
        content: Set(composed.content),
        source_text: Set(Some(composed.source.clone())),
        sensitive: Set(is_sensitive(new.sensitive, &composed.spoiler_text, &writer)),
        spoiler_text: Set(composed.spoiler_text.clone()),
        emojis: Set(composed.emojis),
        language: Set(new.language.or(old.language.clone())),
        kind: Set(kind(asked.is_some()).into()),
        edited_at: Set(Some(now)),
        quote_approval: Set(approval(&old, new.quote_policy)?),
        ..Change::default()
    };
    status::update(&*tx, id, change).await?;
    poll::edit(&tx, &old, asked.as_ref(), now).await?;
    mention::silence(&*tx, id).await?;
    tag::delete_all(&*tx, id).await?;
    write_contents(&tx, &old, composed.mentioned.iter(), composed.tags, now).await?;
    media::detach(&tx, id, &new.media_ids, now).await?;
    attach(&tx, &old, &new.media_ids).await?;
    describe(&tx, id, &new.media_changes, descriptions).await?;
    let said = [&*composed.spoiler_text, &*composed.source];
    index_composed(&tx, id, said, &new.media_ids, asked.as_ref()).await?;
    for account in &composed.mentioned {
        if known.iter().all(|old| old.id != account.id) {
            let kind = NotificationKind::Mention;
            notify(&tx, account.id, kind, author, Some(id), now).await?;
        }
    }
    announce_edit(&tx, &old, now).await?;
    group_post::edited(&tx, &old, now).await?;
    outgoing::send(&tx, Outgoing::Update { status_id: id }, now).await?;
    Ok(tx.commit().await?)
}

/// Who may quote it from now on, as its column says.
fn approval(old: &Status, policy: Option<QuotePolicy>) -> Result<String> {
    let chosen = policy.map(|policy| Approval::of_policy(policy, old.visibility).to_column());
    chosen.unwrap_or_else(|| Ok(old.quote_approval.clone()))
}

/// Writes what `changes` say of attachments, with their descriptions as they were checked.
async fn describe(
    tx: &Transaction,
    id: StatusId,
    changes: &[MediaChange],
    descriptions: Vec<Option<String>>,
) -> Result<()> {
    for (change, description) in changes.iter().zip(descriptions) {
        let wording = Wording {
            description,
            focus: change.focus,
        };
        rows::describe(&**tx, change.id, Some(id), &wording).await?;
    }
    Ok(())
}

fn checked(changes: &[MediaChange]) -> Result<Vec<Option<String>>> {
    let refuse = |error: TextError| Error::invalid("media_attributes", description_refusal(error));
    changes
        .iter()
        .map(|change| {
            change
                .description
                .as_deref()
                .map(clean::alt_text)
                .transpose()
        })
        .collect::<std::result::Result<_, _>>()
        .map_err(refuse)
}

fn description_refusal(error: TextError) -> Reason {
    match error {
        TextError::Empty => "hold a description that can't be blank".into(),
        TextError::TooLong { max } => {
            Reason::new("hold a description that is too long (maximum is {max} characters)")
                .with("max", max)
        }
    }
}

/// Writes into the history what `old` says until now.
pub async fn keep_former(tx: &Transaction, old: &Status, now: Timestamp) -> Result<()> {
    let media = rows::attachments_of(&**tx, &[old.id])
        .await?
        .remove(&old.id);
    let former: Vec<FormerMedia> = media.unwrap_or_default().into_iter().map(former).collect();
    let row = Edit {
        id: StatusEditId::generate(now),
        status_id: old.id,
        content: old.content.clone(),
        spoiler_text: old.spoiler_text.clone(),
        sensitive: old.sensitive,
        media: serde_json::to_string(&former)?,
        poll_options: former_options(tx, old).await?,
        created_at: old.edited_at.unwrap_or(old.created_at),
    };
    Ok(status::insert_edit(&**tx, row).await?)
}

/// What could be chosen until now, as `status_edits.poll_options` remembers it.
async fn former_options(tx: &Transaction, old: &Status) -> Result<Option<String>> {
    let poll = polls_of(&**tx, &[old.id]).await?.remove(&old.id);
    let titles = |poll: Whole| -> Vec<String> {
        let options = poll.options.into_iter();
        options.map(|option| option.title).collect()
    };
    let titles = poll.map(titles);
    Ok(titles
        .map(|titles| serde_json::to_string(&titles))
        .transpose()?)
}

fn former(media: Media) -> FormerMedia {
    FormerMedia {
        id: media.id,
        description: media.description,
    }
}

/// Tells streams, and those here who boosted or quoted it, that a status says something else now.
pub async fn announce_edit(tx: &Transaction, status: &Status, now: Timestamp) -> Result<()> {
    for booster in status::list_boosters(&**tx, status.id).await? {
        let kind = NotificationKind::Update;
        notify(tx, booster, kind, status.account_id, Some(status.id), now).await?;
    }
    for quoter in quote::list_local_quoters(&**tx, status.id).await? {
        let kind = NotificationKind::QuotedUpdate;
        notify(tx, quoter, kind, status.account_id, Some(status.id), now).await?;
    }
    let edited = Event::StatusEdited {
        status_id: status.id,
    };
    event::announce(tx, &edited, now).await
}
