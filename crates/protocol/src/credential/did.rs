//! The instance as `did:web` (W3C CCG, did:web method): another name of its actor, for verifiers that read DIDs alone.

use domain::assertion_key;
use serde_json::{Value, json};

use crate::federation::Federation;
use crate::vocab::{context, multibase};

/// What `/.well-known/did.json` says. The keys are those of the instance actor.
///
/// # Errors
/// When the database refuses.
pub async fn did_document(federation: &Federation) -> domain::Result<Value> {
    let ctx = &federation.ctx;
    // In development there is a port, whose colon would begin a path.
    let did = format!("did:web:{}", ctx.uris.authority().replace(':', "%3A"));
    let issuer = federation.instance_actor().await?;
    let mut methods = Vec::new();
    for key in assertion_key::listed(ctx, &issuer).await? {
        let name = key.id.rsplit_once('#').map_or("", |(_, name)| name);
        methods.push(json!({
            "id": format!("{did}#{name}"),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": multibase::encode_ed25519(&key.public_key),
        }));
    }
    let ids: Vec<Value> = methods.iter().map(|it| it["id"].clone()).collect();
    Ok(json!({
        "@context": [context::DID, context::MULTIKEY],
        "id": did,
        "alsoKnownAs": [issuer.uri],
        "verificationMethod": methods,
        "assertionMethod": ids,
    }))
}
