//! Who is in a collection.

use storage::account::Account;
use storage::collection::{self as rows, Collection};
use storage::collection_item::{self, Item};
use storage::id::{AccountId, CollectionId, CollectionItemId};
use storage::kinds::{CollectionItemState, NotificationKind};
use storage::{Transaction, block};

use super::owned;
use crate::account::{is_present, pair_on};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::notification;
use crate::reason::Reason;

/// Accounts of one collection, as in Mastodon.
const MEMBERS: u64 = 25;

/// Whether an account may be put into collections: people here who want to be found. Other servers are not asked yet.
#[must_use]
pub fn is_open(account: &Account) -> bool {
    account.domain.is_none() && account.discoverable
}

/// Puts `member` into a collection of `owner`.
///
/// # Errors
/// `NotFound` when the collection or the account is not there; `Forbidden` when the collection is someone else's, when the
/// account does not want to be in any, or one of the two blocks the other; `Invalid` when it is in it already, took itself
/// out, or the collection is full.
pub async fn add(
    ctx: &Context,
    owner: AccountId,
    id: CollectionId,
    member: AccountId,
) -> Result<Item> {
    let tx = ctx.db.begin().await?;
    let collection = owned(&tx, owner, id).await?;
    let item = insert(&tx, &collection, member, ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(item)
}

/// [`add`] within a use-case.
pub(super) async fn insert(
    tx: &Transaction,
    collection: &Collection,
    member: AccountId,
    now: Timestamp,
) -> Result<Item> {
    let (owner, member) = pair_on(&**tx, collection.account_id, member).await?;
    if !is_present(&member) {
        return Err(Error::NotFound);
    }
    let apart = block::find(&**tx, owner.id, member.id).await?.is_some()
        || block::find(&**tx, member.id, owner.id).await?.is_some();
    if apart || !is_open(&member) {
        return Err(Error::Forbidden("This account cannot be in collections"));
    }
    if collection_item::count(&**tx, collection.id).await? >= MEMBERS {
        let reason = Reason::new("is full: there are {most} accounts in it").with("most", MEMBERS);
        return Err(Error::invalid("collection", reason));
    }
    let item = Item {
        id: CollectionItemId::generate(now),
        collection_id: collection.id,
        account_id: member.id,
        state: CollectionItemState::Accepted,
        created_at: now,
    };
    match collection_item::insert(&**tx, item.clone()).await {
        Err(storage::Error::Conflict) => Err(Error::invalid(
            "account_id",
            "is in this collection, or does not want to be",
        )),
        added => {
            added?;
            tell(tx, &owner, &member, now).await?;
            Ok(item)
        }
    }
}

/// Tells `member` that `owner` put them into a collection. Of each owner they are told once, by the collection that they
/// joined last.
async fn tell(tx: &Transaction, owner: &Account, member: &Account, now: Timestamp) -> Result<()> {
    let kind = NotificationKind::AddedToCollection;
    storage::notification::delete_from(&**tx, member.id, owner.id, Some(kind)).await?;
    notification::notify(tx, member.id, kind, owner.id, None, now).await
}

/// Takes an account out of a collection of `owner`; it may be put into it again.
///
/// # Errors
/// `NotFound`, `Forbidden` when the collection is someone else's.
pub async fn remove(
    ctx: &Context,
    owner: AccountId,
    id: CollectionId,
    item: CollectionItemId,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    owned(&tx, owner, id).await?;
    let found = standing(&tx, id, item).await?;
    collection_item::delete(&*tx, found.id).await?;
    collection_item::untell(&*tx, owner, &[found.account_id]).await?;
    Ok(tx.commit().await?)
}

/// `who` takes themselves out of a collection, for good.
///
/// # Errors
/// `NotFound` when nobody is there, `Forbidden` when somebody else is.
pub async fn revoke(
    ctx: &Context,
    who: AccountId,
    id: CollectionId,
    item: CollectionItemId,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let found = standing(&tx, id, item).await?;
    if found.account_id != who {
        return Err(Error::Forbidden("This action is not allowed"));
    }
    let collection = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    collection_item::set_state(&*tx, found.id, CollectionItemState::Revoked).await?;
    collection_item::untell(&*tx, collection.account_id, &[who]).await?;
    Ok(tx.commit().await?)
}

/// What shows that `member` is in a collection: its item, and the collection.
///
/// # Errors
/// `NotFound` when they are not, or not any more.
pub async fn authorization(
    ctx: &Context,
    member: AccountId,
    item: CollectionItemId,
) -> Result<(Item, Collection)> {
    let found = collection_item::find_by_id(ctx.db.read(), item).await?;
    let found = found
        .filter(|item| item.account_id == member && item.state == CollectionItemState::Accepted)
        .ok_or(Error::NotFound)?;
    let collection = rows::find_by_id(ctx.db.read(), found.collection_id).await?;
    Ok((found, collection.ok_or(Error::NotFound)?))
}

/// Somebody who is in a collection or was asked; whoever took themselves out is not there any more.
async fn standing(tx: &Transaction, id: CollectionId, item: CollectionItemId) -> Result<Item> {
    use CollectionItemState::{Accepted, Pending};
    collection_item::find(&**tx, id, item)
        .await?
        .filter(|item| matches!(item.state, Accepted | Pending))
        .ok_or(Error::NotFound)
}
