//! Whether a credential of another issuer proves what it says: its proof by a key that the issuer lists, whom it is about,
//! and what the issuer says of it now.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::Timestamp;
use domain::credential::Refusal;
use domain::did_web::DidWeb;
use http_signatures::PublicKey;
use serde_json::Value;
use thiserror::Error;
use url::Url;

use super::did_keys;
use super::presented::Presented;
use super::signed::Signed;
use super::status_cache;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::signature;

/// Why a credential is not taken.
#[derive(Debug, Error)]
pub enum Fault {
    /// It does not prove what it says.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Its issuer could not be asked for its key.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// A credential that its issuer signed, about the actor that it was asked of.
#[derive(Clone, Debug)]
pub struct Verified {
    /// What it says.
    pub credential: Presented,
    /// What its issuer says of it now, if not that it stands.
    pub standing: Result<(), Refusal>,
    /// When its issuer was asked.
    pub checked_at: Timestamp,
}

/// Verifies `document`, which was had from the address that it names, as a credential about the actor `subject`. Dates are
/// no matter of proof: they are looked at whenever it is shown.
///
/// # Errors
/// When it does not prove what it says, or the key may be had later.
pub async fn verify(
    federation: &Federation,
    document: &Value,
    subject: &str,
) -> Result<Verified, Fault> {
    let credential = Presented::read(document)?;
    if credential.subject != subject {
        return Err(Refusal::OtherSubject.into());
    }
    let mut budget = Budget::default();
    prove(federation, credential.signed(), &credential.issuer).await?;
    let (standing, checked_at) = standing(federation, &credential, &mut budget).await?;
    Ok(Verified {
        credential,
        standing,
        checked_at,
    })
}

/// Whether `issuer` signed it, with a key that its actor or its DID document lists.
pub(super) async fn prove(
    federation: &Federation,
    signed: &Signed,
    issuer: &Url,
) -> Result<(), Fault> {
    let mut reason = Refusal::ForeignKey;
    let methods = signed.methods(issuer, federation.ctx.clock.now())?;
    if let Some(did) = DidWeb::parse(issuer.as_str()) {
        let keys = did_keys::of(federation, &did, issuer.as_str()).await?;
        return Ok(by_one_of(signed, &methods, &keys)?);
    }
    for method in methods {
        let seen = AtomicBool::new(false);
        let fits = |key: &PublicKey| {
            seen.store(true, Ordering::Relaxed);
            let fits = signed.is_by(method, key);
            fits.then_some(())
                .ok_or_else(|| Error::Unverified(Refusal::Altered.to_string()))
        };
        match signature::signer(federation, method.as_str(), fits).await {
            Ok(found) if found.account.uri == issuer.as_str() => return Ok(()),
            Err(error) if error.is_transient() => return Err(error.into()),
            // The key was there, and did not fit.
            Err(_) if seen.load(Ordering::Relaxed) => reason = Refusal::Altered,
            Ok(_) | Err(_) => {}
        }
    }
    Err(reason.into())
}

/// Whether one of `keys` at `methods` signed it.
fn by_one_of(
    signed: &Signed,
    methods: &[&Url],
    keys: &[(String, PublicKey)],
) -> Result<(), Refusal> {
    let mut reason = Refusal::ForeignKey;
    for method in methods {
        let named = keys.iter().filter(|(id, _)| id == method.as_str());
        for (_, key) in named {
            if signed.is_by(method, key) {
                return Ok(());
            }
            reason = Refusal::Altered;
        }
    }
    Err(reason)
}

/// What all its status lists come to, and when the first of them was asked.
async fn standing(
    federation: &Federation,
    credential: &Presented,
    budget: &mut Budget,
) -> Result<(Result<(), Refusal>, Timestamp), Fault> {
    let mut worst = Ok(());
    let mut checked_at = federation.ctx.clock.now();
    for entry in credential.status() {
        let issuer = &credential.issuer;
        let (said, asked_at) = status_cache::ask(federation, entry, issuer, budget).await?;
        checked_at = checked_at.min(asked_at);
        if weight(said) > weight(worst) {
            worst = said;
        }
    }
    Ok((worst, checked_at))
}

/// What was taken back is so whatever another list says; what cannot be told weighs least.
fn weight(said: Result<(), Refusal>) -> u8 {
    match said {
        Ok(()) => 0,
        Err(Refusal::StatusUnknown) => 1,
        Err(Refusal::Suspended) => 2,
        Err(Refusal::Revoked) => 4,
        Err(_) => 3,
    }
}
