//! Documents with proofs of their issuer: credentials, and the lists that tell their status.

use domain::Timestamp;
use domain::credential::Refusal;
use http_signatures::PublicKey;
use serde_json::Value;
use url::Url;

use crate::proof::received::{self, Fault, Proof};

/// A document with the proofs that it carries, none of them verified.
#[derive(Clone, Debug)]
pub struct Signed {
    document: Value,
    proofs: Vec<Proof>,
}

impl Signed {
    /// Takes a document as it came.
    #[must_use]
    pub fn read(document: &Value) -> Self {
        Self {
            proofs: received::list(document),
            document: document.clone(),
        }
    }

    /// The document as it came.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The addresses of the keys that may have signed it for `issuer` as of `now`.
    ///
    /// # Errors
    /// When no proof may be `issuer`'s, why not.
    pub fn methods(&self, issuer: &Url, now: Timestamp) -> Result<Vec<&Url>, Refusal> {
        let mut reason = Refusal::Unproven;
        let mut found = Vec::new();
        for proof in &self.proofs {
            match proof.check_form(&self.document, issuer, now) {
                Ok(()) => found.push(&proof.method),
                Err(Fault::Origin) => reason = Refusal::KeyOrigin,
                Err(_) => reason = Refusal::WrongProof,
            }
        }
        if found.is_empty() {
            return Err(reason);
        }
        Ok(found)
    }

    /// Whether it is as `key` signed it, whose address is `method`.
    #[must_use]
    pub fn is_by(&self, method: &Url, key: &PublicKey) -> bool {
        let mut named = self.proofs.iter().filter(|proof| proof.method == *method);
        named.any(|proof| proof.verify(&self.document, key).is_ok())
    }
}
