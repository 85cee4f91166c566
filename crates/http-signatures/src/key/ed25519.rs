//! Ed25519 keys of our own (RFC 8032): small and quick, and never the only key of an actor.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    encoding::{AsBigEndian, Curve25519SeedBin},
    signature::{Ed25519KeyPair, KeyPair},
};

use super::PublicKey;
use crate::KeyError;

/// An Ed25519 key; a clone shares it.
#[derive(Clone)]
pub struct Ed25519Key(Arc<Ed25519KeyPair>);

#[expect(
    clippy::missing_panics_doc,
    reason = "a sound key has a seed and a public half of 32 bytes"
)]
impl Ed25519Key {
    /// A new key.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the system has no randomness to give.
    pub fn generate() -> Result<Self, KeyError> {
        Ed25519KeyPair::generate()
            .map(Self::new)
            .map_err(|_| KeyError::Generation)
    }

    /// Reads the 32 bytes that [`Self::seed`] writes.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] when they are not 32.
    pub fn from_seed(seed: &[u8]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(seed)
            .map(Self::new)
            .map_err(|_| KeyError::Unreadable("an Ed25519 seed"))
    }

    /// The private key of RFC 8032 §5.1.5: a secret, to be encrypted wherever it is kept.
    #[must_use]
    pub fn seed(&self) -> Vec<u8> {
        let seed = self.0.seed().expect("a parsed key has a seed");
        let bytes: Curve25519SeedBin<'_> = seed.as_be_bytes().expect("a seed is bytes");
        bytes.as_ref().to_vec()
    }

    /// The 32 bytes of the public half.
    #[must_use]
    pub fn public_bytes(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// The public half, ready to verify with.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_ed25519(&self.public_bytes()).expect("a key pair has a sound public half")
    }

    /// The 64 bytes of a signature of `message`, the same each time.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }

    fn new(pair: Ed25519KeyPair) -> Self {
        Self(Arc::new(pair))
    }
}

/// Says nothing of the key, so that it cannot reach a log.
impl fmt::Debug for Ed25519Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Ed25519Key(..)")
    }
}
