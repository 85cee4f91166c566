//! Whether a credential proves what it says, with nothing but its file and the key of its issuer: no network, no database.

use domain::Timestamp;
use domain::credential::Refusal;
use http_signatures::PublicKey;
use serde_json::Value;
use thiserror::Error;
use url::Url;

use super::presented::Presented;
use crate::vocab::multibase;

/// Why a file is not taken for what it says.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// It does not prove it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Nobody knows here, for the key at this address is not at hand.
    #[error("the key {0} of its issuer is not at hand")]
    NoKey(String),
}

/// Keys that whoever asks believes to be the issuer's.
#[derive(Clone, Debug)]
pub struct Keys {
    /// By whom, where the file says so.
    names: Vec<String>,
    /// The keys, with the part of their addresses behind the `#` where there is one.
    keys: Vec<(Option<String>, PublicKey)>,
}

impl Keys {
    /// Reads a DID document, an actor, a single `Multikey`, or a key as text (`z6Mk…`); `None` when no Ed25519 key is in it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if let Some(key) = decode(text.trim()) {
            return Some(Self {
                names: Vec::new(),
                keys: vec![(None, key)],
            });
        }
        let document: Value = serde_json::from_str(text).ok()?;
        let lists = ["verificationMethod", "assertionMethod"];
        let listed = lists.iter().filter_map(|name| document[name].as_array());
        let listed: Vec<&Value> = listed.flatten().filter(|key| key.is_object()).collect();
        let (names, listed) = if listed.is_empty() {
            (vec![&document["controller"]], vec![&document])
        } else {
            let also = document["alsoKnownAs"].as_array().into_iter().flatten();
            let names = also.chain([&document["id"]]).collect();
            (names, listed)
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let keys = listed.into_iter().filter_map(|key| {
            let name = text(&key["id"]).and_then(|id| fragment(&id));
            Some((name, decode(key["publicKeyMultibase"].as_str()?)?))
        });
        let keys: Vec<_> = keys.collect();
        (!keys.is_empty()).then(|| Self {
            names: names.into_iter().filter_map(text).collect(),
            keys,
        })
    }

    /// The keys of `issuer` that are known here, with their addresses and their 32 bytes.
    #[must_use]
    pub fn known(issuer: String, keys: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let keys = keys.into_iter().filter_map(|(id, public)| {
            Some((fragment(&id), PublicKey::from_ed25519(&public).ok()?))
        });
        Self {
            names: vec![issuer],
            keys: keys.collect(),
        }
    }

    /// The key at `method`, if these may be `issuer`'s.
    fn find(&self, method: &Url, issuer: &Url) -> Option<PublicKey> {
        let is_of = self.names.is_empty() || self.names.iter().any(|it| it == issuer.as_str());
        let named = |name: &Option<String>| name.is_none() || name.as_deref() == method.fragment();
        let mut fitting = self.keys.iter().filter(|(name, _)| is_of && named(name));
        fitting.next().map(|(_, key)| key.clone())
    }
}

fn fragment(id: &str) -> Option<String> {
    id.split_once('#').map(|(_, name)| name.to_owned())
}

fn decode(text: &str) -> Option<PublicKey> {
    PublicKey::from_ed25519(&multibase::decode_ed25519(text)?).ok()
}

/// Checks form, dates at `now` and proof of a document. Nobody is asked whether it was revoked since.
///
/// # Errors
/// Why it is not taken for what it says.
pub fn check(document: &Value, keys: &Keys, now: Timestamp) -> Result<Presented, Doubt> {
    let said = Presented::read(document)?;
    said.check(&said.subject, now)?;
    let (mut proven, mut missing) = (false, None);
    for method in said.signed().methods(&said.issuer, now)? {
        match keys.find(method, &said.issuer) {
            Some(key) => proven |= said.signed().is_by(method, &key),
            None => missing = Some(method.to_string()),
        }
    }
    match missing {
        _ if proven => Ok(said),
        Some(method) => Err(Doubt::NoKey(method)),
        None => Err(Refusal::Altered.into()),
    }
}

#[cfg(test)]
mod tests {
    use http_signatures::Ed25519Key;
    use serde_json::json;

    use super::*;
    use crate::proof::suite;
    use crate::vocab::context;

    const ISSUER: &str = "https://association.example/actor";
    const METHOD: &str = "https://association.example/actor#key-2";

    fn key(number: u8) -> Ed25519Key {
        Ed25519Key::from_seed(&[number; 32]).expect("32 bytes are a seed")
    }

    fn multibase_of(number: u8) -> String {
        multibase::encode_ed25519(&key(number).public_bytes())
    }

    fn signed() -> Value {
        let mut document = json!({
            "@context": context::credential(),
            "id": "https://association.example/credentials/1",
            "type": ["VerifiableCredential", "MembershipCredential"],
            "issuer": ISSUER,
            "validFrom": "2026-01-01T00:00:00Z",
            "validUntil": "2027-01-01T00:00:00Z",
            "credentialSubject": {"id": "https://hospital.example/users/a", "role": "Fellow"},
        });
        document["proof"] = suite::create(&document, METHOD, "2026-01-01T08:00:00Z", &key(2));
        document
    }

    fn at(date: &str) -> Timestamp {
        Timestamp::parse_rfc3339(date).expect("a date")
    }

    fn judge(document: &Value, keys: &str) -> Result<(), Doubt> {
        let keys = Keys::read(keys).expect("has a key");
        check(document, &keys, at("2026-06-01T00:00:00Z")).map(drop)
    }

    #[test]
    fn the_key_may_be_in_a_did_document_an_actor_a_multikey_or_by_itself() {
        let entry = |id: &str, number| {
            let public = multibase_of(number);
            json!({"id": id, "type": "Multikey", "publicKeyMultibase": public})
        };
        let did = "did:web:association.example";
        let methods = [1, 2].map(|number| entry(&format!("{did}#key-{number}"), number));
        let did = json!({"id": did, "alsoKnownAs": [ISSUER], "verificationMethod": methods,
            "assertionMethod": [format!("{did}#key-1")]});
        let actor = json!({"id": ISSUER, "assertionMethod": [entry(METHOD, 2)]});
        let mut single = entry(METHOD, 2);
        single["controller"] = json!(ISSUER);
        let text = format!("{}\n", multibase_of(2));
        let files = [did, actor, single].map(|file| file.to_string());
        for keys in files.iter().chain([&text]) {
            assert_eq!(judge(&signed(), keys), Ok(()), "{keys}");
        }
    }

    #[test]
    fn another_key_another_issuer_or_another_word_is_not_believed() {
        let mut altered = signed();
        altered["credentialSubject"]["role"] = json!("President");
        let own = multibase_of(2);
        let refused = Err(Doubt::Refused(Refusal::Altered));
        assert_eq!(judge(&altered, &own), refused);
        assert_eq!(judge(&signed(), &multibase_of(1)), refused);
        let elsewhere = json!({"id": METHOD, "controller": "https://evil.example/actor",
            "publicKeyMultibase": own});
        let nobody = Err(Doubt::NoKey(METHOD.to_owned()));
        assert_eq!(judge(&signed(), &elsewhere.to_string()), nobody);
        let public = key(2).public_bytes();
        let known = Keys::known(ISSUER.to_owned(), [(METHOD.to_owned(), public)]);
        let late = at("2027-06-01T00:00:00Z");
        let judged = check(&signed(), &known, late).map(drop);
        assert_eq!(judged, Err(Doubt::Refused(Refusal::Expired)));
        let unknown = Keys::known(ISSUER.to_owned(), []);
        let judged = check(&signed(), &unknown, at("2026-06-01T00:00:00Z")).map(drop);
        assert_eq!(judged, nobody);
    }

    #[test]
    fn what_holds_no_key_is_none() {
        for text in [
            "",
            "{}",
            "[]",
            "z6Mk",
            r#"{"assertionMethod": ["did:web:a#b"]}"#,
        ] {
            assert!(Keys::read(text).is_none(), "{text}");
        }
    }
}
