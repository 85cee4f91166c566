//! Credentials that go with whom they are about, or are not wanted by them: no trace of them is left here but the bit.

use serde_json::json;
use storage::issued_credential::{self, IssuedCredential};
use storage::{Transaction, account, credential};

use super::{Credential, tell};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::{AccountId, CredentialId};
use crate::outgoing::{self, Outgoing};

/// `who` gives a credential about themselves back: it is listed no more, and one of ours is revoked.
///
/// # Errors
/// `NotFound` when it is about someone else.
pub async fn give_back(ctx: &Context, who: AccountId, id: CredentialId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = credential::find_by_id(&*tx, id).await?;
    let found = found
        .filter(|row| row.account_id == who)
        .ok_or(Error::NotFound)?;
    let subject = account::find_by_id(&*tx, who).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    let detail = json!({"account": who, "kind": found.kind});
    remove(&tx, found, now).await?;
    tell::shown_anew(&tx, &subject, now).await?;
    let deed = Deed {
        action: "credential.give_back",
        subject: format!("credential:{id}"),
        detail,
    };
    audit::record(&tx, &Actor::Account(who), deed, now).await?;
    Ok(tx.commit().await?)
}

/// Removes what was said about an account that is gone.
pub(crate) async fn remove_all_of(
    tx: &Transaction,
    subject: AccountId,
    now: Timestamp,
) -> Result<()> {
    let mut rows = credential::credentials_of(&**tx, &[subject]).await?;
    for row in rows.remove(&subject).into_iter().flatten() {
        remove(tx, row, now).await?;
    }
    Ok(())
}

/// Those who asked for a credential of ours are told that it is not there any more.
async fn remove(tx: &Transaction, row: Credential, now: Timestamp) -> Result<()> {
    if let Some(issued) = issued_credential::find_by_id(&**tx, row.id).await? {
        let revoked = IssuedCredential {
            revoked_at: issued.revoked_at.or(Some(now)),
            ..issued
        };
        issued_credential::set_bits(&**tx, &revoked).await?;
        let readers = issued_credential::list_readers(&**tx, row.id).await?;
        let news = Outgoing::DeleteCredential {
            uri: row.uri,
            subject_id: row.account_id,
            readers,
        };
        outgoing::send(tx, news, now).await?;
    }
    credential::delete(&**tx, row.id).await?;
    Ok(())
}
