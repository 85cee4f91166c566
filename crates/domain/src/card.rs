//! Cards: what is shown of the page that a status links to. A link is looked at once for all statuses that name it, by a
//! job whose key is the card's, and later than now when the status came from elsewhere: other servers got it too, and a
//! page that a thousand of them ask for in the same second is gone.

mod link;
pub mod page;
#[cfg(test)]
mod tests;

use std::time::Duration;

use storage::account::Account;
use storage::card as rows;
pub use storage::card::Card;
use storage::card::{CardOf, Change};
use storage::id::{AccountId, CardId, MediaId, StatusId};
use storage::kinds::MediaPurpose;
use storage::media::{self as files, Media};
use storage::{Set, Transaction};
use url::Url;

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::job::{self, Job};
use crate::media;
use crate::names::canonical_domain;
use page::Page;

pub(crate) use link::{first, normalize};

/// A page that was found is looked at again after this time, when a status names it anew; Mastodon's figure.
const FRESH: Duration = Duration::from_hours(14 * 24);
/// A link at which nothing was found is left alone for this long.
const REST: Duration = Duration::from_hours(1);
/// Seconds over which the looks at links in received statuses are spread; Mastodon's figure.
const SPREAD: u64 = 59;
/// Streams are told of so many statuses that show a new card, the newest.
const MOST_TOLD: u64 = 100;
/// A card that no status shows is kept for this long.
const UNUSED: Duration = Duration::from_hours(24);
/// Cards removed in one transaction.
const BATCH: u64 = 500;

/// A card and its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct CardView {
    /// What the page says.
    pub card: Card,
    /// The file that the page names as its picture, served from here.
    pub picture: Option<Media>,
}

/// How soon a link is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Haste {
    /// At once: the status is new everywhere.
    Now,
    /// At some moment of the next minute: the status reached other servers too.
    Spread,
}

/// The link of `content`, sanitised HTML, that a card is shown of.
pub(crate) fn link(ctx: &Context, content: &str) -> Option<String> {
    first(content, |url| is_eligible(ctx, url)).map(|url| url.to_string())
}

/// What production asks, and not ourselves.
fn is_eligible(ctx: &Context, url: &Url) -> bool {
    let scheme = match url.scheme() {
        "https" => true,
        "http" => ctx.config.development,
        _ => false,
    };
    scheme && !ctx.uris.is_local(url.as_str())
}

/// Lets a status show the card of `link`, or none, and sees to it that someone looks at the link. Raise the revision of
/// the status after that, not before: the row of the card is locked first wherever both are.
pub(crate) async fn attach(
    tx: &Transaction,
    status_id: StatusId,
    link: Option<&str>,
    haste: Haste,
    now: Timestamp,
) -> Result<()> {
    let Some(link) = link else {
        return Ok(rows::detach(&**tx, status_id).await?);
    };
    let card = rows::claim(&**tx, link, now).await?;
    let card_id = card.id;
    rows::attach(&**tx, CardOf { status_id, card_id }).await?;
    if !is_due(&card, now) {
        return Ok(());
    }
    let (job, key) = (Job::FetchCard { card_id }, format!("card:{card_id}"));
    job::enqueue_at(tx, &job, Some(key), moment(card_id, haste, now), now).await
}

fn is_due(card: &Card, now: Timestamp) -> bool {
    let pause = if card.shown { FRESH } else { REST };
    card.fetched_at.is_none_or(|at| at.after(pause) <= now)
}

/// The low bits of an id are as good as drawn.
fn moment(id: CardId, haste: Haste, now: Timestamp) -> Timestamp {
    match haste {
        Haste::Now => now,
        Haste::Spread => now.after(Duration::from_secs(1 + id.0.unsigned_abs() % SPREAD)),
    }
}

/// The link to look at for `Job::FetchCard`; `None` when that was done in the meantime, or nothing is taken from there.
///
/// # Errors
/// When the database refuses.
pub async fn due(ctx: &Context, id: CardId) -> Result<Option<Url>> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let due = found.filter(|card| is_due(card, ctx.clock.now()));
    let Some(url) = due.and_then(|card| Url::parse(&card.url).ok()) else {
        return Ok(None);
    };
    let host = canonical_domain(url.host_str().unwrap_or_default());
    match host {
        Ok(host) if crate::domain_block::rejects_media(ctx, &host).await? => Ok(None),
        _ => Ok(Some(url)),
    }
}

/// Whether `author` lets the website of `link` name it as an author: one of its domains is that of the link or one above
/// it.
#[must_use]
pub fn may_name(author: &Account, link: &Url) -> bool {
    let Ok(host) = canonical_domain(link.host_str().unwrap_or_default()) else {
        return false;
    };
    let named: Vec<String> = serde_json::from_str(&author.attribution_domains).unwrap_or_default();
    account::is_present(author)
        && named.iter().any(|domain| {
            let below = host.strip_suffix(domain.as_str());
            below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

/// Keeps what was found at a link, and whom that provably is by; with `None` only that nothing was, and what was found before stays.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    ctx: &Context,
    id: CardId,
    page: Option<Page>,
    author: Option<AccountId>,
) -> Result<()> {
    let now = ctx.clock.now();
    let owner = account::instance_actor(ctx).await?;
    let picture = page.as_ref().and_then(|page| page.picture.clone());
    let picture = picture.filter(|file| allowed_picture(ctx, &file.url));
    let tx = ctx.db.begin().await?;
    let Some(card) = rows::find_by_id(&*tx, id).await? else {
        return Ok(());
    };
    let Some(page) = page else {
        let change = Change {
            fetched_at: Set(Some(now)),
            ..Change::default()
        };
        rows::update(&*tx, id, change).await?;
        return Ok(tx.commit().await?);
    };
    let media_id = media::replace_remote_picture(
        &tx,
        owner.id,
        MediaPurpose::Card,
        card.media_id,
        picture.as_ref(),
        now,
    )
    .await?;
    let change = Change {
        author_account_id: Set(author),
        ..change(page, media_id, now)
    };
    rows::update(&*tx, id, change).await?;
    if !card.shown {
        announce(&tx, id, now).await?;
    }
    Ok(tx.commit().await?)
}

fn allowed_picture(ctx: &Context, url: &str) -> bool {
    let scheme = if ctx.config.development {
        "http"
    } else {
        "https://"
    };
    url.starts_with(scheme)
}

fn change(page: Page, media_id: Option<MediaId>, now: Timestamp) -> Change {
    Change {
        shown: Set(true),
        title: Set(page.title),
        description: Set(page.description),
        language: Set(page.language),
        author_name: Set(page.author_name),
        author_url: Set(page.author_url),
        provider_name: Set(page.provider_name),
        provider_url: Set(page.provider_url),
        published_at: Set(page.published_at),
        media_id: Set(media_id),
        fetched_at: Set(Some(now)),
        ..Change::default()
    }
}

/// Tells streams of the statuses that show the card now.
async fn announce(tx: &Transaction, id: CardId, now: Timestamp) -> Result<()> {
    for status_id in rows::list_statuses(&**tx, id, MOST_TOLD).await? {
        event::announce(tx, &Event::StatusRenewed { status_id }, now).await?;
    }
    Ok(())
}

/// The cards of these statuses with their pictures; those that show none are missing.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn views(
    ctx: &Context,
    ids: &[StatusId],
) -> Result<std::collections::HashMap<StatusId, CardView>> {
    let cards = rows::cards_of(ctx.db.read(), ids).await?;
    let (ids, cards): (Vec<StatusId>, Vec<Card>) = cards.into_iter().unzip();
    Ok(ids.into_iter().zip(show(ctx, cards).await?).collect())
}

/// Cards with their pictures, in their order.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn show(ctx: &Context, cards: Vec<Card>) -> Result<Vec<CardView>> {
    let pictures: Vec<MediaId> = cards.iter().filter_map(|card| card.media_id).collect();
    let pictures = files::media_of(ctx.db.read(), &pictures).await?;
    let view = |card: Card| CardView {
        picture: card.media_id.and_then(|id| pictures.get(&id).cloned()),
        card,
    };
    Ok(cards.into_iter().map(view).collect())
}

/// The address under which the card of `written` is kept, if one is shown of it.
///
/// # Errors
/// `NotFound` when nothing is shown of that link.
pub(crate) async fn known(ctx: &Context, written: &str) -> Result<String> {
    let url = Url::parse(written).ok().and_then(normalize);
    let url = url.ok_or(Error::NotFound)?;
    let found = rows::find_shown(ctx.db.read(), url.as_str()).await?;
    Ok(found.ok_or(Error::NotFound)?.url)
}

/// Removes the cards that no status shows, with their pictures, and says how many they were.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<usize> {
    let now = ctx.clock.now();
    let mut count = 0;
    loop {
        let tx = ctx.db.begin().await?;
        let gone = rows::delete_unused(&*tx, now.before(UNUSED), BATCH).await?;
        let pictures = gone.iter().filter_map(|card| card.media_id);
        media::discard(&tx, pictures, now).await?;
        tx.commit().await?;
        count += gone.len();
        if gone.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            return Ok(count);
        }
    }
}
