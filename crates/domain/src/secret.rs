//! The instance secret: wraps what is encrypted at rest and derives what must not be guessed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::{digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Error, Result};

/// 32 random bytes that belong to one instance. Lost, every private key of its actors is lost with it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Draws a new secret.
    #[must_use]
    pub fn generate() -> Self {
        Self(rand::random())
    }

    /// Reads the form that [`Secret::encode`] writes; `None` when it is anything else.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD
            .decode(text.trim())
            .ok()?
            .try_into()
            .ok()
            .map(Self)
    }

    /// The secret as text, for its file.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// A key for one purpose (HMAC-SHA-256 of the purpose and the data).
    #[must_use]
    pub fn derive(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let mut context = hmac::Context::with_key(&key);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(data);
        let mut out = [0; 32];
        out.copy_from_slice(context.sign().as_ref());
        out
    }

    /// An unguessable word for one purpose, the same each time.
    #[must_use]
    pub fn derive_token(&self, purpose: &str, data: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.derive(purpose, data))
    }

    /// Encrypts `plain` for `purpose` (AES-256-GCM, the nonce first).
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn wrap(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = plain.to_vec();
        let nonce = self
            .key(purpose)?
            .seal_in_place_append_tag(Aad::from(purpose.as_bytes()), &mut sealed)
            .map_err(|_| Error::internal("encryption failed"))?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Secret::wrap`] made for the same purpose.
    ///
    /// # Errors
    /// When it was made with another secret, or altered.
    pub fn unwrap(&self, purpose: &str, wrapped: &[u8]) -> Result<Vec<u8>> {
        let refuse =
            || Error::internal("a value was encrypted with another instance secret, or altered");
        let (nonce, sealed) = wrapped.split_at_checked(NONCE_LEN).ok_or_else(refuse)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| refuse())?;
        let mut buffer = sealed.to_vec();
        let plain = self
            .key(purpose)?
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut buffer)
            .map_err(|_| refuse())?;
        Ok(plain.to_vec())
    }

    fn key(&self, purpose: &str) -> Result<RandomizedNonceKey> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.derive("wrap", purpose.as_bytes()))
            .map_err(|_| Error::internal("the instance secret has the wrong length"))
    }
}

/// A new random word of 256 bits, for tokens, codes and cookies.
#[must_use]
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// How a token is kept: SHA-256 as hex. A token has 256 random bits, so no slow hash is needed.
#[must_use]
pub fn hash_token(token: &str) -> String {
    hex::encode(digest::digest(&digest::SHA256, token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_comes_back_for_its_purpose_alone() {
        let secret = Secret::decode(&Secret::generate().encode()).expect("reads its own form");
        let wrapped = secret.wrap("key", b"plain").expect("wraps");
        assert_eq!(secret.unwrap("key", &wrapped).expect("unwraps"), b"plain");
        assert!(secret.unwrap("other", &wrapped).is_err());
        assert!(Secret::generate().unwrap("key", &wrapped).is_err());
        assert!(secret.unwrap("key", &wrapped[..5]).is_err());
    }
}
