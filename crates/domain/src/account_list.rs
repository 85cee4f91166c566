//! Lists of accounts, paged by what put them there.

use storage::account::Account;
pub use storage::account_list::Listed;
use storage::account_list::{self, List};
use storage::id::{AccountId, StatusId};
use storage::{Page, block, follow};

use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::status::find_original;
use crate::viewer::Viewer;

/// A page of those who follow `id`; empty when it hides them from `viewer`.
pub async fn followers(
    ctx: &Context,
    viewer: Viewer,
    id: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    shown_by(ctx, viewer, id, List::FollowersOf(id), page).await
}

/// A page of those whom `id` follows; empty when it hides them from `viewer`.
pub async fn following(
    ctx: &Context,
    viewer: Viewer,
    id: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    shown_by(ctx, viewer, id, List::FollowedBy(id), page).await
}

/// A page of a list that is on the page of `id`, which does not exist for those whom it blocks.
async fn shown_by(
    ctx: &Context,
    viewer: Viewer,
    id: AccountId,
    list: List,
    page: Page,
) -> Result<Vec<Listed>> {
    let account = shown_to(ctx, viewer, id).await?;
    let viewer = viewer.account();
    if account.hide_collections && viewer != Some(id) {
        return Ok(Vec::new());
    }
    Ok(account_list::list(ctx.db.read(), list, viewer, page).await?)
}

/// The account whose page `viewer` looks at.
async fn shown_to(ctx: &Context, viewer: Viewer, id: AccountId) -> Result<Account> {
    let account = account::show(ctx, id).await?;
    if let Some(viewer) = viewer.account()
        && block::find(ctx.db.read(), id, viewer).await?.is_some()
    {
        return Err(Error::NotFound);
    }
    Ok(account)
}

/// A page of those who favourited a status.
///
/// # Errors
/// `NotFound` when the viewer may not see it.
pub async fn favouriters(
    ctx: &Context,
    viewer: Viewer,
    status: StatusId,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List::FavouritersOf(find_original(ctx, viewer, status).await?.id);
    Ok(account_list::list(ctx.db.read(), list, viewer.account(), page).await?)
}

/// A page of those who boosted a status.
///
/// # Errors
/// `NotFound` when the viewer may not see it.
pub async fn boosters(
    ctx: &Context,
    viewer: Viewer,
    status: StatusId,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List::BoostersOf(find_original(ctx, viewer, status).await?.id);
    Ok(account_list::list(ctx.db.read(), list, viewer.account(), page).await?)
}

/// A page of those whom `id` recommends.
///
/// # Errors
/// `NotFound` when there is no such account, or when it blocks the viewer.
pub async fn endorsements(
    ctx: &Context,
    viewer: Viewer,
    id: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    shown_to(ctx, viewer, id).await?;
    Ok(account_list::list(ctx.db.read(), List::EndorsedBy(id), viewer.account(), page).await?)
}

/// A page of those who wait for `who` to let them follow.
pub async fn follow_requests(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::list(ctx.db.read(), List::RequestersOf(who), None, page).await?)
}

/// A page of those whom `who` blocks.
pub async fn blocks(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::list(ctx.db.read(), List::BlockedBy(who), None, page).await?)
}

/// A page of those whom `who` mutes.
pub async fn mutes(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::list(ctx.db.read(), List::MutedBy(who), None, page).await?)
}

/// Followers of each of `ids` whom `who` follows too, the newest first. Accounts that hide their lists have none.
pub async fn familiar_followers(
    ctx: &Context,
    who: AccountId,
    ids: &[AccountId],
) -> Result<Vec<(AccountId, Vec<AccountId>)>> {
    let pairs = follow::list_familiar(ctx.db.read(), who, ids).await?;
    let of = |id: AccountId| {
        pairs
            .iter()
            .filter(move |(target, _)| *target == id)
            .map(|(_, follower)| *follower)
            .collect()
    };
    Ok(ids.iter().map(|id| (*id, of(*id))).collect())
}
