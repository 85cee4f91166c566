//! Credentials as they are looked up, and who did.

use storage::account::{self, Account};
use storage::{credential, issued_credential};

use super::{Credential, badges_of};
use crate::account::is_present;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::{AccountId, CredentialId};

/// Servers that are told of one credential at most; whoever makes up names of more is not.
const READERS: usize = 1_000;

/// The credential with this id, whoever issued it.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn find(ctx: &Context, id: CredentialId) -> Result<Credential> {
    let found = credential::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// A credential of our own issuing and whom it is about.
///
/// # Errors
/// `NotFound` when there is none, or its subject may not be shown.
pub async fn find_own(ctx: &Context, id: CredentialId) -> Result<(Credential, Account)> {
    let found = find_issued(ctx, id).await?;
    let subject = account::find_by_id(ctx.db.read(), found.account_id).await?;
    let subject = subject.filter(is_present).ok_or(Error::NotFound)?;
    Ok((found, subject))
}

/// A credential of our own issuing, also when its subject is shown to nobody.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn find_issued(ctx: &Context, id: CredentialId) -> Result<Credential> {
    let found = find(ctx, id).await?;
    if found.issuer_uri == ctx.uris.instance_actor() {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// What anyone vouches for about an account, whatever became of it, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, id: AccountId) -> Result<Vec<Credential>> {
    let mut found = credential::credentials_of(ctx.db.read(), &[id]).await?;
    Ok(found.remove(&id).unwrap_or_default())
}

/// What this instance and issuers that count here vouch for about an account, as far as it can be relied on now, the newest
/// first: what the account shows.
///
/// # Errors
/// When the database refuses.
pub async fn valid_of(ctx: &Context, id: AccountId) -> Result<Vec<Credential>> {
    let badges = badges_of(ctx, &[id])
        .await?
        .remove(&id)
        .into_iter()
        .flatten();
    let standing = badges.filter(|badge| badge.standing.is_ok());
    Ok(standing.map(|badge| badge.credential).collect())
}

/// The issuers on other servers that vouch for an account, as far as they are known here: they are told where it goes.
///
/// # Errors
/// When the database refuses.
pub async fn issuers_about(ctx: &Context, id: AccountId) -> Result<Vec<AccountId>> {
    let db = ctx.db.read();
    let rows = credential::credentials_of(db, &[id]).await?;
    let rows = rows.into_values().flatten();
    let mut uris: Vec<String> = rows.map(|row| row.issuer_uri).collect();
    uris.sort_unstable();
    uris.dedup();
    let known = account::list_by_uris(db, &uris).await?.into_iter();
    let elsewhere = known.filter(|issuer| issuer.domain.is_some());
    Ok(elsewhere.map(|issuer| issuer.id).collect())
}

/// The actors of other servers that asked for a credential.
///
/// # Errors
/// When the database refuses.
pub async fn readers(ctx: &Context, id: CredentialId) -> Result<Vec<AccountId>> {
    Ok(issued_credential::list_readers(ctx.db.read(), id).await?)
}

/// Remembers that `reader` asked for a credential: its server is told what becomes of it. One actor of each is enough.
///
/// # Errors
/// When the database refuses.
pub async fn remember_reader(ctx: &Context, id: CredentialId, reader: AccountId) -> Result<()> {
    let found = account::find_by_id(ctx.db.read(), reader).await?;
    let Some(domain) = found.and_then(|account| account.domain) else {
        return Ok(());
    };
    let told = issued_credential::list_reader_domains(ctx.db.read(), id).await?;
    if told.contains(&domain) || told.len() >= READERS {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    issued_credential::insert_reader(&*tx, id, reader).await?;
    Ok(tx.commit().await?)
}
