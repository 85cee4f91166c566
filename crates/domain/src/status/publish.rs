//! A local person posts.

use std::time::Duration;

use storage::account::Account;
use storage::id::{AccountId, ApplicationId, MediaId, ScheduledStatusId, StatusId};
use storage::idempotency::{self, IdempotencyKey};
use storage::kinds::{ActorKind, Circle, QuotePolicy, Visibility};
use storage::mention::{self, Mention};
use storage::status::Status;
use storage::{Transaction, scheduled_status, tag};

use super::arrival::{Arrival, arrive, is_counted};
use super::attachments::{attach, check_media};
use super::compose::{Composed, Typed, compose};
use super::posted::{self, Posted, Written};
use super::row::{blank, insert_drawn, is_sensitive};
use super::searchable::index_composed;
use super::show::find_original;
use crate::account;
use crate::account_move;
use crate::card::{self, Haste};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::delivery::{self, Reach};
use crate::error::{Error, Result};
use crate::group_lock;
use crate::group_post::{self, Offer};
use crate::industry;
use crate::interaction::{self, Interaction, Policy};
use crate::outgoing::{self, Outgoing};
use crate::policy;
use crate::poll::{self, NewPoll};
use crate::pseudonym;
use crate::quote::{self, Approval, Chosen};
use crate::relay;
use crate::secret::hash_token;
use crate::viewer::Viewer;

/// How long a key makes a second post the same one, as in Mastodon.
const IDEMPOTENCY: Duration = Duration::from_hours(1);

/// What is to be posted.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
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
    /// What it asks.
    pub poll: Option<NewPoll>,
    /// What it quotes.
    #[serde(default)]
    pub quoted_id: Option<StatusId>,
    /// Who may quote it; everyone when `None`, as far as everyone may see it.
    #[serde(default)]
    pub quote_policy: Option<QuotePolicy>,
    /// Who may reply beside those whom it names; everyone who sees it when `None`.
    #[serde(default)]
    pub repliers: Option<Vec<Circle>>,
    /// The app that posts.
    pub application_id: Option<ApplicationId>,
    /// Posting again with the same key within an hour yields the first status.
    pub idempotency_key: Option<String>,
    /// What was scheduled and is posted now: it goes in the same transaction, so that it is posted once.
    pub scheduled_id: Option<ScheduledStatusId>,
}

/// Posts a status of `author` and says which it is.
///
/// # Errors
/// As [`post`].
pub async fn publish(ctx: &Context, author: AccountId, new: NewStatus) -> Result<StatusId> {
    Ok(post(ctx, author, new).await?.id())
}

/// Posts a status of `author`, and yields what is shown of it.
///
/// # Errors
/// `Invalid` when text, attachments or visibility are not acceptable, or the author of what it answers does not want it,
/// or an account of industry names people who did not ask for it,
/// `NotFound` when what it answers or quotes is not there, `Forbidden` when it may not be quoted or the thread is locked.
pub async fn post(ctx: &Context, author: AccountId, mut new: NewStatus) -> Result<Posted> {
    let now = ctx.clock.now();
    let since = now.before(IDEMPOTENCY);
    // Apps send keys of any length.
    let key = new.idempotency_key.as_deref().map(hash_token);
    if let Some(key) = &key
        && let Some(posted) = idempotency::find(ctx.db.read(), author, key, since).await?
    {
        return Ok(Posted::Before(posted));
    }
    // Which app somebody uses is one more thing by which they are known.
    if new.application_id.is_some() && pseudonym::is_pseudonym(ctx, author).await? {
        new.application_id = None;
    }
    let composed = compose(ctx, typed(&new)).await?;
    check_media(ctx, author, None, &new.media_ids).await?;
    let asked = check_poll(new.poll.as_ref(), &new.media_ids)?;
    let link = card::link(ctx, &composed.content);
    let parent = answered(ctx, author, &new).await?;
    industry::check(ctx, author, &composed.mentioned, parent.as_ref()).await?;
    let chosen = quote::choose(ctx, author, new.quoted_id).await?;
    if let Some(chosen) = &chosen {
        let (asked, mentioned) = (new.visibility, &composed.mentioned);
        new.visibility = chosen.admitted_visibility(author, asked, mentioned)?;
    }

    let tx = ctx.db.begin().await?;
    if let Some(id) = new.scheduled_id
        && !scheduled_status::delete(&*tx, author, id).await?
    {
        return Err(Error::NotFound);
    }
    let author = counted(&tx, author, new.visibility, now).await?;
    let status = insert(ctx, &tx, &author, &new, &composed, parent.as_ref(), now).await?;
    let tags = write_contents(&tx, &status, composed.mentioned.iter(), composed.tags, now).await?;
    attach(&tx, &status, &new.media_ids).await?;
    if link.is_some() {
        card::attach(&tx, status.id, link.as_deref(), Haste::Now, now).await?;
    }
    if let Some(asked) = &asked {
        poll::insert(&tx, &status, asked, now).await?;
    }
    if let Some(chosen) = &chosen {
        quote::insert(ctx, &tx, &status, chosen, now).await?;
    }
    let said = [&*composed.spoiler_text, &*composed.source];
    index_composed(&tx, status.id, said, &new.media_ids, asked.as_ref()).await?;
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
                .map(Posted::Before)
                .ok_or(Error::Conflict("This is being posted already"));
        }
    }
    let told = Told {
        status: &status,
        parent: parent.as_ref(),
        mentioned: composed
            .mentioned
            .iter()
            .map(|account| account.id)
            .collect(),
        tagged: !tags.is_empty(),
        quotes_elsewhere: chosen.as_ref().is_some_and(Chosen::is_elsewhere),
    };
    tell(ctx, &tx, told, now).await?;
    tx.commit().await?;
    let written = Written {
        status,
        author,
        mentioned: composed.mentioned,
        tags,
        has_media: !new.media_ids.is_empty(),
        has_link: link.is_some(),
        quotes: chosen.is_some(),
    };
    let fresh = posted::fresh(ctx, written).await?;
    Ok(Posted::Fresh(Box::new(fresh)))
}

/// The author, with this status counted.
async fn counted(
    tx: &Transaction,
    author: AccountId,
    visibility: Visibility,
    now: Timestamp,
) -> Result<Account> {
    let author = if is_counted(visibility) {
        storage::account::posted(&**tx, author, now).await?
    } else {
        storage::account::find_by_id(&**tx, author).await?
    };
    let author = author.filter(account::is_present).ok_or(Error::NotFound)?;
    account_move::check_here(&author)?;
    Ok(author)
}

/// A status that everyone concerned is to be told of.
struct Told<'a> {
    status: &'a Status,
    parent: Option<&'a Status>,
    mentioned: Vec<AccountId>,
    tagged: bool,
    quotes_elsewhere: bool,
}

/// Tells everyone concerned: homes, notifications, streams, groups and other servers.
async fn tell(ctx: &Context, tx: &Transaction, told: Told<'_>, now: Timestamp) -> Result<()> {
    let Told {
        status,
        parent,
        mentioned,
        tagged,
        quotes_elsewhere,
    } = told;
    let arrival = Arrival {
        status,
        parent,
        mentioned: &mentioned,
        tagged,
        delivered: true,
    };
    arrive(tx, &arrival, now).await?;
    let offer = Offer {
        status,
        mentioned: &mentioned,
        activity: None,
    };
    group_post::offer(ctx, tx, &offer, now).await?;
    let reach = Reach::of_status(status, mentioned);
    let is_relayed = relay::tell(tx, status.id, status.visibility, now).await?;
    if quotes_elsewhere || is_relayed || delivery::is_for_others(tx, &reach).await? {
        let status_id = status.id;
        outgoing::send(tx, Outgoing::Create { status_id }, now).await?;
    }
    Ok(())
}

/// Refuses what could not be posted now.
///
/// # Errors
/// As [`publish`].
pub async fn check(ctx: &Context, author: AccountId, new: &NewStatus) -> Result<()> {
    let author = account::show(ctx, author).await?;
    let composed = compose(ctx, typed(new)).await?;
    admitted_visibility(&author, new.visibility)?;
    if let Some(chosen) = quote::choose(ctx, author.id, new.quoted_id).await? {
        chosen.admitted_visibility(author.id, new.visibility, &composed.mentioned)?;
    }
    check_media(ctx, author.id, None, &new.media_ids).await?;
    check_poll(new.poll.as_ref(), &new.media_ids)?;
    let parent = answered(ctx, author.id, new).await?;
    industry::check(ctx, author.id, &composed.mentioned, parent.as_ref()).await
}

/// What a status of `author` answers, in a thread that is open to them.
async fn answered(ctx: &Context, author: AccountId, new: &NewStatus) -> Result<Option<Status>> {
    let Some(id) = new.in_reply_to_id else {
        return Ok(None);
    };
    let parent = find_original(ctx, Viewer::Account(author), id).await?;
    if !policy::may_answer(new.visibility, parent.visibility) {
        let remedy = "must be direct: what it answers is for the members of a group";
        return Err(Error::invalid("visibility", remedy));
    }
    group_lock::admit(ctx, parent.id, author).await?;
    interaction::check(ctx, author, &parent, Interaction::Reply).await?;
    Ok(Some(parent))
}

fn typed(new: &NewStatus) -> Typed<'_> {
    Typed {
        text: &new.text,
        spoiler_text: &new.spoiler_text,
        visibility: new.visibility,
        has_media: !new.media_ids.is_empty(),
    }
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
    let policy = new.quote_policy.unwrap_or(QuotePolicy::Public);
    let quote_approval = Approval::of_policy(policy, visibility).to_column()?;
    let repliers = new.repliers.as_deref().unwrap_or(&[Circle::Public]);
    let interaction_policy = Policy::of_repliers(repliers).to_column()?;
    let build = |id: StatusId| {
        let status = blank(id, ctx.uris.status(author.id, id), author, visibility);
        Status {
            url: Some(ctx.uris.status_page(&author.username, id)),
            in_reply_to_id: parent.map(|parent| parent.id),
            in_reply_to_account_id: parent.map(|parent| parent.account_id),
            in_reply_to_uri: parent.map(|parent| parent.uri.clone()),
            conversation_id: parent.map_or(status.conversation_id, |parent| parent.conversation_id),
            group_id: group(visibility, composed, parent),
            kind: kind(new.poll.is_some()).into(),
            content: composed.content.clone(),
            source_text: Some(composed.source.clone()),
            spoiler_text: composed.spoiler_text.clone(),
            sensitive: is_sensitive(new.sensitive, &composed.spoiler_text, author),
            language: new.language.clone(),
            emojis: composed.emojis.clone(),
            application_id: new.application_id,
            quote_approval: quote_approval.clone(),
            interaction_policy: interaction_policy.clone(),
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

/// The type of a status of ours.
pub fn kind(asks: bool) -> &'static str {
    if asks { "Question" } else { "Note" }
}

/// What a status asks, if that may be asked; as in Mastodon with no files beside it.
pub fn check_poll(new: Option<&NewPoll>, media_ids: &[MediaId]) -> Result<Option<NewPoll>> {
    if new.is_some() && !media_ids.is_empty() {
        let reason = "cannot go with files: leave out one of the two";
        return Err(Error::invalid("poll", reason));
    }
    new.map(poll::check).transpose()
}

/// Writes who is named in a status, and its hashtags, which it returns.
pub async fn write_contents<'a>(
    tx: &Transaction,
    status: &Status,
    mentioned: impl Iterator<Item = &'a Account>,
    tags: Vec<tag::NewTag>,
    now: Timestamp,
) -> Result<Vec<tag::Tag>> {
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
