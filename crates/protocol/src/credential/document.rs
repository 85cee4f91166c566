//! What this instance issued, signed when somebody asks (docs/federation/terms.md).

use std::sync::Arc;

use domain::account::Account;
use domain::credential::{self, Credential, StatusEntry, StatusList};
use domain::uri::Uris;
use domain::{Context, assertion_key, remote, specialty};
use moka::sync::Cache;
use serde_json::{Map, Value, json};

use super::status_list;
use crate::federation::Federation;
use crate::proof::suite;
use crate::vocab::context;

/// Documents that are kept ready.
const KEPT: u64 = 2_000;
/// Milliseconds for which others may keep a list.
const TTL: u64 = 5 * 60 * 1000;

/// Signed documents by their address, what they show, and the key that signed them.
#[derive(Clone)]
pub(crate) struct Issued(Cache<(String, i64, String), Arc<Value>>);

impl Default for Issued {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

/// A credential of our own issuing, with its proof.
///
/// # Errors
/// `NotFound` when it or its subject is gone; when the database refuses.
pub async fn document(
    federation: &Federation,
    credential: &Credential,
) -> domain::Result<Arc<Value>> {
    let ctx = &federation.ctx;
    let subject = remote::find_by_id(ctx, credential.account_id).await?;
    let subject = subject.ok_or(domain::Error::NotFound)?;
    let shown = (credential.uri.clone(), credential.id.0);
    signed(federation, shown, async || {
        let entry = credential::entry(ctx, credential.id).await?;
        unsigned(ctx, credential, &subject, entry)
    })
    .await
}

/// A status list of ours, with its proof.
///
/// # Errors
/// When the database refuses.
pub async fn status_list_document(
    federation: &Federation,
    list: &StatusList,
) -> domain::Result<Arc<Value>> {
    let ctx = &federation.ctx;
    let uri = ctx.uris.status_list(list.number);
    signed(federation, (uri.clone(), list.revision), async || {
        let set = list.set(ctx).await?;
        Ok(json!({
            "@context": [context::CREDENTIALS],
            "id": uri,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": ctx.uris.instance_actor(),
            "validFrom": ctx.clock.now().to_rfc3339_seconds(),
            "credentialSubject": {
                "id": format!("{uri}#list"),
                "type": "BitstringStatusList",
                "statusPurpose": list.purpose.as_str(),
                "encodedList": status_list::encode(&set),
                "ttl": TTL,
            },
        }))
    })
    .await
}

/// The document that shows this, with a proof by the key that the instance has now.
async fn signed(
    federation: &Federation,
    (uri, version): (String, i64),
    make: impl AsyncFnOnce() -> domain::Result<Value>,
) -> domain::Result<Arc<Value>> {
    let ctx = &federation.ctx;
    let issuer = federation.instance_actor().await?;
    let key = assertion_key::own(ctx, &issuer).await?;
    let shown = (uri, version, key.id);
    if let Some(ready) = federation.issued.0.get(&shown) {
        return Ok(ready);
    }
    let mut document = make().await?;
    let (method, key) = assertion_key::signing(ctx, &issuer).await?;
    let created = ctx.clock.now().to_rfc3339_seconds();
    document["proof"] = suite::create(&document, &method, &created, &key);
    let document = Arc::new(document);
    federation.issued.0.insert(shown, document.clone());
    Ok(document)
}

fn unsigned(
    ctx: &Context,
    credential: &Credential,
    subject: &Account,
    entry: StatusEntry,
) -> domain::Result<Value> {
    let mut document = json!({
        "@context": context::credential(),
        "id": credential.uri,
        "type": ["VerifiableCredential", credential.kind.as_str()],
        "issuer": credential.issuer_uri,
        "validFrom": credential.valid_from.to_rfc3339_seconds(),
        "credentialSubject": claims(credential, subject)?,
        "credentialStatus": statuses(&ctx.uris, entry),
        "page": ctx.uris.verify(credential.id),
    });
    if let Some(until) = credential.valid_until {
        document["validUntil"] = until.to_rfc3339_seconds().into();
    }
    Ok(document)
}

fn claims(credential: &Credential, subject: &Account) -> domain::Result<Map<String, Value>> {
    let claims = credential::claims(credential)?;
    let said = [
        ("id", Some(subject.uri.clone())),
        ("profession", claims.profession),
        ("specialty", claims.specialty.map(|id| specialty::iri(&id))),
        ("jurisdiction", claims.jurisdiction),
        (
            "assurance",
            claims.assurance.map(|it| it.as_str().to_owned()),
        ),
        ("organization", claims.organization),
        ("role", claims.role),
    ];
    let said = said.into_iter();
    Ok(said
        .filter_map(|(name, value)| Some((name.to_owned(), value?.into())))
        .collect())
}

fn statuses(uris: &Uris, entry: StatusEntry) -> Value {
    let lists = [
        (credential::Purpose::Revocation, entry.revocation),
        (credential::Purpose::Suspension, entry.suspension),
    ];
    let entries = lists.map(|(purpose, number)| {
        let list = uris.status_list(number);
        json!({
            "id": format!("{list}#{}", entry.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose.as_str(),
            "statusListIndex": entry.index.to_string(),
            "statusListCredential": list,
        })
    });
    json!(entries)
}
