//! Who is entered, and by which words.

use std::collections::HashMap;

use storage::account::{self, Account};
use storage::credential::{self, Credential};
use storage::id::AccountId;
use storage::kinds::ActorKind;
use storage::{Transaction, directory};

use super::terms;
use crate::account_kind::AccountKind;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};
use crate::profile::Profile;

/// Accounts of one transaction.
const BATCH: u64 = 200;

/// Enters an account as it is now, or takes it out when it does not want to be found any more, with the transaction that
/// changed what is said of it. [`crate::account::changed`] calls this; so does who adds a credential.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(tx: &Transaction, id: AccountId) -> Result<()> {
    let found = account::find_by_id(&**tx, id).await?;
    match found.filter(wants_to_be_found) {
        Some(account) => enter(tx, &[account]).await,
        None => Ok(directory::delete(&**tx, id).await?),
    }
}

/// Of limits and suspensions, which a decision about a whole domain takes back again, nothing is written into an entry.
fn wants_to_be_found(account: &Account) -> bool {
    let kinds = [
        ActorKind::Person,
        ActorKind::Service,
        ActorKind::Organization,
    ];
    account.discoverable && account.deleted_at.is_none() && kinds.contains(&account.kind)
}

/// Enters those of a kind that is listed.
async fn enter(tx: &Transaction, accounts: &[Account]) -> Result<()> {
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let mut profiles = account::profiles_of(&**tx, &ids).await?;
    let credentials = credential::credentials_of(&**tx, &ids).await?;
    for account in accounts {
        let profile = profiles.remove(&account.id).map(Profile::read);
        let profile = profile.unwrap_or_default();
        if !profile.account_kind.is_none_or(AccountKind::is_listed) {
            directory::delete(&**tx, account.id).await?;
            continue;
        }
        let words = terms::of(account, &profile, issuers(&credentials, account.id));
        directory::upsert(&**tx, account.id, &words).await?;
    }
    Ok(())
}

fn issuers(
    credentials: &HashMap<AccountId, Vec<Credential>>,
    id: AccountId,
) -> impl Iterator<Item = &str> {
    let of = credentials.get(&id).into_iter().flatten();
    of.map(|credential| credential.issuer_uri.as_str())
}

/// Enters everybody anew, beside a running server: words are told apart differently, or there are new labels. Says how
/// many want to be found.
///
/// # Errors
/// When the database refuses.
pub async fn rebuild(ctx: &Context) -> Result<u64> {
    let (mut after, mut read) = (AccountId(0), 0);
    loop {
        let tx = ctx.db.begin().await?;
        let batch = directory::list_after(&*tx, after, BATCH).await?;
        let Some(last) = batch.last() else {
            return Ok(read);
        };
        after = last.id;
        read += u64::try_from(batch.len()).unwrap_or(0);
        enter_wanted(&tx, batch).await?;
        tx.commit().await?;
    }
}

/// Enters the next of those who agreed before there was a directory, and enqueues the step after this one.
///
/// # Errors
/// When the database refuses.
pub async fn step(ctx: &Context, after: AccountId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let batch = directory::list_after(&*tx, after, BATCH).await?;
    if let Some(last) = batch.last() {
        next(&tx, last.id, now).await?;
    }
    enter_wanted(&tx, batch).await?;
    Ok(tx.commit().await?)
}

async fn next(tx: &Transaction, after: AccountId, now: Timestamp) -> Result<()> {
    // A step that is run a second time meets its successor instead of beginning another chain.
    let key = format!("directory:{after}");
    job::enqueue_at(tx, &Job::IndexDirectory { after }, Some(key), now, now).await
}

async fn enter_wanted(tx: &Transaction, mut batch: Vec<Account>) -> Result<()> {
    batch.retain(wants_to_be_found);
    enter(tx, &batch).await
}
