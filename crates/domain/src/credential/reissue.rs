//! Whom we vouch for moved: what is about the person is vouched for anew under the new id. What an employer says is about a
//! place, and stays behind.

use storage::id::AccountId;
use storage::{Transaction, credential};

use super::{Credential, CredentialKind, CredentialState, NewCredential, claims, issue, revoke};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::Result;

/// Issues to `to` what stands about `from` and goes with the person, and revokes the old ones. Whoever calls knows that the
/// move was confirmed by both. What was done before a kill is not done again: it is revoked.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn carry_over(ctx: &Context, from: AccountId, to: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    for credential in standing(&tx, ctx, from).await? {
        let new = NewCredential {
            subject: to,
            kind: credential.kind,
            claims: claims(&credential)?,
            valid_until: credential.valid_until,
            by: Actor::System,
        };
        issue(&tx, ctx, new).await?;
        revoke(&tx, ctx, credential.id, &Actor::System).await?;
    }
    Ok(tx.commit().await?)
}

/// What of ours stands about someone and goes with them.
async fn standing(tx: &Transaction, ctx: &Context, from: AccountId) -> Result<Vec<Credential>> {
    let (now, issuer) = (ctx.clock.now(), ctx.uris.instance_actor());
    let mut rows = credential::credentials_of(&**tx, &[from]).await?;
    let mut rows = rows.remove(&from).unwrap_or_default();
    rows.retain(|row| {
        let over = row.valid_until.is_some_and(|until| until <= now);
        row.issuer_uri == issuer && row.state == CredentialState::Valid && !over && moves(row.kind)
    });
    Ok(rows)
}

fn moves(kind: CredentialKind) -> bool {
    match kind {
        CredentialKind::HealthProfessional | CredentialKind::Membership => true,
        CredentialKind::Employment => false,
    }
}
