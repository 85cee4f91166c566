//! Pages of statuses: home, public, hashtag, account, and what a person keeps.

pub use storage::entry::{AccountRef, Entry, Marks, StatusRef};
use storage::id::{AccountId, ListId, TagId};
use storage::timeline::{self, Kept};
pub use storage::timeline::{Narrow, Origin};
use storage::{Page, tag};

use crate::account;
use crate::card;
use crate::context::Context;
use crate::error::Result;
use crate::list;
use crate::policy::{self, Audience, Place};
use crate::text::hashtag;
use crate::viewer::Viewer;

/// What `owner` follows, and posts itself.
pub async fn home(ctx: &Context, owner: AccountId, page: Page) -> Result<Vec<Entry>> {
    let audience = policy::audience(Viewer::Account(owner), Place::Offered);
    Ok(timeline::home(ctx.db.read(), owner, &audience, page).await?)
}

/// What those on a list of `owner` post.
///
/// # Errors
/// `NotFound` when the list is not there or is someone else's.
pub async fn list(ctx: &Context, owner: AccountId, list: ListId, page: Page) -> Result<Vec<Entry>> {
    let audience = policy::audience(Viewer::Account(owner), Place::Offered);
    let entries = timeline::list(ctx.db.read(), (owner, list), &audience, page).await?;
    if entries.is_empty() {
        list::show(ctx, owner, list).await?;
    }
    Ok(entries)
}

/// What is public.
pub async fn public(
    ctx: &Context,
    viewer: Viewer,
    narrow: Narrow,
    page: Page,
) -> Result<Vec<Entry>> {
    let audience = policy::audience(viewer, Place::Listed);
    Ok(timeline::public(ctx.db.read(), &audience, narrow, page).await?)
}

/// What is public and shows the card of the link `url`.
///
/// # Errors
/// `NotFound` when nothing is shown of that link.
pub async fn linking(ctx: &Context, viewer: Viewer, url: &str, page: Page) -> Result<Vec<Entry>> {
    let link = card::known(ctx, url).await?;
    let audience = policy::audience(viewer, Place::Listed);
    Ok(timeline::linking(ctx.db.read(), &audience, &link, page).await?)
}

/// Hashtags as they are written, with or without `#`.
#[derive(Clone, Debug, Default)]
pub struct Hashtags {
    /// At least one of them.
    pub any: Vec<String>,
    /// Every one of them.
    pub all: Vec<String>,
    /// None of them.
    pub none: Vec<String>,
}

/// What is public and carries hashtags.
pub async fn tagged(
    ctx: &Context,
    viewer: Viewer,
    hashtags: &Hashtags,
    narrow: Narrow,
    page: Page,
) -> Result<Vec<Entry>> {
    let Some(tags) = tags(ctx, hashtags).await? else {
        return Ok(Vec::new());
    };
    let audience = policy::audience(viewer, Place::Listed);
    Ok(timeline::tagged(ctx.db.read(), &audience, &tags, narrow, page).await?)
}

/// Looks the names up; `None` when no status can carry them, for one that is required is unknown.
async fn tags(ctx: &Context, hashtags: &Hashtags) -> Result<Option<timeline::Tags>> {
    let lists = [&hashtags.any, &hashtags.all, &hashtags.none];
    let names: Vec<String> = lists.into_iter().flatten().map(|name| key(name)).collect();
    let found = tag::find_by_names(ctx.db.read(), &names).await?;
    let ids = |names: &[String]| -> Vec<Option<TagId>> {
        let id = |name: &String| {
            let name = key(name);
            found.iter().find(|tag| tag.name == name).map(|tag| tag.id)
        };
        names.iter().map(id).collect()
    };
    let known = |names: &[String]| ids(names).into_iter().flatten().collect();
    let any: Vec<TagId> = known(&hashtags.any);
    let all: Option<Vec<TagId>> = ids(&hashtags.all).into_iter().collect();
    Ok(all.filter(|_| !any.is_empty()).map(|all| timeline::Tags {
        any,
        all,
        none: known(&hashtags.none),
    }))
}

fn key(written: &str) -> String {
    hashtag::normalize(written.trim_start_matches('#'))
}

/// Which statuses of an account are asked for.
#[derive(Clone, Debug, Default)]
pub struct OfAccount {
    /// Leave out answers to others.
    pub exclude_replies: bool,
    /// Leave out boosts.
    pub exclude_reblogs: bool,
    /// Only those with attachments.
    pub only_media: bool,
    /// Only those with this hashtag.
    pub tagged: Option<String>,
}

/// What an account posted and boosted.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn of_account(
    ctx: &Context,
    viewer: Viewer,
    author: AccountId,
    which: &OfAccount,
    page: Page,
) -> Result<Vec<Entry>> {
    let mut of = timeline::OfAccount {
        exclude_replies: which.exclude_replies,
        exclude_reblogs: which.exclude_reblogs,
        only_media: which.only_media,
        tagged: None,
    };
    if let Some(written) = &which.tagged {
        let found = tag::find_by_names(ctx.db.read(), &[key(written)]).await?;
        let Some(tag) = found.first() else {
            return Ok(Vec::new());
        };
        of.tagged = Some(tag.id);
    }
    let asked = policy::audience(viewer, Place::Asked);
    // Whoever looks at a profile asked for its owner, not for those whom the owner boosts.
    let offered = policy::audience(viewer, Place::Offered);
    let audiences = (&asked, &offered);
    let entries = timeline::of_account(ctx.db.read(), author, audiences, of, page).await?;
    if entries.is_empty() {
        account::show(ctx, author).await?;
    }
    Ok(entries)
}

/// What an account pinned to its profile.
pub async fn pinned(
    ctx: &Context,
    viewer: Viewer,
    author: AccountId,
    page: Page,
) -> Result<Vec<Entry>> {
    let audience = policy::audience(viewer, Place::Asked);
    kept(ctx, author, Kept::Pins, &audience, page).await
}

/// What `owner` favourited, by when they did.
pub async fn favourites(ctx: &Context, owner: AccountId, page: Page) -> Result<Vec<Entry>> {
    let audience = policy::audience(Viewer::Account(owner), Place::Asked);
    kept(ctx, owner, Kept::Favourites, &audience, page).await
}

/// What `owner` bookmarked, by when they did.
pub async fn bookmarks(ctx: &Context, owner: AccountId, page: Page) -> Result<Vec<Entry>> {
    let audience = policy::audience(Viewer::Account(owner), Place::Asked);
    kept(ctx, owner, Kept::Bookmarks, &audience, page).await
}

async fn kept(
    ctx: &Context,
    owner: AccountId,
    which: Kept,
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    Ok(timeline::kept(ctx.db.read(), owner, which, audience, page).await?)
}
