//! Trends: hashtags, statuses and links that are used more than usual, reviewed by moderators before anyone is shown them unless
//! the operator decides otherwise.

pub mod moderate;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::time::Duration;

use storage::daily_use;
use storage::id::{CardId, StatusId};
pub use storage::tag::Tag;
pub use storage::trend::Subject;
use storage::trend::{self, Reviewed, StatusUse, Use};

use crate::card::{self, Card, CardView};
use crate::clock::Timestamp;
use crate::config::Trends;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{Place, audience};
use crate::search::Slice;
use crate::tag::{self, Hashtag};
use crate::timeline::Entry;
use crate::usage::{self, Day};
use crate::viewer::Viewer;

/// What trends is used within so long, more than in as long before.
const SPAN: Duration = Duration::from_hours(24);
/// How old a status is that trends no more.
const OLDEST: Duration = Duration::from_hours(48);
/// In so many hours a status loses half of its score.
const HALF_LIFE: f64 = 6.0;
/// What fewer people did is no trend.
const LEAST: i64 = 2;
/// How many of a kind are kept.
const MOST: usize = 200;

/// Computes the trends anew.
pub async fn refresh(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let (mut tags, mut statuses, mut links) = (Vec::new(), Vec::new(), Vec::new());
    if ctx.config.trends != Trends::Off {
        let middle = now.before(SPAN);
        let spans = (middle.before(SPAN), middle);
        tags = scores(&trend::list_tag_uses(ctx.db.read(), spans, LEAST).await?);
        links = scores(&trend::list_link_uses(ctx.db.read(), spans, LEAST).await?);
        let used = trend::list_status_uses(ctx.db.read(), now.before(OLDEST), LEAST).await?;
        statuses = status_scores(&used, now);
    }
    let tx = ctx.db.begin().await?;
    trend::replace_tags(&*tx, &tags).await?;
    trend::replace_statuses(&*tx, &statuses).await?;
    trend::replace_links(&*tx, &links).await?;
    Ok(tx.commit().await?)
}

/// By how much more people used each than before: the square of the difference, by what was to be expected, as in Mastodon.
fn scores<Id: Copy>(uses: &[Use<Id>]) -> Vec<(Id, f64)> {
    let more = uses.iter().filter(|uses| uses.lately > uses.earlier);
    best(more.map(|uses| (uses.id, surprise(uses.lately, uses.earlier))))
}

/// By how much each status is liked, the younger the more; the best of each author.
fn status_scores(uses: &[StatusUse], now: Timestamp) -> Vec<(StatusId, f64)> {
    let score = |uses: &StatusUse| {
        let age =
            Duration::from_millis((now.millis() - uses.id.at().millis()).max(0).unsigned_abs());
        surprise(uses.uses, 1) * 0.5_f64.powf(age.as_secs_f64() / 3600.0 / HALF_LIFE)
    };
    let scored = best(
        uses.iter()
            .map(|uses| ((uses.id, uses.account_id), score(uses))),
    );
    let mut authors = HashSet::new();
    let firsts = scored
        .into_iter()
        .filter(|((_, author), _)| authors.insert(*author));
    firsts.map(|((id, _), score)| (id, score)).collect()
}

/// How far `observed` is above `expected`.
fn surprise(observed: i64, expected: i64) -> f64 {
    let number = |count: i64| f64::from(i32::try_from(count).unwrap_or(i32::MAX));
    let expected = number(expected).max(1.0);
    (number(observed) - expected).powi(2) / expected
}

fn best<T>(scores: impl Iterator<Item = (T, f64)>) -> Vec<(T, f64)> {
    let mut scores: Vec<(T, f64)> = scores.collect();
    scores.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    scores.truncate(MOST);
    scores
}

/// What people are shown; `None` when nothing.
fn shown(ctx: &Context) -> Option<Reviewed> {
    match ctx.config.trends {
        Trends::Off => None,
        Trends::Reviewed => Some(Reviewed::Allowed),
        Trends::Unreviewed => Some(Reviewed::NotRefused),
    }
}

/// The hashtags that trend, the first first.
pub async fn tags(ctx: &Context, viewer: Viewer, slice: Slice) -> Result<Vec<Hashtag>> {
    let Some(reviewed) = shown(ctx) else {
        return Ok(Vec::new());
    };
    let rows = (slice.limit, slice.offset);
    let tags = trend::list_tags(ctx.db.read(), reviewed, rows).await?;
    tag::describe(ctx, viewer, tags).await
}

/// The statuses that trend and that `viewer` may be shown, the first first.
pub async fn statuses(ctx: &Context, viewer: Viewer, slice: Slice) -> Result<Vec<Entry>> {
    let Some(reviewed) = shown(ctx) else {
        return Ok(Vec::new());
    };
    let rows = (slice.limit, slice.offset);
    let audience = audience(viewer, Place::Listed);
    Ok(trend::list_statuses(ctx.db.read(), &audience, reviewed, rows).await?)
}

/// A link, what is shown of it and how it was used lately.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What is shown of it.
    pub card: CardView,
    /// The last days, today first.
    pub history: Vec<Day>,
}

/// The links that trend, the first first.
pub async fn links(ctx: &Context, slice: Slice) -> Result<Vec<Link>> {
    match shown(ctx) {
        Some(reviewed) => list_links(ctx, reviewed, slice).await,
        None => Ok(Vec::new()),
    }
}

/// All links that trend, for moderators.
pub async fn all_links(ctx: &Context, slice: Slice) -> Result<Vec<Link>> {
    list_links(ctx, Reviewed::Any, slice).await
}

async fn list_links(ctx: &Context, reviewed: Reviewed, slice: Slice) -> Result<Vec<Link>> {
    let rows = (slice.limit, slice.offset);
    let cards: Vec<Card> = trend::list_links(ctx.db.read(), reviewed, rows).await?;
    let ids: Vec<CardId> = cards.iter().map(|card| card.id).collect();
    let now = ctx.clock.now();
    let mut uses = daily_use::of_cards(ctx.db.read(), &ids, usage::since(now)).await?;
    let cards = card::show(ctx, cards).await?.into_iter();
    Ok(cards
        .map(|card| Link {
            history: usage::history(now, &uses.remove(&card.card.id).unwrap_or_default()),
            card,
        })
        .collect())
}

/// All hashtags that trend, for moderators.
pub async fn all_tags(ctx: &Context, slice: Slice) -> Result<Vec<Tag>> {
    let rows = (slice.limit, slice.offset);
    Ok(trend::list_tags(ctx.db.read(), Reviewed::Any, rows).await?)
}

/// All statuses that trend, for moderators.
pub async fn all_statuses(ctx: &Context, viewer: Viewer, slice: Slice) -> Result<Vec<Entry>> {
    let rows = (slice.limit, slice.offset);
    let audience = audience(viewer, Place::Listed);
    Ok(trend::list_statuses(ctx.db.read(), &audience, Reviewed::Any, rows).await?)
}

/// A moderator says whether a hashtag may trend.
///
/// # Errors
/// `NotFound` when nobody used it here.
pub async fn review_tag(ctx: &Context, written: &str, allowed: bool) -> Result<()> {
    let new = tag::new_tag(written)?;
    let found = tag::find(ctx, &new.name).await?.ok_or(Error::NotFound)?;
    review(ctx, Subject::Tag(found.id), allowed).await
}

/// A moderator says whether a status may trend.
///
/// # Errors
/// `NotFound`.
pub async fn review_status(ctx: &Context, id: StatusId, allowed: bool) -> Result<()> {
    let found = storage::status::find_by_id(ctx.db.read(), id).await?;
    let status = found.ok_or(Error::NotFound)?;
    review(ctx, Subject::Status(status.id), allowed).await
}

/// A moderator says whether a link may trend.
///
/// # Errors
/// `NotFound` when no status names it.
pub async fn review_link(ctx: &Context, id: CardId, allowed: bool) -> Result<()> {
    let found = storage::card::find_by_id(ctx.db.read(), id).await?;
    let card = found.ok_or(Error::NotFound)?;
    review(ctx, Subject::Link(card.id), allowed).await
}

async fn review(ctx: &Context, subject: Subject, allowed: bool) -> Result<()> {
    let tx = ctx.db.begin().await?;
    trend::review(&*tx, subject, allowed, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}
