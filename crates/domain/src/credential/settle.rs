//! What a directory or a list says that this instance vouches for: what stands is made so.

use storage::Transaction;

use super::{Credential, CredentialKind, NewCredential, claims, issue, revoke};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::Result;
use crate::id::CredentialId;

/// Leaves of `standing` what says what is `wanted`, revokes the rest, and issues what is wanted when nothing says it.
/// Yields what stands then.
///
/// # Errors
/// As [`issue`].
pub(crate) async fn settle(
    tx: &Transaction,
    ctx: &Context,
    standing: &[Credential],
    wanted: Option<NewCredential>,
    by: &Actor,
) -> Result<Option<CredentialId>> {
    let mut said = None;
    for credential in standing {
        let is_said = match &wanted {
            Some(new) => said.is_none() && says(credential, new)?,
            None => false,
        };
        if is_said {
            said = Some(credential.id);
        } else {
            revoke(tx, ctx, credential.id, by).await?;
        }
    }
    match (said, wanted) {
        (None, Some(new)) => Ok(Some(issue(tx, ctx, new).await?.id)),
        (said, _) => Ok(said),
    }
}

fn says(issued: &Credential, new: &NewCredential) -> Result<bool> {
    let kind: CredentialKind = issued.kind;
    Ok(kind == new.kind && issued.valid_until == new.valid_until && claims(issued)? == new.claims)
}
