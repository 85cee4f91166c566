//! The keys this server signs with.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};

use super::{PublicKey, pem};
use crate::KeyError;

/// An RSA key of 2048 bits or more; a clone shares it.
#[derive(Clone)]
pub struct PrivateKey(Arc<RsaKeyPair>);

#[expect(
    clippy::missing_panics_doc,
    reason = "a sound key can be encoded and has a public half"
)]
impl PrivateKey {
    /// A new key of 2048 bits, the size every peer accepts. Takes a tenth of a second of computing.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the system has no randomness to give.
    pub fn generate() -> Result<Self, KeyError> {
        RsaKeyPair::generate(KeySize::Rsa2048)
            .map(Self::new)
            .map_err(|_| KeyError::Generation)
    }

    /// Reads PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`).
    ///
    /// # Errors
    /// [`KeyError::NotPem`], or [`KeyError::Unreadable`] when it is no sound RSA key of 2048 to 8192
    /// bits.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        match pem::decode(text)? {
            ("PRIVATE KEY", der) => Self::from_pkcs8_der(&der),
            ("RSA PRIVATE KEY", der) => RsaKeyPair::from_der(&der)
                .map(Self::new)
                .map_err(|_| KeyError::Unreadable("an RSA private key in PKCS#1")),
            _ => Err(KeyError::NotPem),
        }
    }

    /// Reads PKCS#8 in binary form, as [`Self::to_pkcs8_der`] writes it.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] when it is no sound RSA key of 2048 to 8192 bits.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        RsaKeyPair::from_pkcs8(der)
            .map(Self::new)
            .map_err(|_| KeyError::Unreadable("an RSA private key in PKCS#8"))
    }

    /// PKCS#8 in binary form: a secret, to be encrypted wherever it is kept.
    #[must_use]
    pub fn to_pkcs8_der(&self) -> Vec<u8> {
        let der: Pkcs8V1Der<'_> = self.0.as_der().expect("a parsed key has an encoding");
        der.as_ref().to_vec()
    }

    /// PKCS#8 as text: a secret, to be encrypted wherever it is kept.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> String {
        pem::encode("PRIVATE KEY", &self.to_pkcs8_der())
    }

    /// The public half as SPKI (`PUBLIC KEY`), for others to verify with.
    #[must_use]
    pub fn public_key_pem(&self) -> String {
        let der: PublicKeyX509Der<'_> = self
            .0
            .public_key()
            .as_der()
            .expect("a parsed key has an encoding");
        pem::encode("PUBLIC KEY", der.as_ref())
    }

    /// The public half, ready to verify with.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_pem(&self.public_key_pem()).expect("a key pair has a sound public half")
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message,
                &mut signature,
            )
            .expect("an RSA key of 2048 bits has room for a SHA-256 signature");
        signature
    }

    fn new(pair: RsaKeyPair) -> Self {
        Self(Arc::new(pair))
    }
}

/// Says nothing of the key, so that it cannot reach a log.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PrivateKey(..)")
    }
}
