//! Keys, parsed once and kept: parsing costs as much as several signatures.

mod ed25519;
mod pem;
mod private;
mod public;

pub use ed25519::Ed25519Key;
pub use private::PrivateKey;
pub use public::PublicKey;

/// What a key is used for; the names are those of RFC 9421 §6.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaV1_5Sha256,
    /// Edwards-curve signatures; only under RFC 9421.
    Ed25519,
}

impl Algorithm {
    /// The name as registered for the `alg` parameter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RsaV1_5Sha256 => "rsa-v1_5-sha256",
            Self::Ed25519 => "ed25519",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::RsaV1_5Sha256, Self::Ed25519]
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }
}
