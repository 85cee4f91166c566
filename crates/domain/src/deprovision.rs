//! People who leave the organisation that answers for them. Everything by which they act here ends in one transaction, what
//! they wrote stays, and the account is there for when they come back.
//!
//! A moderator who shuts a login out has a reason of their own: each of the two is taken back only by who gave it.

#[cfg(test)]
mod tests;

use serde_json::json;
use storage::id::{AccountId, UserId};
use storage::kinds::CredentialKind;
use storage::user::User;
use storage::{Transaction, access, account, user};

use crate::account::is_admitted;
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::user::{changed, end_everything, forget, write_disabled};
use crate::{account as accounts, mail_link};

/// Ends the sessions, tokens, authorization codes, push subscriptions and mailed links of a login, closes its streams and
/// the login itself, and revokes what this instance said of the person's employment. Done already, it changes nothing.
///
/// # Errors
/// `NotFound`.
pub async fn deprovision(ctx: &Context, id: UserId, by: &Actor) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let own = write(&tx, ctx, id, by, ctx.clock.now()).await?;
    tx.commit().await?;
    forget(ctx, own, Some(id));
    Ok(())
}

/// Lets somebody in again who had left. What was revoked stays so and has to be issued anew.
///
/// # Errors
/// `NotFound`.
pub async fn reprovision(ctx: &Context, id: UserId, by: &Actor) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let own = undo(&tx, id, by, ctx.clock.now()).await?;
    tx.commit().await?;
    forget(ctx, own, Some(id));
    Ok(())
}

/// [`deprovision`] within a use-case, which then calls [`forget`] with the account.
pub(crate) async fn write(
    tx: &Transaction,
    ctx: &Context,
    id: UserId,
    by: &Actor,
    now: Timestamp,
) -> Result<AccountId> {
    let (login, own) = find(tx, id).await?;
    if login.deprovisioned_at.is_some() {
        return Ok(own);
    }
    user::set_deprovisioned(&**tx, id, Some(now)).await?;
    write_disabled(tx, id, login.disabled_at.or(Some(now)), now).await?;
    end_everything(tx, id, None).await?;
    mail_link::forget_all(tx, id).await?;
    // Groups admit by no credential yet; those that do lose the member with the credential.
    credential::revoke_all_of(tx, ctx, own, CredentialKind::Employment, by).await?;
    tell(tx, own, now).await?;
    record(tx, by, "account.deprovision", own, now).await?;
    Ok(own)
}

/// [`reprovision`] within a use-case, which then calls [`forget`] with the account.
pub(crate) async fn undo(
    tx: &Transaction,
    id: UserId,
    by: &Actor,
    now: Timestamp,
) -> Result<AccountId> {
    let (login, own) = find(tx, id).await?;
    if login.deprovisioned_at.is_none() {
        return Ok(own);
    }
    user::set_deprovisioned(&**tx, id, None).await?;
    if login.disabled_at == login.deprovisioned_at {
        write_disabled(tx, id, None, now).await?;
    } else {
        changed(tx, id, now).await?;
    }
    tell(tx, own, now).await?;
    record(tx, by, "account.reprovision", own, now).await?;
    Ok(own)
}

async fn find(tx: &Transaction, id: UserId) -> Result<(User, AccountId)> {
    let login = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    let own = access::find_own_account(&**tx, id).await?;
    Ok((login, own.ok_or(Error::NotFound)?))
}

/// Says, here and to the servers of the followers, that the account shows something else than before.
async fn tell(tx: &Transaction, own: AccountId, now: Timestamp) -> Result<()> {
    let found = account::find_by_id(&**tx, own).await?;
    if found.is_some_and(|account| is_admitted(&account)) {
        outgoing::send(tx, Outgoing::UpdateActor { account_id: own }, now).await?;
    }
    accounts::changed(tx, own, now).await
}

async fn record(
    tx: &Transaction,
    by: &Actor,
    action: &'static str,
    own: AccountId,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("account:{own}"),
        detail: json!({}),
    };
    audit::record(tx, by, deed, now).await
}
