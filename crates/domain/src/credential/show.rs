//! Credentials as they are looked up, and who did.

use storage::issued_credential;
use storage::{account, credential};

use super::Credential;
use crate::account::is_present;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::{AccountId, CredentialId};
use storage::account::Account;

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
    let found = find(ctx, id).await?;
    if found.issuer_uri != ctx.uris.instance_actor() {
        return Err(Error::NotFound);
    }
    let subject = account::find_by_id(ctx.db.read(), found.account_id).await?;
    let subject = subject.filter(is_present).ok_or(Error::NotFound)?;
    Ok((found, subject))
}

/// The actors of other servers that asked for a credential.
///
/// # Errors
/// When the database refuses.
pub async fn readers(ctx: &Context, id: CredentialId) -> Result<Vec<AccountId>> {
    Ok(issued_credential::list_readers(ctx.db.read(), id).await?)
}

/// Remembers that `reader`, of another server, asked for a credential: it is told what becomes of it.
///
/// # Errors
/// When the database refuses.
pub async fn remember_reader(ctx: &Context, id: CredentialId, reader: AccountId) -> Result<()> {
    if readers(ctx, id).await?.contains(&reader) {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    issued_credential::insert_reader(&*tx, id, reader).await?;
    Ok(tx.commit().await?)
}
