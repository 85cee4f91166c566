//! The keys of issuers that are a `did:web`: those that the document on their host lists for `assertionMethod`.

use std::sync::Arc;
use std::time::Duration;

use domain::Timestamp;
use domain::credential::Refusal;
use domain::did_web::DidWeb;
use http_signatures::PublicKey;
use moka::sync::Cache;
use serde_json::Value;
use url::Url;

use super::presented::members;
use super::verify::Fault;
use crate::document::fetch_at;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::vocab::multibase;

/// Documents that are kept.
const CAPACITY: u64 = 1000;
/// How long a document, or that there is none, is not asked for again.
const PATIENCE: Duration = Duration::from_mins(1);
/// Keys of a document that are looked at.
const KEYS: usize = 20;

/// Keys by their ids.
type Keys = Vec<(String, PublicKey)>;

#[derive(Clone)]
struct Kept {
    found: Result<Arc<Keys>, Refusal>,
    asked_at: Timestamp,
}

/// What was found lately, by the names of the issuers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct DidKeys(Cache<String, Kept>);

impl Default for DidKeys {
    fn default() -> Self {
        Self(Cache::new(CAPACITY))
    }
}

/// The keys of the issuer called `name`, which reads as `did`.
///
/// # Errors
/// When its host does not show its document, or not now.
pub(super) async fn of(
    federation: &Federation,
    did: &DidWeb,
    name: &str,
) -> Result<Arc<Keys>, Fault> {
    let now = federation.ctx.clock.now();
    let known = federation.did_keys.0.get(name);
    if let Some(kept) = known.filter(|kept| kept.asked_at.after(PATIENCE) > now) {
        return Ok(kept.found?);
    }
    let found = match fetch(federation, did).await {
        Ok(document) => listed(&document, name).map(Arc::new),
        Err(Error::Domain(error)) => return Err(Error::Domain(error).into()),
        Err(error) if error.is_transient() => return Err(error.into()),
        Err(_) => None,
    };
    let kept = Kept {
        found: found.ok_or(Refusal::IssuerDocument),
        asked_at: now,
    };
    federation.did_keys.0.insert(name.to_owned(), kept.clone());
    Ok(kept.found?)
}

async fn fetch(federation: &Federation, did: &DidWeb) -> Result<Value, Error> {
    let address = did.address(federation.ctx.uris.scheme());
    let address =
        Url::parse(&address).map_err(|_| Error::Refused(format!("{address} is no web address")))?;
    fetch_at(federation, &address, &mut Budget::new(2)).await
}

/// The keys with which the DID `name` says things (DID Core 1.0, section 5.3.2), if the document is its own. A key is
/// embedded in `assertionMethod` or named there, and is the DID's own in either case.
fn listed(document: &Value, name: &str) -> Option<Keys> {
    if document["id"] != name {
        return None;
    }
    let methods = members(&document["verificationMethod"]);
    let absolute = |id: &Value| {
        let id = id.as_str()?;
        let id = if id.starts_with('#') {
            format!("{name}{id}")
        } else {
            id.to_owned()
        };
        id.split_once('#').filter(|(owner, _)| *owner == name)?;
        Some(id)
    };
    let found = members(&document["assertionMethod"]).into_iter().take(KEYS);
    let keys = found.filter_map(|one| {
        let id = absolute(if one.is_object() { &one["id"] } else { one })?;
        let mut named = methods.iter().copied();
        let method = if one.is_object() {
            one
        } else {
            named.find(|method| absolute(&method["id"]).as_ref() == Some(&id))?
        };
        let text = method["publicKeyMultibase"].as_str();
        let bytes = multibase::decode_ed25519(text.filter(|_| method["controller"] == name)?)?;
        Some((id, PublicKey::from_ed25519(&bytes).ok()?))
    });
    Some(keys.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const DID: &str = "did:web:assoc.example";
    /// The key of the example of vc-di-eddsa.
    const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    fn method(id: &str, controller: &str) -> Value {
        json!({"id": id, "type": "Multikey", "controller": controller, "publicKeyMultibase": KEY})
    }

    fn ids(document: &Value) -> Option<Vec<String>> {
        let keys = listed(document, DID)?;
        Some(keys.into_iter().map(|(id, _)| id).collect())
    }

    #[test]
    fn a_key_is_embedded_or_named_and_may_be_named_in_short() {
        let own = format!("{DID}#key-1");
        for document in [
            json!({"id": DID, "assertionMethod": [method(&own, DID)]}),
            json!({"id": DID, "verificationMethod": [method(&own, DID)], "assertionMethod": [own]}),
            json!({"id": DID, "verificationMethod": [method("#key-1", DID)], "assertionMethod": "#key-1"}),
        ] {
            assert_eq!(ids(&document), Some(vec![own.clone()]), "{document}");
        }
    }

    #[test]
    fn a_key_of_somebody_else_or_for_something_else_is_none() {
        let (own, other) = (format!("{DID}#key-1"), "did:web:evil.example#key-1");
        for document in [
            json!({"id": DID}),
            json!({"id": DID, "verificationMethod": [method(&own, DID)]}),
            json!({"id": DID, "authentication": [method(&own, DID)]}),
            json!({"id": DID, "assertionMethod": [method(&own, "did:web:evil.example")]}),
            json!({"id": DID, "assertionMethod": [method(other, DID)]}),
            json!({"id": DID, "assertionMethod": [other]}),
            json!({"id": DID, "assertionMethod": [{"id": own, "controller": DID}]}),
        ] {
            assert_eq!(ids(&document), Some(Vec::new()), "{document}");
        }
        let theirs = json!({"id": "did:web:evil.example", "assertionMethod": [method(&own, DID)]});
        assert_eq!(ids(&theirs), None);
    }
}
