//! Proofs as they come: read, and held to what they must say before a key is looked up.

use std::time::Duration;

use domain::Timestamp;
use http_signatures::PublicKey;
use serde_json::{Map, Value};
use thiserror::Error;
use url::Url;

use super::suite;
use crate::origin::same_origin;
use crate::vocab::multibase;

/// Proofs of one document that are looked at.
const PROOFS: usize = 4;
/// How far the clock of a signer may be ahead; that of requests.
const SKEW: Duration = Duration::from_hours(1);
/// How old a proof may be: as long as deliveries are tried, and well below the time that ids are remembered, so that a
/// repetition is known for one.
const AGE: Duration = Duration::from_hours(7 * 24);

/// Why a proof is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Fault {
    /// It was made for something else than to say who the author is.
    #[error("the proof is not for assertionMethod")]
    Purpose,
    /// It has conditions that mean something between others: a domain, a challenge, another proof.
    #[error("the proof is bound to a domain, a challenge or another proof")]
    Bound,
    /// Its key stands on another server than the actor.
    #[error("the key of the proof is not of the actor's server")]
    Origin,
    /// It says of other terms than the document what they mean.
    #[error("the proof has another @context than the document")]
    Context,
    /// It does not say when it was made.
    #[error("the proof has no readable created")]
    Undated,
    /// It was made too long ago, or its `expires` has passed.
    #[error("the proof is no longer valid")]
    Expired,
    /// It was made later than clocks can differ.
    #[error("the proof is dated in the future")]
    FromTheFuture,
    /// The document or the proof was altered, or the key is another.
    #[error("the proof does not match the document and the key")]
    Mismatch,
}

/// A proof of the suite that is understood.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    /// Where its key is.
    pub(crate) method: Url,
    /// All of it but the value.
    options: Map<String, Value>,
    signature: Vec<u8>,
}

/// The proofs in `document`, one or several, that can be understood.
pub(crate) fn list(document: &Value) -> Vec<Proof> {
    let proofs = match document.get("proof") {
        Some(Value::Array(proofs)) => proofs.as_slice(),
        Some(proof) => std::slice::from_ref(proof),
        None => &[],
    };
    proofs.iter().take(PROOFS).filter_map(Proof::read).collect()
}

/// Whether a key at `method` may be `author`'s: it is on the same server; that of a DID is named by the DID.
fn may_be_of(method: &Url, author: &Url) -> bool {
    if author.scheme() != "did" {
        return same_origin(method, author);
    }
    let mut owner = method.clone();
    owner.set_fragment(None);
    owner == *author
}

impl Proof {
    fn read(proof: &Value) -> Option<Self> {
        let mut options = proof.as_object()?.clone();
        let value = options.shift_remove("proofValue")?;
        let is = |name: &str, expected: &str| {
            options.get(name).and_then(Value::as_str) == Some(expected)
        };
        if !is("type", suite::TYPE) || !is("cryptosuite", suite::CRYPTOSUITE) {
            return None;
        }
        let method = options.get("verificationMethod")?.as_str()?;
        Some(Self {
            method: Url::parse(method).ok()?,
            signature: multibase::decode(value.as_str()?)?,
            options,
        })
    }

    /// Whether it may be a proof of `actor` for the activity `document` at `now`, whatever its key is.
    pub(crate) fn check(&self, document: &Value, actor: &Url, now: Timestamp) -> Result<(), Fault> {
        self.check_form(document, actor, now)?;
        let created = self.time("created").ok_or(Fault::Undated)?;
        if created < now.before(AGE) {
            return Err(Fault::Expired);
        }
        Ok(())
    }

    /// The same for a document that may be as old as it likes.
    pub(crate) fn check_form(
        &self,
        document: &Value,
        author: &Url,
        now: Timestamp,
    ) -> Result<(), Fault> {
        if self.text("proofPurpose") != Some(suite::PURPOSE) {
            return Err(Fault::Purpose);
        }
        let bound = ["domain", "challenge", "previousProof"];
        if bound.iter().any(|name| self.options.contains_key(*name)) {
            return Err(Fault::Bound);
        }
        if !may_be_of(&self.method, author) {
            return Err(Fault::Origin);
        }
        let context = self.options.get("@context");
        if context.is_some_and(|context| Some(context) != document.get("@context")) {
            return Err(Fault::Context);
        }
        self.check_time(now)
    }

    fn check_time(&self, now: Timestamp) -> Result<(), Fault> {
        let created = self.time("created");
        if created.is_none() && self.options.contains_key("created") {
            return Err(Fault::Undated);
        }
        if created.is_some_and(|created| created > now.after(SKEW)) {
            return Err(Fault::FromTheFuture);
        }
        // An `expires` that cannot be read may have passed.
        let is_over = self.options.contains_key("expires")
            && self.time("expires").is_none_or(|end| end <= now);
        if is_over {
            return Err(Fault::Expired);
        }
        Ok(())
    }

    /// Whether `key` made it for `document`. Without a context of its own it was made with the document's, or with none.
    pub(crate) fn verify(&self, document: &Value, key: &PublicKey) -> Result<(), Fault> {
        let verifies = |options| suite::verifies(document, options, &self.signature, key);
        if verifies(&self.options) {
            return Ok(());
        }
        let mut inherited = self.options.clone();
        if let Some(context) = document.get("@context") {
            inherited.insert("@context".into(), context.clone());
        }
        if inherited != self.options && verifies(&inherited) {
            return Ok(());
        }
        Err(Fault::Mismatch)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name)?.as_str()
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        Timestamp::parse_rfc3339(self.text(name)?)
    }
}
