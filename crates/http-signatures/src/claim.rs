//! A signature as it was received.

use crate::{Algorithm, Error, Profile, PublicKey, RequestView, cavage, policy, rfc9421};

/// Somebody's claim to have signed a request: believed once [`Claim::verify`] succeeds.
///
/// Nothing of a request is to be trusted that is not covered: not even its headers.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who claims it: most often the URL of a key.
    pub key_id: String,
    /// The profile the signature was made with.
    pub profile: Profile,
    /// What was signed, in order: names of headers in lower case, and derived components.
    pub covered: Vec<String>,
    /// The server it was signed for, `host` or `host:port` in lower case.
    pub authority: String,
    /// When it was made, in unix seconds.
    pub created: i64,
    /// When it ends, in unix seconds, if that is covered.
    pub expires: Option<i64>,
    /// As far as the signature or its profile says.
    pub(crate) algorithm: Option<Algorithm>,
    /// The bytes it may have been made over: peers disagree on the query string.
    pub(crate) bases: Vec<Vec<u8>>,
    pub(crate) signature: Vec<u8>,
}

impl Claim {
    /// Reads the signature of a request, before any key is known: RFC 9421 when there is a
    /// `Signature-Input` header, else draft-cavage. Coverage, time and the body's digest are held to
    /// [`policy`].
    ///
    /// # Errors
    /// Any [`Error`] except those that need a key.
    pub fn parse(request: &RequestView<'_>, now: i64) -> Result<Self, Error> {
        let claim = if request.headers.contains_key(rfc9421::SIGNATURE_INPUT) {
            rfc9421::parse(request)?
        } else {
            cavage::parse(request)?
        };
        policy::check(&claim, request, now)?;
        Ok(claim)
    }

    /// Checks the signature with the key the claim names. May be called again with a fresh key.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when the key is of another kind, [`Error::Mismatch`] when it is not the
    /// one that signed this request.
    pub fn verify(&self, key: &PublicKey) -> Result<(), Error> {
        if self.algorithm.is_some_and(|named| named != key.algorithm()) {
            return Err(Error::WrongKey(key.algorithm().name()));
        }
        let verified = self
            .bases
            .iter()
            .any(|base| key.verifies(base, &self.signature));
        verified.then_some(()).ok_or(Error::Mismatch)
    }

    /// Whether the signature protects a header (in lower case) or derived component.
    #[must_use]
    pub fn covers(&self, component: &str) -> bool {
        self.covered.iter().any(|covered| covered == component)
    }
}
