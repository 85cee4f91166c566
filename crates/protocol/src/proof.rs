//! Object integrity proofs (FEP-8b32): what an activity carries so that its receiver knows who said it, whoever brings it.
//!
//! One suite is written and understood, `eddsa-jcs-2022`. A proof is believed of an actor only if the actor itself lists
//! the key (FEP-521a); the keys are looked up like those of requests.

pub(crate) mod received;
pub mod suite;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::account::Account;
use domain::signer::Signer;
use domain::{Context, assertion_key};
use serde_json::Value;

use crate::error::Error;
use crate::federation::Federation;
use crate::outgoing::Document;
use crate::signature;
use crate::vocab::{self, Activity};
use received::Proof;

/// The actor of `activity`, if `body`, which it was read from, carries a proof of that actor. One valid proof of several
/// is enough. An activity without an id is not believed so: nobody could tell it from a repetition.
///
/// # Errors
/// When the key may be had later.
pub(crate) async fn author(
    federation: &Federation,
    activity: &Activity,
    body: &[u8],
) -> Result<Option<Arc<Signer>>, Error> {
    if activity.id.is_none() || activity.proof.is_none() {
        return Ok(None);
    }
    let document: Value = vocab::parse(body)?;
    let mut later = None;
    for proof in received::list(&document) {
        match check(federation, activity, &document, &proof).await {
            Ok(signer) => return Ok(Some(signer)),
            Err(error) if error.is_transient() => later = Some(error),
            Err(error) => {
                tracing::info!(actor = %activity.actor, %error, "a proof is not believed");
            }
        }
    }
    later.map_or(Ok(None), Err)
}

async fn check(
    federation: &Federation,
    activity: &Activity,
    document: &Value,
    proof: &Proof,
) -> Result<Arc<Signer>, Error> {
    let unverified = |fault: received::Fault| Error::Unverified(fault.to_string());
    proof
        .check(document, &activity.actor, federation.ctx.clock.now())
        .map_err(unverified)?;
    let fits = |key: &http_signatures::PublicKey| proof.verify(document, key).map_err(unverified);
    let signer = signature::signer(federation, proof.method.as_str(), fits).await?;
    if signer.account.uri != activity.actor.as_str() {
        let text = format!("the proof is by {}", signer.account.uri);
        return Err(Error::Unverified(text));
    }
    Ok(signer)
}

/// Gives an activity that is for everyone its proof, if `author` is one of ours; every other one stays deniable (FEP-8b32,
/// privacy considerations).
pub(crate) async fn sign(
    ctx: &Context,
    author: &Account,
    document: Document,
) -> domain::Result<Document> {
    if !document.is_public || author.domain.is_some() {
        return Ok(document);
    }
    let (method, key) = assertion_key::signing(ctx, author).await?;
    let unsigned: Value = serde_json::from_str(&document.body)?;
    let created = ctx.clock.now().to_rfc3339_seconds();
    let proof = suite::create(&unsigned, &method, &created, &key);
    // Added to the text: what is enclosed in it keeps its bytes.
    let open = document.body.strip_suffix('}');
    let open = open.expect("a document is an object");
    Ok(Document {
        body: format!(r#"{open},"proof":{proof}}}"#),
        ..document
    })
}
