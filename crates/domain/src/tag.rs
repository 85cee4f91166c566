//! Hashtags: how they are used, and who follows them.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use storage::id::{AccountId, TagFollowId, TagId};
pub use storage::tag::Tag;
use storage::tag::{self, NewTag};
use storage::tag_follow::{self, TagFollow};
use storage::{Page, Transaction, daily_use, featured_tag};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::text::hashtag;
use crate::usage::{self, Day};
use crate::viewer::Viewer;

/// A hashtag, how it was used lately, and what it is to the one who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashtag {
    /// `None` while nobody has used it here.
    pub id: Option<TagId>,
    /// The key.
    pub name: String,
    /// As it was first written.
    pub display_name: String,
    /// The last days, today first.
    pub history: Vec<Day>,
    /// `None` when nobody known looks.
    pub marks: Option<Marks>,
}

/// What the one who looks did with a hashtag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its public statuses are in their home.
    pub following: bool,
    /// It is on their profile.
    pub featuring: bool,
}

/// Adds to hashtags how they were used and what they are to `viewer`, in their order.
pub async fn describe(ctx: &Context, viewer: Viewer, tags: Vec<Tag>) -> Result<Vec<Hashtag>> {
    let ids: Vec<TagId> = tags.iter().map(|tag| tag.id).collect();
    let now = ctx.clock.now();
    let mut uses = daily_use::of_tags(ctx.db.read(), &ids, usage::since(now)).await?;
    let marked = match viewer.account() {
        Some(account) => Some(marked(ctx, account, &ids).await?),
        None => None,
    };
    let described = tags.into_iter().map(|tag| Hashtag {
        id: Some(tag.id),
        history: usage::history(now, &uses.remove(&tag.id).unwrap_or_default()),
        marks: marked.as_ref().map(|(followed, featured)| Marks {
            following: followed.contains(&tag.id),
            featuring: featured.contains(&tag.id),
        }),
        name: tag.name,
        display_name: tag.display_name,
    });
    Ok(described.collect())
}

/// Which of these hashtags an account follows, and which it features.
async fn marked(
    ctx: &Context,
    account: AccountId,
    ids: &[TagId],
) -> Result<(HashSet<TagId>, HashSet<TagId>)> {
    let followed = tag_follow::followed_of(ctx.db.read(), account, ids).await?;
    let featured = featured_tag::featured_of(ctx.db.read(), account, ids).await?;
    Ok((followed, featured))
}

/// A hashtag by its name, with or without `#`, whether it was used here or not.
///
/// # Errors
/// `NotFound` when the name is none of a hashtag.
pub async fn show(ctx: &Context, viewer: Viewer, written: &str) -> Result<Hashtag> {
    let new = new_tag(written)?;
    match find(ctx, &new.name).await? {
        Some(tag) => one(ctx, viewer, tag).await,
        None => Ok(unused(ctx, viewer, new)),
    }
}

/// Reads a name that somebody chose.
///
/// # Errors
/// `NotFound` when it is none of a hashtag.
pub(crate) fn new_tag(written: &str) -> Result<NewTag> {
    let name = hashtag::parse(written).ok_or(Error::NotFound)?;
    Ok(NewTag {
        name: hashtag::normalize(name),
        display_name: name.to_owned(),
    })
}

/// The row of a hashtag by its key.
pub(crate) async fn find(ctx: &Context, name: &str) -> Result<Option<Tag>> {
    let mut found = tag::find_by_names(ctx.db.read(), &[name.to_owned()]).await?;
    Ok(found.pop())
}

async fn one(ctx: &Context, viewer: Viewer, tag: Tag) -> Result<Hashtag> {
    let mut described = describe(ctx, viewer, vec![tag]).await?;
    described.pop().ok_or(Error::NotFound)
}

fn unused(ctx: &Context, viewer: Viewer, new: NewTag) -> Hashtag {
    Hashtag {
        id: None,
        name: new.name,
        display_name: new.display_name,
        history: usage::history(ctx.clock.now(), &[]),
        marks: viewer.account().map(|_| Marks::default()),
    }
}

/// The row of a hashtag, made when it is new here.
pub(crate) async fn upsert(tx: &Transaction, new: NewTag, now: Timestamp) -> Result<Tag> {
    let found = tag::upsert(&**tx, new, now).await?;
    found.ok_or(Error::Conflict("The hashtag went in the same moment"))
}

/// `who` follows a hashtag: what is public and has it comes home from now on.
///
/// # Errors
/// `NotFound` when the name is none of a hashtag.
pub async fn follow(ctx: &Context, who: AccountId, written: &str) -> Result<Hashtag> {
    let new = new_tag(written)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let tag = upsert(&tx, new, now).await?;
    let row = TagFollow {
        id: TagFollowId::generate(now),
        account_id: who,
        tag_id: tag.id,
        created_at: now,
    };
    tag_follow::insert(&*tx, row).await?;
    tx.commit().await?;
    one(ctx, Viewer::Account(who), tag).await
}

/// `who` follows a hashtag no more: what came home by it alone goes.
///
/// # Errors
/// `NotFound` when the name is none of a hashtag.
pub async fn unfollow(ctx: &Context, who: AccountId, written: &str) -> Result<Hashtag> {
    let new = new_tag(written)?;
    let viewer = Viewer::Account(who);
    let Some(tag) = find(ctx, &new.name).await? else {
        return Ok(unused(ctx, viewer, new));
    };
    let tx = ctx.db.begin().await?;
    if tag_follow::delete(&*tx, who, tag.id).await? {
        tag_follow::unmerge(&*tx, who, tag.id).await?;
    }
    tx.commit().await?;
    one(ctx, viewer, tag).await
}

/// A page of the hashtags that `who` follows, each with the cursor of its row.
pub async fn followed(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<(i64, Hashtag)>> {
    let rows = tag_follow::list(ctx.db.read(), who, page).await?;
    let cursors: Vec<i64> = rows.iter().map(|row| row.cursor).collect();
    let tags = rows.into_iter().map(|row| row.tag).collect();
    let described = describe(ctx, Viewer::Account(who), tags).await?;
    Ok(cursors.into_iter().zip(described).collect())
}
