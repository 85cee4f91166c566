//! Finding colleagues: the people and organisations, here and on other servers, who agreed to be found.
//!
//! An entry is written with the transaction of whatever changes what it says ([`crate::account::changed`]), and taken away
//! with the one that takes the agreement back. What moderators and time change, such as a limit of a whole domain or the
//! end of a credential, is asked when somebody looks.

mod filter;
mod index;
mod terms;
#[cfg(test)]
mod tests;

use storage::Page;
use storage::account::Account;
pub use storage::directory::Order;
use storage::directory::{self, Everyone};
use storage::id::AccountId;

use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::credential::{self, Issuer};
use crate::credential_issuer;
use crate::error::Result;
use crate::search::Slice;
use crate::viewer::Viewer;

pub use filter::Filter;
pub(crate) use filter::typed;
pub use index::{rebuild, refresh, step};
pub(crate) use terms::of_profile;

/// How far is counted.
pub const COUNTED: u64 = 1000;

/// A page of those whom `filter` finds, the newest first; ids of accounts bound pages. With whom `viewer` has a block or
/// mute is left out.
///
/// # Errors
/// When the database refuses.
pub async fn members(
    ctx: &Context,
    viewer: Viewer,
    filter: &Filter,
    page: Page,
) -> Result<Vec<AccountView>> {
    let query = filter.query(viewer, ctx.clock.now());
    let rows = directory::list(ctx.db.read(), &query, (page, 0)).await?;
    let ids: Vec<AccountId> = rows.iter().map(|account| account.id).collect();
    let mut views = account_view::views(ctx, rows).await?;
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

/// How many `filter` finds on all pages. One more than [`COUNTED`] stands for any number above it.
///
/// # Errors
/// When the database refuses.
pub async fn count(ctx: &Context, viewer: Viewer, filter: &Filter) -> Result<u64> {
    let query = filter.query(viewer, ctx.clock.now());
    let found = directory::count(ctx.db.read(), &query, COUNTED + 1).await?;
    Ok(u64::try_from(found).unwrap_or_default())
}

/// Everyone known here, of other instances too, who wants to be found and is not hidden from `viewer`.
///
/// # Errors
/// When the database refuses.
pub async fn everyone(
    ctx: &Context,
    viewer: Viewer,
    local: bool,
    order: Order,
    slice: Slice,
) -> Result<Vec<Account>> {
    let asked = Everyone {
        local: local.then(terms::local),
        order,
        viewer: viewer.account(),
        limit: slice.limit,
        offset: slice.offset,
        now: ctx.clock.now(),
    };
    Ok(directory::list_everyone(ctx.db.read(), &asked).await?)
}

/// Those whose word counts here, this instance among them, in the order of their names.
///
/// # Errors
/// When the database refuses.
pub async fn issuers(ctx: &Context) -> Result<Vec<Issuer>> {
    let listed = credential_issuer::list(ctx).await?.into_iter();
    let own = ctx.uris.instance_actor();
    let uris = listed.map(|row| row.issuer_uri).chain([own]).collect();
    let named = credential::named(ctx, uris).await?;
    let mut issuers: Vec<Issuer> = named.into_values().collect();
    issuers.sort_by(|a, b| (&a.name, &a.uri).cmp(&(&b.name, &b.uri)));
    Ok(issuers)
}
