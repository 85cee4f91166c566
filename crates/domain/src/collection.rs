//! Collections: accounts that somebody recommends together (Mastodon 4.6). Whoever wants to be found may be put into one,
//! and may take themselves out for good.

mod member;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use storage::collection as rows;
pub use storage::collection::Collection;
use storage::collection_item;
pub use storage::collection_item::Item;
use storage::id::{AccountId, CollectionId, TagId};
use storage::tag::Tag;
use storage::{Transaction, account_list, block};

use crate::account;
use crate::account_view::AccountRef;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::search::Slice;
use crate::text::clean;
use crate::viewer::Viewer;
use crate::{language, tag};

pub use member::{add, authorization, is_open, remove, revoke};

/// Collections of one account, as in Mastodon.
pub const LIMIT: u64 = 10;
/// Characters of a name, as in Mastodon.
const NAME: usize = 40;
/// Characters of a description, as in Mastodon.
const DESCRIPTION: usize = 100;

/// What the owner says of a collection; what is `None` stays as it is, or as Mastodon has it at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub name: Option<String>,
    /// What it is about; may be empty.
    pub description: Option<String>,
    /// The language of both; none when empty.
    pub language: Option<String>,
    /// A hashtag that says what it is about; none when empty.
    pub tag: Option<String>,
    /// Apps ask before they show it.
    pub sensitive: Option<bool>,
    /// It is on the owner's profile; else whoever has its address sees it.
    pub discoverable: Option<bool>,
}

/// A collection as someone sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionView {
    /// The row.
    pub row: Collection,
    /// Its hashtag.
    pub tag: Option<Tag>,
    /// Who is in it, in the order in which they were added.
    pub items: Vec<Item>,
}

/// One collection.
///
/// # Errors
/// `NotFound` when it is not there, or its owner is not for `viewer`.
pub async fn show(ctx: &Context, viewer: Viewer, id: CollectionId) -> Result<CollectionView> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let row = found.ok_or(Error::NotFound)?;
    account::show(ctx, row.account_id).await?;
    if is_blocked(ctx, row.account_id, viewer).await? {
        return Err(Error::NotFound);
    }
    one(ctx, viewer, row).await
}

/// The collections on the profile of `owner`, the newest first; the owner sees all of them.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn list(
    ctx: &Context,
    viewer: Viewer,
    owner: AccountId,
    slice: Slice,
) -> Result<Vec<CollectionView>> {
    let owner = account::show(ctx, owner).await?.id;
    if is_blocked(ctx, owner, viewer).await? {
        return Ok(Vec::new());
    }
    let discoverable = viewer.account() != Some(owner);
    let part = (slice.limit, slice.offset);
    let found = rows::list_by_owner(ctx.db.read(), owner, discoverable, part).await?;
    views(ctx, viewer, found).await
}

/// The collections that `who` is in, the one they joined last first.
pub async fn featuring(ctx: &Context, who: AccountId, slice: Slice) -> Result<Vec<CollectionView>> {
    let part = (slice.limit, slice.offset);
    let found = rows::list_with(ctx.db.read(), who, part).await?;
    views(ctx, Viewer::Account(who), found).await
}

/// Of each of these owners the collection that `who` joined last; those whose collections they are in no more are missing.
pub(crate) async fn joined(
    ctx: &Context,
    who: AccountId,
    owners: &[AccountId],
) -> Result<HashMap<AccountId, CollectionView>> {
    if owners.is_empty() {
        return Ok(HashMap::new());
    }
    let mut found = rows::list_joined(ctx.db.read(), who, owners).await?;
    let mut seen = HashSet::new();
    found.retain(|row| seen.insert(row.account_id));
    let views = views(ctx, Viewer::Account(who), found).await?;
    Ok(views
        .into_iter()
        .map(|view| (view.row.account_id, view))
        .collect())
}

/// The owner of a collection and everyone whom `view` shows in it, in that order.
pub async fn people(ctx: &Context, view: &CollectionView) -> Result<Vec<AccountRef>> {
    let members = view.items.iter().map(|item| item.account_id);
    let mut ids = vec![view.row.account_id];
    ids.extend(members.filter(|id| *id != view.row.account_id));
    let present = account_list::present(ctx.db.read(), &ids).await?;
    Ok(ids
        .iter()
        .filter_map(|id| present.get(id).copied())
        .collect())
}

async fn is_blocked(ctx: &Context, owner: AccountId, viewer: Viewer) -> Result<bool> {
    match viewer.account() {
        Some(viewer) => Ok(block::find(ctx.db.read(), owner, viewer).await?.is_some()),
        None => Ok(false),
    }
}

async fn views(
    ctx: &Context,
    viewer: Viewer,
    found: Vec<Collection>,
) -> Result<Vec<CollectionView>> {
    let ids: Vec<CollectionId> = found.iter().map(|row| row.id).collect();
    let tags: Vec<TagId> = found.iter().filter_map(|row| row.tag_id).collect();
    let mut items = collection_item::items_of(ctx.db.read(), &ids, viewer.account()).await?;
    let tags: HashMap<TagId, Tag> = storage::tag::tags_by_id(ctx.db.read(), &tags).await?;
    let view = |row: Collection| CollectionView {
        tag: row.tag_id.and_then(|id| tags.get(&id).cloned()),
        items: items.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(found.into_iter().map(view).collect())
}

async fn one(ctx: &Context, viewer: Viewer, row: Collection) -> Result<CollectionView> {
    let mut views = views(ctx, viewer, vec![row]).await?;
    views.pop().ok_or(Error::NotFound)
}

/// Makes a collection of `members`.
///
/// # Errors
/// `Invalid` when a text does not fit or `owner` has too many collections, and what [`add`] refuses.
pub async fn create(
    ctx: &Context,
    owner: AccountId,
    new: Settings,
    members: &[AccountId],
) -> Result<CollectionView> {
    let now = ctx.clock.now();
    let blank = Collection {
        id: CollectionId::generate(now),
        account_id: owner,
        name: String::new(),
        description: String::new(),
        language: None,
        tag_id: None,
        sensitive: false,
        discoverable: true,
        created_at: now,
        updated_at: now,
    };
    let tx = ctx.db.begin().await?;
    if rows::count(&*tx, owner).await? >= LIMIT {
        let reason = Reason::new("cannot have more than {most} collections: delete one first")
            .with("most", LIMIT);
        return Err(Error::invalid("account", reason));
    }
    let name = new.name.clone().unwrap_or_default();
    let named = Settings {
        name: Some(name),
        ..new
    };
    let row = changed(&tx, blank, named, now).await?;
    rows::insert(&*tx, row.clone()).await?;
    for member in members {
        member::insert(&tx, &row, *member, now).await?;
    }
    tx.commit().await?;
    one(ctx, Viewer::Account(owner), row).await
}

/// Changes what is said of a collection.
///
/// # Errors
/// `NotFound`, `Forbidden` when it is someone else's, `Invalid` when a text does not fit.
pub async fn update(
    ctx: &Context,
    owner: AccountId,
    id: CollectionId,
    new: Settings,
) -> Result<CollectionView> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let old = owned(&tx, owner, id).await?;
    let row = changed(&tx, old, new, now).await?;
    rows::update(&*tx, row.clone()).await?;
    tx.commit().await?;
    one(ctx, Viewer::Account(owner), row).await
}

/// Deletes a collection for good.
///
/// # Errors
/// `NotFound`, `Forbidden` when it is someone else's.
pub async fn delete(ctx: &Context, owner: AccountId, id: CollectionId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    owned(&tx, owner, id).await?;
    let members = collection_item::members(&*tx, id).await?;
    rows::delete(&*tx, id).await?;
    collection_item::untell(&*tx, owner, &members).await?;
    Ok(tx.commit().await?)
}

async fn owned(tx: &Transaction, owner: AccountId, id: CollectionId) -> Result<Collection> {
    let found = rows::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    if found.account_id != owner {
        return Err(Error::Forbidden("This action is not allowed"));
    }
    Ok(found)
}

/// `old` with what `new` says.
async fn changed(
    tx: &Transaction,
    old: Collection,
    new: Settings,
    now: Timestamp,
) -> Result<Collection> {
    let tag_id = match new.tag {
        Some(written) => tagged(tx, &written, now).await?,
        None => old.tag_id,
    };
    Ok(Collection {
        name: new.name.as_deref().map_or(Ok(old.name), name)?,
        description: new
            .description
            .as_deref()
            .map_or(Ok(old.description), description)?,
        language: new.language.as_deref().map_or(Ok(old.language), spoken)?,
        tag_id,
        sensitive: new.sensitive.unwrap_or(old.sensitive),
        discoverable: new.discoverable.unwrap_or(old.discoverable),
        updated_at: now,
        ..old
    })
}

fn name(written: &str) -> Result<String> {
    clean::line(written, NAME)
        .and_then(clean::required)
        .map_err(|error| Error::invalid("name", error))
}

fn description(written: &str) -> Result<String> {
    clean::paragraphs(written, DESCRIPTION).map_err(|error| Error::invalid("description", error))
}

fn spoken(written: &str) -> Result<Option<String>> {
    if written.is_empty() {
        return Ok(None);
    }
    let known = language::canonical(written);
    known
        .map(Some)
        .ok_or_else(|| Error::invalid("language", "is not a language of ISO 639"))
}

async fn tagged(tx: &Transaction, written: &str, now: Timestamp) -> Result<Option<TagId>> {
    if written.is_empty() {
        return Ok(None);
    }
    let new = tag::new_tag(written).map_err(|_| Error::invalid("tag_name", "is not a hashtag"))?;
    Ok(Some(tag::upsert(tx, new, now).await?.id))
}
