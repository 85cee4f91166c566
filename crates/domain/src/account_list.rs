//! Lists of accounts, paged by what put them there.

use storage::account::Account;
pub use storage::account_list::Listed;
use storage::id::{AccountId, StatusId};
use storage::{Page, account_list, block, follow};

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
    if hides(&shown(ctx, viewer, id).await?, viewer) {
        return Ok(Vec::new());
    }
    Ok(account_list::followers(ctx.db.read(), id, viewer.account(), page).await?)
}

/// A page of those whom `id` follows; empty when it hides them from `viewer`.
pub async fn following(
    ctx: &Context,
    viewer: Viewer,
    id: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    if hides(&shown(ctx, viewer, id).await?, viewer) {
        return Ok(Vec::new());
    }
    Ok(account_list::following(ctx.db.read(), id, viewer.account(), page).await?)
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
    let status = find_original(ctx, viewer, status).await?;
    Ok(account_list::favouriters(ctx.db.read(), status.id, viewer.account(), page).await?)
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
    let status = find_original(ctx, viewer, status).await?;
    Ok(account_list::boosters(ctx.db.read(), status.id, viewer.account(), page).await?)
}

/// The account whose list `viewer` wants; for one whom it blocks it does not exist.
async fn shown(ctx: &Context, viewer: Viewer, id: AccountId) -> Result<Account> {
    let account = account::show(ctx, id).await?;
    match viewer.account() {
        Some(viewer) if block::find(ctx.db.read(), id, viewer).await?.is_some() => {
            Err(Error::NotFound)
        }
        _ => Ok(account),
    }
}

fn hides(account: &Account, viewer: Viewer) -> bool {
    account.hide_collections && viewer.account() != Some(account.id)
}

/// A page of those who wait for `who` to let them follow.
pub async fn follow_requests(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::follow_requests(ctx.db.read(), who, page).await?)
}

/// A page of those whom `who` blocks.
pub async fn blocks(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::blocks(ctx.db.read(), who, page).await?)
}

/// A page of those whom `who` mutes.
pub async fn mutes(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Listed>> {
    Ok(account_list::mutes(ctx.db.read(), who, page).await?)
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
