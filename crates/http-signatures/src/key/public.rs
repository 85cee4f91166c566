//! The keys of others: published by strangers, so nothing about them is taken for granted.

use std::sync::Arc;

use aws_lc_rs::signature::{
    ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
};
use rsa::{
    pkcs1::{self, der::Decode},
    pkcs8::SubjectPublicKeyInfoRef,
};

use super::{Algorithm, pem};
use crate::KeyError;

const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// Above, verifying gets slow: the cryptographic library refuses them too.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// A key to verify with; a clone shares it.
#[derive(Clone, Debug)]
pub struct PublicKey {
    algorithm: Algorithm,
    key: Arc<ParsedPublicKey>,
}

impl PublicKey {
    /// Reads an RSA key as SPKI (`PUBLIC KEY`) or PKCS#1 (`RSA PUBLIC KEY`).
    ///
    /// # Errors
    /// [`KeyError`] when it is unreadable, of another kind, too small, too large or degenerate.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        match pem::decode(text)? {
            ("PUBLIC KEY", der) => {
                let key = SubjectPublicKeyInfoRef::try_from(der.as_slice())
                    .map_err(|_| KeyError::Unreadable("a public key"))?;
                if key.algorithm.oid != pkcs1::ALGORITHM_OID {
                    return Err(KeyError::Unreadable("an RSA public key"));
                }
                Self::from_pkcs1_der(key.subject_public_key.raw_bytes())
            }
            ("RSA PUBLIC KEY", der) => Self::from_pkcs1_der(&der),
            _ => Err(KeyError::NotPem),
        }
    }

    /// Takes the 32 bytes of an Ed25519 key.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] when they are not 32.
    pub fn from_ed25519(bytes: &[u8]) -> Result<Self, KeyError> {
        let unreadable = KeyError::Unreadable("an Ed25519 public key");
        if bytes.len() != 32 {
            return Err(unreadable);
        }
        let key = ParsedPublicKey::new(&ED25519, bytes).map_err(|_| unreadable)?;
        Ok(Self::new(Algorithm::Ed25519, key))
    }

    /// What signatures of this key look like.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether `signature` is one of this key over `message`, whatever that is part of.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verify_sig(message, signature).is_ok()
    }

    fn from_pkcs1_der(der: &[u8]) -> Result<Self, KeyError> {
        let unreadable = KeyError::Unreadable("an RSA public key");
        let key = pkcs1::RsaPublicKey::from_der(der).map_err(|_| unreadable.clone())?;
        let n = key.modulus.as_bytes();
        let e = key.public_exponent.as_bytes();
        check_size(n)?;
        check_exponent(e)?;
        let key = RsaPublicKeyComponents { n, e }
            .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
            .map_err(|_| unreadable)?;
        Ok(Self::new(Algorithm::RsaV1_5Sha256, key))
    }

    fn new(algorithm: Algorithm, key: ParsedPublicKey) -> Self {
        Self {
            algorithm,
            key: Arc::new(key),
        }
    }
}

fn check_size(modulus: &[u8]) -> Result<(), KeyError> {
    let unused = modulus
        .first()
        .map_or(0, |byte| byte.leading_zeros() as usize);
    let bits = modulus.len() * 8 - unused;
    RSA_BITS
        .contains(&bits)
        .then_some(())
        .ok_or(KeyError::Size(bits))
}

fn check_exponent(exponent: &[u8]) -> Result<(), KeyError> {
    let value = exponent
        .iter()
        .try_fold(0_u64, |value, byte| {
            Some(value.checked_mul(256)? | u64::from(*byte))
        })
        .ok_or(KeyError::Exponent)?;
    let sound = (3..=MAX_EXPONENT).contains(&value) && value % 2 == 1;
    sound.then_some(()).ok_or(KeyError::Exponent)
}
