//! Lists: timelines of some of those whom an account follows, for its eyes alone.
//!
//! What members post is put into a list when it arrives (`storage::list_entry`). The members of an exclusive list are not
//! in their owner's home: they are left out when home entries are written.

#[cfg(test)]
mod tests;

use storage::account_list::{self, List as Accounts};
use storage::id::{AccountId, ListId, ListMemberId};
use storage::kinds::RepliesPolicy;
pub use storage::list::List;
use storage::list_member::{self, Member};
use storage::{Page, Transaction, follow, list, list_entry};

use crate::account_list::Listed;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::text::clean;

/// Lists of one account, as in Mastodon.
const LISTS: u64 = 50;
/// Statuses of a new member that are put into the list, so that it is not empty.
const BACKFILL: u64 = 20;
/// Statuses that come back home when a list is exclusive no more.
const RETURNED: u64 = 400;

/// What the owner says of a list; what is `None` stays as it is, or as Mastodon has it at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub title: Option<String>,
    /// Whose answers it shows.
    pub replies_policy: Option<RepliesPolicy>,
    /// Whether its members are in no other timeline of the owner.
    pub exclusive: Option<bool>,
}

/// Every list of `owner`, the oldest first.
pub async fn all(ctx: &Context, owner: AccountId) -> Result<Vec<List>> {
    Ok(list::list_by_owner(ctx.db.read(), owner).await?)
}

/// One list of `owner`.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's.
pub async fn show(ctx: &Context, owner: AccountId, id: ListId) -> Result<List> {
    let found = list::find(ctx.db.read(), owner, id).await?;
    found.ok_or(Error::NotFound)
}

/// The lists of `owner` that `member` is on.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn with(ctx: &Context, owner: AccountId, member: AccountId) -> Result<Vec<List>> {
    let member = crate::account::show(ctx, member).await?;
    Ok(list::list_with(ctx.db.read(), owner, member.id).await?)
}

/// Makes a list, empty at first.
///
/// # Errors
/// `Invalid` without a title, with one too long, and when `owner` has too many lists.
pub async fn create(ctx: &Context, owner: AccountId, new: Settings) -> Result<List> {
    let now = ctx.clock.now();
    let made = List {
        id: ListId::generate(now),
        account_id: owner,
        title: title(&new.title.unwrap_or_default())?,
        replies_policy: new.replies_policy.unwrap_or(RepliesPolicy::List),
        exclusive: new.exclusive.unwrap_or(false),
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    if list::count(&*tx, owner).await? >= LISTS {
        let reason =
            Reason::new("cannot have more than {most} lists: delete one first").with("most", LISTS);
        return Err(Error::invalid("account", reason));
    }
    list::insert(&*tx, made.clone()).await?;
    tx.commit().await?;
    Ok(made)
}

fn title(written: &str) -> Result<String> {
    clean::list_title(written).map_err(|error| Error::invalid("title", error))
}

/// Changes a list. Its members leave home when it becomes exclusive and come back when it is so no more; whose answers
/// it shows is changed for what arrives from now on.
///
/// # Errors
/// `NotFound` when it is someone else's, `Invalid` when the title is blank or too long.
pub async fn update(ctx: &Context, owner: AccountId, id: ListId, new: Settings) -> Result<List> {
    let tx = ctx.db.begin().await?;
    let old = owned(&tx, owner, id).await?;
    let changed = List {
        title: new.title.as_deref().map_or(Ok(old.title), title)?,
        replies_policy: new.replies_policy.unwrap_or(old.replies_policy),
        exclusive: new.exclusive.unwrap_or(old.exclusive),
        ..old
    };
    list::update(&*tx, changed.clone()).await?;
    match (old.exclusive, changed.exclusive) {
        (false, true) => list_entry::leave_home(&*tx, owner, id).await?,
        (true, false) => list_entry::return_home(&*tx, owner, id, RETURNED).await?,
        _ => 0,
    };
    tx.commit().await?;
    Ok(changed)
}

async fn owned(tx: &Transaction, owner: AccountId, id: ListId) -> Result<List> {
    let found = list::find(&**tx, owner, id).await?;
    found.ok_or(Error::NotFound)
}

/// Deletes a list; the members of an exclusive one come back home.
///
/// # Errors
/// `NotFound` when it is someone else's.
pub async fn delete(ctx: &Context, owner: AccountId, id: ListId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let gone = owned(&tx, owner, id).await?;
    if gone.exclusive {
        let opened = List {
            exclusive: false,
            ..gone
        };
        list::update(&*tx, opened).await?;
        list_entry::return_home(&*tx, owner, id, RETURNED).await?;
    }
    list::delete(&*tx, id).await?;
    Ok(tx.commit().await?)
}

/// A page of those on a list.
///
/// # Errors
/// `NotFound` when it is someone else's.
pub async fn members(
    ctx: &Context,
    owner: AccountId,
    id: ListId,
    page: Page,
) -> Result<Vec<Listed>> {
    show(ctx, owner, id).await?;
    Ok(account_list::list(ctx.db.read(), Accounts::MembersOf(id), None, page).await?)
}

/// Puts accounts on a list: `owner`, and whom `owner` follows or asked to follow.
///
/// # Errors
/// `NotFound` when the list is someone else's or one of the accounts is not followed, `Invalid` when one is on it already.
pub async fn add(
    ctx: &Context,
    owner: AccountId,
    id: ListId,
    mut accounts: Vec<AccountId>,
) -> Result<()> {
    accounts.sort_unstable();
    accounts.dedup();
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let list = owned(&tx, owner, id).await?;
    let rows = rows(&tx, &list, &accounts, now).await?;
    let wanted = rows.len() as u64;
    if list_member::insert(&*tx, rows).await? < wanted {
        return Err(Error::invalid("account", "has already been taken"));
    }
    list_entry::merge(&*tx, owner, &accounts, BACKFILL).await?;
    if list.exclusive {
        list_entry::leave_home(&*tx, owner, id).await?;
    }
    Ok(tx.commit().await?)
}

async fn rows(
    tx: &Transaction,
    list: &List,
    accounts: &[AccountId],
    now: Timestamp,
) -> Result<Vec<Member>> {
    let follows = follow::follows_of(&**tx, list.account_id, accounts).await?;
    let row = |account: AccountId| {
        let follow_id = follows.get(&account).copied();
        let known = follow_id.is_some() || account == list.account_id;
        known.then(|| Member {
            id: ListMemberId::generate(now),
            list_id: list.id,
            account_id: account,
            follow_id,
            created_at: now,
        })
    };
    let rows: Option<Vec<Member>> = accounts.iter().copied().map(row).collect();
    rows.ok_or(Error::NotFound)
}

/// Takes accounts off a list, and what they posted out of it; who is not on it is ignored.
///
/// # Errors
/// `NotFound` when the list is someone else's.
pub async fn remove(
    ctx: &Context,
    owner: AccountId,
    id: ListId,
    accounts: &[AccountId],
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let list = owned(&tx, owner, id).await?;
    list_member::delete(&*tx, id, accounts).await?;
    if list.exclusive {
        list_entry::return_home(&*tx, owner, id, RETURNED).await?;
    }
    list_entry::unmerge(&*tx, id, accounts).await?;
    Ok(tx.commit().await?)
}

/// `owner` may see what `author` posts from now on: lists that hold it already are filled.
pub(crate) async fn begin(tx: &Transaction, owner: AccountId, author: AccountId) -> Result<()> {
    list_entry::merge(&**tx, owner, &[author], BACKFILL).await?;
    Ok(())
}
