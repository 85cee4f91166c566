//! What this instance vouched for, and does no more, or not for now. Revoked is for good.

use serde_json::json;
use storage::issued_credential::{self, IssuedCredential};
use storage::{Transaction, account, credential};

use super::{Credential, CredentialKind, CredentialState, tell};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::{AccountId, CredentialId};
use crate::job::{self, Job};
use crate::outgoing::Outgoing;

/// Takes a credential of ours back for good; one that was taken back stays so.
///
/// # Errors
/// `NotFound` when it is none of ours.
pub async fn revoke(
    tx: &Transaction,
    ctx: &Context,
    id: CredentialId,
    by: &Actor,
) -> Result<Credential> {
    let (credential, issued) = own(tx, id).await?;
    if credential.state == CredentialState::Revoked {
        return Ok(credential);
    }
    let issued = IssuedCredential {
        revoked_at: Some(ctx.clock.now()),
        ..issued
    };
    set(tx, ctx, credential, issued, CredentialState::Revoked, by).await
}

/// Stands by a credential of ours no longer, for now.
///
/// # Errors
/// `NotFound` when it is none of ours, `Conflict` when it was revoked.
pub async fn suspend(
    tx: &Transaction,
    ctx: &Context,
    id: CredentialId,
    by: &Actor,
) -> Result<Credential> {
    let (credential, issued) = reversible(tx, id).await?;
    if credential.state == CredentialState::Suspended {
        return Ok(credential);
    }
    let issued = IssuedCredential {
        suspended_at: Some(ctx.clock.now()),
        ..issued
    };
    set(tx, ctx, credential, issued, CredentialState::Suspended, by).await
}

/// Stands by a suspended credential of ours again.
///
/// # Errors
/// As [`suspend`].
pub async fn reinstate(
    tx: &Transaction,
    ctx: &Context,
    id: CredentialId,
    by: &Actor,
) -> Result<Credential> {
    let (credential, issued) = reversible(tx, id).await?;
    if credential.state == CredentialState::Valid {
        return Ok(credential);
    }
    let issued = IssuedCredential {
        suspended_at: None,
        ..issued
    };
    set(tx, ctx, credential, issued, CredentialState::Valid, by).await
}

/// Revokes all credentials of ours of this kind about `subject`, and says how many those were.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_all_of(
    tx: &Transaction,
    ctx: &Context,
    subject: AccountId,
    kind: CredentialKind,
    by: &Actor,
) -> Result<usize> {
    let mut rows = credential::credentials_of(&**tx, &[subject]).await?;
    let issuer = ctx.uris.instance_actor();
    let standing = rows.remove(&subject).into_iter().flatten().filter(|row| {
        row.kind == kind && row.issuer_uri == issuer && row.state != CredentialState::Revoked
    });
    let mut revoked = 0;
    for row in standing {
        revoke(tx, ctx, row.id, by).await?;
        revoked += 1;
    }
    Ok(revoked)
}

/// Has what is shown of the subject change when the time of `credential` is over; of any issuer.
pub(crate) async fn end_later(
    tx: &Transaction,
    credential: &Credential,
    now: Timestamp,
) -> Result<()> {
    let Some(until) = credential.valid_until else {
        return Ok(());
    };
    let end = Job::EndCredential {
        credential_id: credential.id,
    };
    job::enqueue_at(tx, &end, None, until, now).await
}

/// The time of a credential is over ([`Job::EndCredential`]).
///
/// # Errors
/// When the database refuses.
pub async fn end(ctx: &Context, id: CredentialId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(credential) = credential::find_by_id(&*tx, id).await? else {
        return Ok(());
    };
    if let Some(subject) = account::find_by_id(&*tx, credential.account_id).await? {
        tell::shown_anew(&tx, &subject, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn set(
    tx: &Transaction,
    ctx: &Context,
    credential: Credential,
    issued: IssuedCredential,
    state: CredentialState,
    by: &Actor,
) -> Result<Credential> {
    let now = ctx.clock.now();
    let id = credential.id;
    issued_credential::set_bits(&**tx, &issued).await?;
    credential::set_state(&**tx, id, state, now).await?;
    let subject = account::find_by_id(&**tx, credential.account_id).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    let news = Outgoing::UpdateCredential { credential_id: id };
    tell::changed(tx, &subject, news, now).await?;
    let deed = Deed {
        action: match state {
            CredentialState::Revoked => "credential.revoke",
            CredentialState::Suspended => "credential.suspend",
            _ => "credential.reinstate",
        },
        subject: format!("credential:{id}"),
        detail: json!({"account": subject.id, "kind": credential.kind}),
    };
    audit::record(tx, by, deed, now).await?;
    Ok(Credential {
        state,
        updated_at: now,
        ..credential
    })
}

/// A credential that this instance issued, and its entry.
pub(super) async fn own(
    tx: &Transaction,
    id: CredentialId,
) -> Result<(Credential, IssuedCredential)> {
    let credential = credential::find_by_id(&**tx, id).await?;
    let issued = issued_credential::find_by_id(&**tx, id).await?;
    credential.zip(issued).ok_or(Error::NotFound)
}

async fn reversible(tx: &Transaction, id: CredentialId) -> Result<(Credential, IssuedCredential)> {
    let (credential, issued) = own(tx, id).await?;
    if credential.state == CredentialState::Revoked {
        return Err(Error::Conflict("What was revoked stays revoked"));
    }
    Ok((credential, issued))
}
