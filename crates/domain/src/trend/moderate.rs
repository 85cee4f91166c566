//! Trends and hashtags as moderators see them, and what they say of them.

use std::collections::HashMap;

use storage::id::TagId;
use storage::trend::{self as rows, Kind};
use storage::{Page, tag as tag_rows};

use super::{Link, Subject, all_links, all_statuses, all_tags, review};
use crate::config::Trends;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Moderator;
use crate::search::Slice;
use crate::tag::{self, Hashtag, Tag};
use crate::timeline::Entry;
use crate::viewer::Viewer;

/// Something, and whether it may be recommended.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged<T> {
    /// What.
    pub subject: T,
    /// What a moderator said; `None` when nobody looked at it.
    pub allowed: Option<bool>,
}

impl<T> Judged<T> {
    /// Whether it is recommended when it is much used.
    #[must_use]
    pub fn is_trendable(&self, ctx: &Context) -> bool {
        match ctx.config.trends {
            Trends::Off => false,
            Trends::Reviewed => self.allowed == Some(true),
            Trends::Unreviewed => self.allowed != Some(false),
        }
    }
}

fn judged<T>(
    subjects: Vec<T>,
    found: &HashMap<i64, bool>,
    id: impl Fn(&T) -> i64,
) -> Vec<Judged<T>> {
    let judge = |subject| Judged {
        allowed: found.get(&id(&subject)).copied(),
        subject,
    };
    subjects.into_iter().map(judge).collect()
}

/// The hashtags that trend, the first first.
pub async fn tags(ctx: &Context, by: &Moderator, slice: Slice) -> Result<Vec<Judged<Hashtag>>> {
    judge_tags(ctx, by, all_tags(ctx, slice).await?).await
}

/// A page of all hashtags, the newest first.
pub async fn index(ctx: &Context, by: &Moderator, page: Page) -> Result<Vec<Judged<Hashtag>>> {
    judge_tags(ctx, by, tag_rows::list(ctx.db.read(), page).await?).await
}

/// A hashtag.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, by: &Moderator, id: TagId) -> Result<Judged<Hashtag>> {
    let found = tag_rows::find_by_id(ctx.db.read(), id).await?;
    let mut judged = judge_tags(ctx, by, vec![found.ok_or(Error::NotFound)?]).await?;
    judged.pop().ok_or(Error::NotFound)
}

async fn judge_tags(ctx: &Context, by: &Moderator, tags: Vec<Tag>) -> Result<Vec<Judged<Hashtag>>> {
    let ids: Vec<i64> = tags.iter().map(|tag| tag.id.0).collect();
    let found = rows::reviews_of(ctx.db.read(), Kind::Tags, ids).await?;
    let tags = tag::describe(ctx, Viewer::Account(by.account_id), tags).await?;
    Ok(judged(tags, &found, |tag| tag.id.map_or(0, |id| id.0)))
}

/// The statuses that trend, the first first.
pub async fn statuses(ctx: &Context, by: &Moderator, slice: Slice) -> Result<Vec<Judged<Entry>>> {
    let entries = all_statuses(ctx, Viewer::Account(by.account_id), slice).await?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.status.id.0).collect();
    let found = rows::reviews_of(ctx.db.read(), Kind::Statuses, ids).await?;
    Ok(judged(entries, &found, |entry| entry.status.id.0))
}

/// The links that trend, the first first.
pub async fn links(ctx: &Context, _by: &Moderator, slice: Slice) -> Result<Vec<Judged<Link>>> {
    let links = all_links(ctx, slice).await?;
    let ids: Vec<i64> = links.iter().map(|link| link.card.card.id.0).collect();
    let found = rows::reviews_of(ctx.db.read(), Kind::Links, ids).await?;
    Ok(judged(links, &found, |link| link.card.card.id.0))
}

/// Says whether something may be recommended.
///
/// # Errors
/// `NotFound`.
pub async fn judge(ctx: &Context, by: &Moderator, subject: Subject, allowed: bool) -> Result<()> {
    let db = ctx.db.read();
    let is_there = match subject {
        Subject::Tag(id) => tag_rows::find_by_id(db, id).await?.is_some(),
        Subject::Status(id) => storage::status::find_by_id(db, id).await?.is_some(),
        Subject::Link(id) => storage::card::find_by_id(db, id).await?.is_some(),
    };
    if !is_there {
        return Err(Error::NotFound);
    }
    review(ctx, subject, allowed).await?;
    tracing::info!(moderator = %by.account_id, ?subject, allowed, "a moderator reviewed a trend");
    Ok(())
}
