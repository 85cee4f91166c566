//! An issuer of credentials on a hostile peer: it signs and serves whatever a test likes.

use http_signatures::Ed25519Key;
use protocol::credential::status_list;
use protocol::proof::suite;
use protocol::vocab::multibase;
use serde_json::{Value, json};

use crate::Forger;

/// When everything is signed, well before the clock of the tests.
const CREATED: &str = "2025-01-01T00:00:00Z";
const KIND: &str = "application/vc";

/// An actor of `forger` that vouches for others.
pub struct Issuer<'a> {
    forger: &'a Forger,
    key: Ed25519Key,
    base: String,
    /// Its id.
    pub uri: String,
}

impl<'a> Issuer<'a> {
    /// Serves the actor `name`, which lists a key of its own, the same for the same `seed`.
    #[must_use]
    pub fn serve(forger: &'a Forger, name: &str, seed: u8) -> Self {
        let key = Ed25519Key::from_seed(&[seed; 32]).expect("32 bytes are a seed");
        let uri = format!("{}/{name}", forger.base());
        let base = forger.base().to_owned();
        let issuer = Self {
            forger,
            key,
            base,
            uri,
        };
        let said = json!({"name": "Association", "assertionMethod": [issuer.listed()]});
        forger.actor_that_says(name, &said);
        issuer
    }

    /// Serves a DID document of `path`, which lists a key of its own. `forger` is on this machine, where a `did:web` may
    /// not name an address.
    ///
    /// # Panics
    /// When the forger has no port.
    #[must_use]
    pub fn serve_did(forger: &'a Forger, path: &str, seed: u8) -> Self {
        let key = Ed25519Key::from_seed(&[seed; 32]).expect("32 bytes are a seed");
        let port = forger.base().rsplit_once(':').expect("has a port").1;
        let issuer = Self {
            forger,
            key,
            base: format!("http://localhost:{port}"),
            uri: format!("did:web:localhost%3A{port}:{path}"),
        };
        issuer.show(&format!("/{path}/did.json"), &issuer.did_document());
        issuer
    }

    /// What [`Issuer::serve_did`] serves.
    #[must_use]
    pub fn did_document(&self) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/did/v1"],
            "id": self.uri, "assertionMethod": [self.listed()],
        })
    }

    /// Serves a DID document at `path`.
    pub fn show(&self, path: &str, document: &Value) {
        self.forger
            .serve(path, "application/did+json", document.to_string());
    }

    fn listed(&self) -> Value {
        json!({
            "id": self.method(), "type": "Multikey", "controller": self.uri,
            "publicKeyMultibase": multibase::encode_ed25519(&self.key.public_bytes()),
        })
    }

    /// The address of its key.
    #[must_use]
    pub fn method(&self) -> String {
        format!("{}#ed25519-key", self.uri)
    }

    /// An address on its server.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A sound credential about `subject` at `path`, not signed yet, whose status is entry 7 of the list at `/status`.
    #[must_use]
    pub fn credential(&self, path: &str, subject: &str) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", {"rounds": "https://w3id.org/rounds/ns/v1#"}],
            "id": self.at(path), "issuer": self.uri,
            "type": ["VerifiableCredential", "HealthProfessionalCredential"],
            "validFrom": "2025-01-01T00:00:00Z", "validUntil": "2035-01-01T00:00:00Z",
            "credentialSubject": {
                "id": subject, "profession": "physician", "assurance": "register-matched",
                "specialty": "https://w3id.org/rounds/specialty/dermatology",
            },
            "credentialStatus": {
                "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": "7", "statusListCredential": self.at("/status"),
            },
            "page": self.at("/verify/7"),
        })
    }

    /// A sound list at `path` with these entries set, not signed yet.
    #[must_use]
    pub fn list(&self, path: &str, set: &[i64]) -> Value {
        let id = self.at(path);
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": id, "issuer": self.uri,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "credentialSubject": {
                "id": format!("{id}#list"), "type": "BitstringStatusList",
                "statusPurpose": "revocation", "encodedList": status_list::encode(set),
                "ttl": 300_000,
            },
        })
    }

    /// `document` with a proof by its key, which is said to be at `method`.
    #[must_use]
    pub fn signed_as(&self, method: &str, document: &Value) -> Value {
        let mut signed = document.clone();
        signed["proof"] = suite::create(document, method, CREATED, &self.key);
        signed
    }

    /// `document` with its proof.
    #[must_use]
    pub fn signed(&self, document: &Value) -> Value {
        self.signed_as(&self.method(), document)
    }

    /// Serves `document` as it is, at `path`.
    pub fn publish(&self, path: &str, document: &Value) {
        self.forger.serve(path, KIND, document.to_string());
    }

    /// Signs and serves the list at `/status`.
    pub fn set(&self, set: &[i64]) {
        self.publish("/status", &self.signed(&self.list("/status", set)));
    }
}
