//! Hashtags on the profile of an account: what it often writes about.

use storage::Transaction;
use storage::featured_tag::{self, FeaturedTag};
use storage::id::{AccountId, FeaturedTagId, StatusId, TagId};
use storage::tag::{NewTag, Tag};

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::reason::Reason;
use crate::tag::{self, Hashtag};
use crate::viewer::Viewer;

/// Hashtags of one profile, as in Mastodon.
pub const LIMIT: u64 = 10;
/// Statuses that are looked through for suggestions.
const AMONG: u64 = 1000;

/// A hashtag on a profile, and how its account uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Featured {
    /// By which it is taken off again.
    pub id: FeaturedTagId,
    /// The key.
    pub name: String,
    /// As it was first written.
    pub display_name: String,
    /// Statuses with it that everybody may see.
    pub statuses: i64,
    /// When the last of them was posted.
    pub last_status_at: Option<Timestamp>,
}

/// The hashtags on the profile of `account`, the most used first.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn list(ctx: &Context, account: AccountId) -> Result<Vec<Featured>> {
    let account = account::show(ctx, account).await?;
    let rows = featured_tag::list(ctx.db.read(), account.id).await?;
    let shown = rows.into_iter().map(|row| Featured {
        id: row.featured_id,
        name: row.tag.name,
        display_name: row.tag.display_name,
        statuses: row.statuses,
        last_status_at: row.last_status.map(StatusId::at),
    });
    Ok(shown.collect())
}

/// Puts a hashtag on the profile of `who`; one that is there already stays.
///
/// # Errors
/// `Invalid` when the name is none of a hashtag or there are too many.
pub async fn feature(ctx: &Context, who: AccountId, written: &str) -> Result<Featured> {
    let invalid = |_| Error::invalid("name", "is not a hashtag");
    let new = tag::new_tag(written).map_err(invalid)?;
    let name = new.name.clone();
    insert(ctx, who, new).await?;
    let all = list(ctx, who).await?;
    let added = all.into_iter().find(|featured| featured.name == name);
    added.ok_or(Error::NotFound)
}

async fn insert(ctx: &Context, who: AccountId, new: NewTag) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let tag = tag::upsert(&tx, new, now).await?;
    let known = featured_tag::featured_of(&*tx, who, &[tag.id]).await?;
    if known.is_empty() && featured_tag::count(&*tx, who).await? >= LIMIT {
        let reason = Reason::new("cannot feature more than {most} hashtags: take one off first")
            .with("most", LIMIT);
        return Err(Error::invalid("account", reason));
    }
    if featured_tag::insert(&*tx, row(who, tag.id, now)).await? {
        let told = Outgoing::FeatureTag {
            account_id: who,
            tag_id: tag.id,
            name: tag.display_name,
        };
        outgoing::send(&tx, told, now).await?;
    }
    Ok(tx.commit().await?)
}

fn row(account_id: AccountId, tag_id: TagId, now: Timestamp) -> FeaturedTag {
    FeaturedTag {
        id: FeaturedTagId::generate(now),
        account_id,
        tag_id,
        created_at: now,
    }
}

/// Another server says that `who` put a hashtag on their profile. What is none, or is too much, is ignored.
pub async fn receive(ctx: &Context, who: AccountId, written: &str) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if featured_tag::count(&*tx, who).await? < LIMIT {
        let tag = tag::upsert(&tx, tag::new_tag(written)?, now).await?;
        featured_tag::insert(&*tx, row(who, tag.id, now)).await?;
    }
    Ok(tx.commit().await?)
}

/// Another server says that `who` took a hashtag off their profile.
pub async fn receive_undo(ctx: &Context, who: AccountId, written: &str) -> Result<()> {
    let Some(tag) = tag::find(ctx, &tag::new_tag(written)?.name).await? else {
        return Ok(());
    };
    let tx = ctx.db.begin().await?;
    featured_tag::delete(&*tx, who, tag.id).await?;
    Ok(tx.commit().await?)
}

/// What another server lists as the hashtags of `who`, whole: the others are taken off.
pub(crate) async fn keep_remote(
    tx: &Transaction,
    who: AccountId,
    written: &[String],
    now: Timestamp,
) -> Result<()> {
    let names = written.iter().filter_map(|name| tag::new_tag(name).ok());
    let most = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let mut kept = Vec::new();
    for new in names.take(most) {
        kept.push(tag::upsert(tx, new, now).await?.id);
    }
    featured_tag::delete_but(&**tx, who, &kept).await?;
    for tag_id in kept {
        featured_tag::insert(&**tx, row(who, tag_id, now)).await?;
    }
    Ok(())
}

/// Takes a hashtag off the profile of `who`, by its id in [`list`].
///
/// # Errors
/// `NotFound` when it is not on it.
pub async fn remove(ctx: &Context, who: AccountId, id: FeaturedTagId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let found = featured_tag::find_tag(&*tx, who, id).await?;
    delete(&tx, who, &found.ok_or(Error::NotFound)?, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a hashtag off within a use-case, and tells others if it was on the profile.
async fn delete(tx: &Transaction, who: AccountId, tag: &Tag, now: Timestamp) -> Result<()> {
    if featured_tag::delete(&**tx, who, tag.id).await? {
        let told = Outgoing::UnfeatureTag {
            account_id: who,
            tag_id: tag.id,
            name: tag.display_name.clone(),
        };
        outgoing::send(tx, told, now).await?;
    }
    Ok(())
}

/// As [`feature`], by a name in an address; yields the hashtag.
///
/// # Errors
/// `NotFound` when the name is none of a hashtag, `Invalid` when there are too many.
pub async fn feature_named(ctx: &Context, who: AccountId, written: &str) -> Result<Hashtag> {
    insert(ctx, who, tag::new_tag(written)?).await?;
    tag::show(ctx, Viewer::Account(who), written).await
}

/// Takes a hashtag off the profile of `who`, by its name; one that is not on it is no error.
///
/// # Errors
/// `NotFound` when the name is none of a hashtag.
pub async fn unfeature_named(ctx: &Context, who: AccountId, written: &str) -> Result<Hashtag> {
    let new = tag::new_tag(written)?;
    if let Some(found) = tag::find(ctx, &new.name).await? {
        let tx = ctx.db.begin().await?;
        delete(&tx, who, &found, ctx.clock.now()).await?;
        tx.commit().await?;
    }
    tag::show(ctx, Viewer::Account(who), written).await
}

/// What `who` often writes about and does not feature yet.
pub async fn suggestions(ctx: &Context, who: AccountId) -> Result<Vec<Hashtag>> {
    let tags = featured_tag::list_suggestions(ctx.db.read(), who, AMONG, LIMIT).await?;
    tag::describe(ctx, Viewer::Account(who), tags).await
}

#[cfg(test)]
mod tests {
    use storage::kinds::Visibility;

    use super::*;
    use crate::status::NewStatus;
    use crate::testing::{context, local_account, new_status, post};

    #[tokio::test]
    async fn a_featured_hashtag_counts_what_everybody_may_see_of_its_account() {
        let test = context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = local_account(ctx, "bob").await.id;
        post(ctx, anna, new_status("#Sepsis")).await;
        let last = post(ctx, anna, new_status("#sepsis #mri")).await;
        let hidden = NewStatus {
            visibility: Visibility::Private,
            ..new_status("#sepsis")
        };
        post(ctx, anna, hidden).await;
        post(ctx, bob, new_status("#sepsis")).await;
        let suggested = suggestions(ctx, anna).await.expect("suggests");
        let names: Vec<_> = suggested.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["sepsis", "mri"]);

        let unused = feature(ctx, anna, "rare").await.expect("features");
        let featured = feature(ctx, anna, "#SEPSIS").await.expect("features");
        assert_eq!(feature(ctx, anna, "sepsis").await.expect("again"), featured);
        assert_eq!(
            (featured.statuses, featured.last_status_at),
            (2, Some(last.at()))
        );
        assert_eq!((unused.statuses, unused.last_status_at), (0, None));
        assert_eq!(
            list(ctx, anna).await.expect("lists"),
            [featured.clone(), unused]
        );
        let shown = tag::show(ctx, Viewer::Account(anna), "sepsis").await;
        assert!(shown.expect("is shown").marks.expect("is known").featuring);
        let suggested = suggestions(ctx, anna).await.expect("suggests");
        assert_eq!(suggested.len(), 1);

        let stolen = remove(ctx, bob, featured.id).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        remove(ctx, anna, featured.id).await.expect("removes");
        let left = unfeature_named(ctx, anna, "rare").await.expect("removes");
        assert!(!left.marks.expect("is known").featuring);
        assert_eq!(list(ctx, anna).await.expect("lists"), []);
    }

    #[tokio::test]
    async fn a_profile_has_a_bounded_number_of_hashtags() {
        let test = context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        for number in 0..LIMIT {
            let name = format!("tag{number}");
            feature_named(ctx, anna, &name).await.expect("features");
        }
        for name in ["one_more", "2026", ""] {
            let refused = feature(ctx, anna, name).await;
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{name}");
        }
        feature(ctx, anna, "tag1").await.expect("is there already");
    }
}
