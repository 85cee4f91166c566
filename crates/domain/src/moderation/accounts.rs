//! Accounts as moderators see them: in whatever state, with their owners.

use std::collections::HashMap;

use storage::account;
use storage::id::{AccountId, UserId};
use storage::moderation::{self, Address, Filter};
use storage::user::User;
use storage::{Page, account::Account};

use super::Moderator;
use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::pseudonym;

/// An account and what only moderators know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What everyone is shown.
    pub view: AccountView,
    /// Who logs in as it; nobody as an account of another server, as a group or as a pseudonym.
    pub owner: Option<User>,
    /// From where, the latest first.
    pub addresses: Vec<Address>,
}

/// A page of the accounts that fit, the newest first.
pub async fn index(
    ctx: &Context,
    _by: &Moderator,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Record>> {
    let rows = moderation::list_accounts(ctx.db.read(), filter, page).await?;
    let ids: Vec<AccountId> = rows.iter().map(|account| account.id).collect();
    let mut records = records(ctx, rows).await?;
    Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
}

/// One account.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, by: &Moderator, id: AccountId) -> Result<Record> {
    let mut records = records_of(ctx, by, &[id]).await?;
    records.remove(&id).ok_or(Error::NotFound)
}

/// The accounts with these ids; unknown ones are missing.
pub async fn records_of(
    ctx: &Context,
    _by: &Moderator,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Record>> {
    let rows = account::accounts_of(ctx.db.read(), ids).await?;
    records(ctx, rows.into_values().collect()).await
}

async fn records(ctx: &Context, rows: Vec<Account>) -> Result<HashMap<AccountId, Record>> {
    let connection = ctx.db.read();
    let ids: Vec<AccountId> = rows.iter().map(|account| account.id).collect();
    let mut owners = moderation::owners_of(connection, &ids).await?;
    // There is a login behind a pseudonym, and it is nobody's.
    owners.retain(|_, owner| !pseudonym::is_login(owner));
    let users: Vec<UserId> = owners.values().map(|owner| owner.id).collect();
    let mut addresses: HashMap<UserId, Vec<Address>> = HashMap::new();
    for address in moderation::addresses_of(connection, &users).await? {
        addresses.entry(address.user_id).or_default().push(address);
    }
    let views = account_view::views(ctx, rows).await?;
    let records = views.into_iter().map(|(id, view)| {
        let owner = owners.remove(&id);
        let known = owner.as_ref().and_then(|owner| addresses.remove(&owner.id));
        let record = Record {
            view,
            owner,
            addresses: known.unwrap_or_default(),
        };
        (id, record)
    });
    Ok(records.collect())
}
