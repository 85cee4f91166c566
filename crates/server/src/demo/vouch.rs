//! Who vouches for whom: the association for clinicians here and at the hospital, the hospital for those it employs.

use anyhow::Result;
use domain::audit::Actor;
use domain::credential::{self, Assurance, Claims, CredentialKind, NewCredential};
use domain::credential_issuer;
use domain::id::AccountId;
use domain::moderation::Authority;

use super::instance::Instance;

/// `here` takes the word of `there` for everything.
pub(super) async fn trust(here: &Instance, there: &Instance) -> Result<()> {
    let kinds = [
        CredentialKind::HealthProfessional,
        CredentialKind::Membership,
        CredentialKind::Employment,
    ];
    let issuer = there.ctx().uris.instance_actor();
    credential_issuer::add(here.ctx(), Authority::Operator, &issuer, &kinds).await?;
    Ok(())
}

/// `issuer` vouches for `subject`, once.
pub(super) async fn vouch(
    issuer: &Instance,
    subject: AccountId,
    kind: CredentialKind,
    claims: Claims,
) -> Result<()> {
    let ctx = issuer.ctx();
    let own = ctx.uris.instance_actor();
    let known = credential::list(ctx, subject).await?;
    if known
        .iter()
        .any(|it| it.kind == kind && it.issuer_uri == own)
    {
        return Ok(());
    }
    let new = NewCredential {
        subject,
        kind,
        claims,
        valid_until: None,
        by: Actor::Operator,
    };
    let tx = ctx.db.begin().await?;
    credential::issue(&tx, ctx, new).await?;
    Ok(tx.commit().await?)
}

/// That somebody is a dermatologist, as a register in `jurisdiction` has it.
pub(super) fn dermatologist(jurisdiction: &str) -> Claims {
    Claims {
        profession: Some("physician".to_owned()),
        specialty: Some("dermatology".to_owned()),
        jurisdiction: Some(jurisdiction.to_owned()),
        assurance: Some(Assurance::RegisterMatched),
        ..Claims::default()
    }
}
