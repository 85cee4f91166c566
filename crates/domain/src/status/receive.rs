//! Statuses of other servers: in any order, any number of times.

use storage::account;
use storage::id::{AccountId, StatusId};
use storage::kinds::Visibility;
use storage::mention::{self, Mention};
use storage::status::{self, Status};
use storage::tag::{self, NewTag};
use storage::{Transaction, group, home, tombstone};

use super::arrival::{Arrival, arrive, count};
use super::receive_thread;
use super::row::{believable, blank, insert_drawn, is_sensitive};
use super::searchable::index_remote;
use super::strangers;
use crate::account as accounts;
use crate::card::{self, Haste};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::custom_emoji::{self, RemoteEmoji};
use crate::domain_block;
use crate::error::{Error, Result};
use crate::group_lock;
use crate::group_post::{self, Offer};
use crate::industry;
use crate::interaction::{self, Policy};
use crate::language;
use crate::media::{self, RemoteMedia};
use crate::policy;
use crate::poll::{self, RemotePoll};
use crate::quote::{self, Approval, RemoteQuote};
use crate::text::{hashtag, plain, sanitize};

/// Bytes of an `ActivityPub` id; a longer one would not fit into an index.
const URI_BYTES: usize = 2048;

/// Why a status of another server is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was sent to us: kept only if it concerns someone here, and then put before them.
    Delivered,
    /// We asked for it: kept, and put before nobody.
    Fetched,
    /// A relay named it and we asked for it: put before those whom it concerns, and kept whether there are any or not.
    Relayed,
    /// We asked for it because another status quotes it: as `Fetched`, and what it quotes in turn is not looked for.
    Quoted,
}

/// A status as another server tells it. The caller has made sure that `uri` is of the author's server.
#[derive(Clone, Debug)]
pub struct RemoteStatus {
    /// Its `ActivityPub` id.
    pub uri: String,
    /// Its page.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: AccountId,
    /// The type of the object: `Note`, `Page`, …
    pub kind: String,
    /// The name of a `Page` or `Article`, as plain text; else empty.
    pub title: String,
    /// HTML as it came; it is made harmless here.
    pub content: String,
    /// The content warning, plain text.
    pub spoiler_text: String,
    /// Attachments are hidden behind a click.
    pub sensitive: bool,
    /// BCP 47.
    pub language: Option<String>,
    /// Whom it is for, by its addressing.
    pub visibility: Visibility,
    /// The group it was posted to.
    pub group_id: Option<AccountId>,
    /// When it says that it was published.
    pub published: Option<Timestamp>,
    /// When it says that it was edited.
    pub updated: Option<Timestamp>,
    /// What it answers.
    pub in_reply_to_uri: Option<String>,
    /// Whom it names or is addressed to.
    pub mentions: Vec<RemoteMention>,
    /// Ids of a few whom it names and who are not known here.
    pub strangers: Vec<String>,
    /// Hashtags without `#`.
    pub tags: Vec<String>,
    /// Custom emoji of the author's server.
    pub emojis: Vec<RemoteEmoji>,
    /// Attachments, in their order.
    pub media: Vec<RemoteMedia>,
    /// What it asks.
    pub poll: Option<RemotePoll>,
    /// What it quotes.
    pub quote: Option<RemoteQuote>,
    /// Who may quote it.
    pub quote_approval: Approval,
    /// What else others may do with it.
    pub interaction_policy: Policy,
    /// The activity that brought it, byte for byte: a group passes it on unchanged.
    pub activity: Option<String>,
}

/// Someone whom a remote status is for.
#[derive(Clone, Copy, Debug)]
pub struct RemoteMention {
    /// Who.
    pub account_id: AccountId,
    /// Addressed, but not named in the text.
    pub silent: bool,
}

/// Keeps a status of another server. `None` when it was deleted before it came, concerns nobody here, or answers a status of
/// ours whose author does not let its author reply.
///
/// # Errors
/// `NotFound` when its author is suspended here, `Forbidden` when the address is another author's status or the thread is
/// locked.
pub async fn receive(
    ctx: &Context,
    mut remote: RemoteStatus,
    reason: Reason,
) -> Result<Option<StatusId>> {
    let now = ctx.clock.now();
    let quoted = remote.quote.as_ref().map(|quote| &quote.uri);
    let links = [Some(&remote.uri), remote.in_reply_to_uri.as_ref(), quoted];
    if links.into_iter().flatten().any(|uri| uri.len() > URI_BYTES) {
        return Err(Error::invalid("id", "is too long"));
    }
    let author = accounts::show(ctx, remote.author).await?;
    if let Some(known) = status::find_by_uri(ctx.db.read(), &remote.uri).await? {
        return same_author(&known, author.id).map(|()| Some(known.id));
    }
    let parent = match &remote.in_reply_to_uri {
        Some(uri) => status::find_by_uri(ctx.db.read(), uri).await?,
        None => None,
    };
    if !is_welcome(ctx, &mut remote, parent.as_ref(), reason).await? {
        return Ok(None);
    }
    let asked_for = matches!(reason, Reason::Fetched | Reason::Quoted);
    let delivered = !asked_for && concerns_someone(ctx, &remote, parent.as_ref()).await?;
    if reason == Reason::Delivered && !delivered {
        return Ok(None);
    }
    if let Some(parent) = parent.as_ref().filter(|_| reason == Reason::Delivered) {
        group_lock::admit(ctx, parent.id, author.id).await?;
    }
    let answered = parent.as_ref().map(|parent| parent.visibility);
    if answered.is_some_and(|answered| !policy::may_answer(remote.visibility, answered)) {
        return Err(Error::Forbidden(
            "What is said in a closed group is not answered before others",
        ));
    }
    domain_block::admit_media(ctx, &author, &mut remote.media).await?;
    let content = sanitize::sanitize(&remote.content);
    let plain = plain::to_plain(&content);
    let link = card::link(ctx, &content);
    let emojis = emojis(ctx, &author, &remote).await?;
    let quote_approval = remote.quote_approval.to_column()?;
    let interaction_policy = remote.interaction_policy.to_column()?;

    let tx = ctx.db.begin().await?;
    let own_and_parent = [Some(remote.uri.as_str()), remote.in_reply_to_uri.as_deref()];
    let own_and_parent: Vec<&str> = own_and_parent.into_iter().flatten().collect();
    status::hold_addresses(&*tx, &own_and_parent).await?;
    if tombstone::exists(&*tx, &remote.uri).await? {
        return Ok(None);
    }
    let build = |id: StatusId| Status {
        content: content.clone(),
        emojis: emojis.clone(),
        fetched_at: Some(now),
        quote_approval: quote_approval.clone(),
        interaction_policy: interaction_policy.clone(),
        ..row(id, &author, &remote, parent.as_ref())
    };
    let at = believable(remote.published, now);
    let Some(status) = insert_drawn(&tx, at, build).await? else {
        drop(tx);
        let known = status::find_by_uri(ctx.db.read(), &remote.uri).await?;
        return Ok(known.map(|known| known.id));
    };
    write_words(&tx, &status, &remote, now).await?;
    if link.is_some() {
        card::attach(&tx, status.id, link.as_deref(), Haste::Spread, now).await?;
    }
    let verify = reason != Reason::Quoted;
    write_beside(ctx, &tx, &status, &remote, verify, now).await?;
    index_remote(&tx, status.id, &remote, &plain).await?;
    receive_thread::link(&tx, &status, delivered, now).await?;
    if delivered {
        strangers::look_for(&tx, status.id, &remote, now).await?;
    }
    let mentioned: Vec<AccountId> = named(&remote).collect();
    let arrival = Arrival {
        status: &status,
        parent: parent.as_ref(),
        mentioned: &mentioned,
        tagged: !remote.tags.is_empty(),
        delivered,
    };
    arrive(&tx, &arrival, now).await?;
    if delivered {
        let meant: Vec<AccountId> = meant(&remote).collect();
        let offer = Offer {
            status: &status,
            mentioned: &meant,
            activity: remote.activity.as_deref(),
        };
        group_post::offer(ctx, &tx, &offer, now).await?;
    }
    count(&tx, &status).await?;
    tx.commit().await?;
    Ok(Some(status.id))
}

/// Whether the author of what a status answers lets it in, and anybody is left whom it may speak to.
async fn is_welcome(
    ctx: &Context,
    remote: &mut RemoteStatus,
    parent: Option<&Status>,
    reason: Reason,
) -> Result<bool> {
    if let Some(parent) = parent
        && !interaction::admits_reply(ctx, remote.author, parent).await?
    {
        if reason == Reason::Delivered {
            interaction::turn_away(ctx, remote.author, parent, &remote.uri).await?;
        }
        return Ok(false);
    }
    industry::spare(ctx, remote, parent).await
}

/// Writes what stands beside the text: files, a poll, a quote.
async fn write_beside(
    ctx: &Context,
    tx: &Transaction,
    status: &Status,
    remote: &RemoteStatus,
    verify: bool,
    now: Timestamp,
) -> Result<()> {
    if !remote.media.is_empty() {
        media::sync_remote(tx, status.account_id, status.id, &remote.media, now).await?;
    }
    if remote.poll.is_some() {
        poll::sync_remote(tx, status, remote.poll.as_ref(), true, now).await?;
    }
    if let Some(told) = &remote.quote {
        quote::sync_remote(ctx, tx, status, Some(told), verify, now).await?;
    }
    Ok(())
}

pub(super) fn same_author(known: &Status, author: AccountId) -> Result<()> {
    if known.account_id == author {
        Ok(())
    } else {
        Err(Error::Forbidden("This status is someone else's"))
    }
}

/// Who is told: those named in the text.
fn named(remote: &RemoteStatus) -> impl Iterator<Item = AccountId> {
    let named = remote.mentions.iter().filter(|mention| !mention.silent);
    named.map(|mention| mention.account_id)
}

/// Whom it names or is addressed to.
fn meant(remote: &RemoteStatus) -> impl Iterator<Item = AccountId> {
    let mentioned = remote.mentions.iter().map(|mention| mention.account_id);
    mentioned.chain(remote.group_id)
}

/// Whether someone here follows the author or who is answered, is meant, is answered or quoted, or runs the group of the
/// thread.
async fn concerns_someone(
    ctx: &Context,
    remote: &RemoteStatus,
    parent: Option<&Status>,
) -> Result<bool> {
    let connection = ctx.db.read();
    let quotes = remote.quote.as_ref();
    if parent.is_some_and(|parent| parent.local)
        || quotes.is_some_and(|quote| ctx.uris.is_local(&quote.uri))
    {
        return Ok(true);
    }
    let meant: Vec<AccountId> = meant(remote).collect();
    let meant = account::accounts_of(connection, &meant).await?;
    if meant.values().any(|account| account.domain.is_none()) {
        return Ok(true);
    }
    if let Some(parent) = parent
        && !group::list_announcing(connection, parent.id)
            .await?
            .is_empty()
    {
        return Ok(true);
    }
    let mut followable = vec![remote.author];
    followable.extend(parent.map(|parent| parent.account_id));
    Ok(home::has_local_follower(connection, &followable).await?)
}

fn row(
    id: StatusId,
    author: &account::Account,
    remote: &RemoteStatus,
    parent: Option<&Status>,
) -> Status {
    let status = blank(id, remote.uri.clone(), author, remote.visibility);
    Status {
        url: remote.url.clone(),
        kind: remote.kind.clone(),
        group_id: remote.group_id,
        in_reply_to_id: parent.map(|parent| parent.id),
        in_reply_to_account_id: parent.map(|parent| parent.account_id),
        in_reply_to_uri: remote.in_reply_to_uri.clone(),
        conversation_id: parent.map_or(status.conversation_id, |parent| parent.conversation_id),
        title: remote.title.clone(),
        spoiler_text: remote.spoiler_text.clone(),
        sensitive: is_sensitive(remote.sensitive, &remote.spoiler_text, author),
        language: language(remote),
        edited_at: remote
            .updated
            .filter(|updated| Some(*updated) != remote.published),
        ..status
    }
}

/// What is no language tag says nothing.
pub(super) fn language(remote: &RemoteStatus) -> Option<String> {
    language::canonical(remote.language.as_deref()?)
}

/// The custom emoji of a status, as the column keeps them.
pub(super) async fn emojis(
    ctx: &Context,
    author: &account::Account,
    remote: &RemoteStatus,
) -> Result<String> {
    let domain = author.domain.as_deref().unwrap_or_default();
    custom_emoji::receive(ctx, domain, &remote.emojis).await
}

/// Writes whom a status names, and its hashtags.
pub(super) async fn write_words(
    tx: &Transaction,
    status: &Status,
    remote: &RemoteStatus,
    now: Timestamp,
) -> Result<()> {
    let mentions = remote.mentions.iter().map(|mention| Mention {
        status_id: status.id,
        account_id: mention.account_id,
        silent: mention.silent,
    });
    let mut mentions: Vec<Mention> = mentions.collect();
    // Named wins over addressed, and each account is there once.
    mentions.sort_by_key(|mention| (mention.account_id, mention.silent));
    mentions.dedup_by_key(|mention| mention.account_id);
    mention::upsert(&**tx, mentions).await?;
    let mut tags: Vec<NewTag> = remote.tags.iter().map(|written| new_tag(written)).collect();
    tags.retain(|tag| (1..=hashtag::LONGEST).contains(&tag.name.chars().count()));
    tags.sort_by(|a, b| a.name.cmp(&b.name));
    tags.dedup_by(|a, b| a.name == b.name);
    tag::insert(&**tx, status.id, tags, now).await?;
    Ok(())
}

fn new_tag(written: &str) -> NewTag {
    let written = written.trim_start_matches('#');
    NewTag {
        name: hashtag::normalize(written),
        display_name: written.to_owned(),
    }
}
