//! Signing keys of local actors: made on `aws-lc-rs`, wrapped in the database, parsed once and kept.

use std::sync::Arc;

use http_signatures::{Ed25519Key, PrivateKey};
use moka::sync::Cache;
use storage::id::AccountId;

use crate::error::{Error, Result};
use crate::secret::Secret;

const PURPOSE: &str = "actor key";
const ASSERTION: &str = "assertion key";

/// Where new keys come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Generated,
    #[cfg(any(test, feature = "testing"))]
    FixedPool,
}

/// Makes and keeps private keys.
#[derive(Clone)]
pub struct Keys {
    source: Source,
    parsed: Cache<AccountId, Arc<Parsed>>,
}

/// A key, and the column that it was parsed from: another process may have given the actor another one.
struct Parsed {
    wrapped: Vec<u8>,
    key: PrivateKey,
}

/// A new key pair, ready for the database.
pub struct NewKey {
    /// SPKI in PEM, as the actor document shows it.
    pub public_pem: String,
    /// PKCS#8, wrapped by the instance secret.
    pub wrapped: Vec<u8>,
}

/// A new Ed25519 key pair, ready for the database.
pub struct NewAssertionKey {
    /// The 32 bytes of the public half.
    pub public: Vec<u8>,
    /// The seed, wrapped by the instance secret.
    pub wrapped: Vec<u8>,
}

impl Keys {
    /// Every key is new: RSA with 2048 bits, which every peer still demands.
    #[must_use]
    pub fn generated() -> Self {
        Self::with(Source::Generated)
    }

    /// Keys from a fixed pool, so that tests do not spend their time on primes.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn fixed_pool() -> Self {
        Self::with(Source::FixedPool)
    }

    fn with(source: Source) -> Self {
        Self {
            source,
            parsed: Cache::new(10_000),
        }
    }

    /// Makes a key pair, off the async threads.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub async fn make(&self, secret: &Secret) -> Result<NewKey> {
        let (source, secret) = (self.source, secret.clone());
        tokio::task::spawn_blocking(move || {
            let key = draw(source)?;
            Ok(NewKey {
                public_pem: key.public_key_pem(),
                wrapped: secret.wrap(PURPOSE, &key.to_pkcs8_der())?,
            })
        })
        .await
        .map_err(Error::internal)?
    }

    /// Makes an Ed25519 key pair, which takes no time worth waiting for.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn make_assertion_key(&self, secret: &Secret) -> Result<NewAssertionKey> {
        let key = Ed25519Key::generate().map_err(Error::internal)?;
        Ok(NewAssertionKey {
            public: key.public_bytes(),
            wrapped: secret.wrap(ASSERTION, &key.seed())?,
        })
    }

    /// What [`Keys::make_assertion_key`] wrapped. Reading it costs no more than a signature, so it is not kept.
    ///
    /// # Errors
    /// When it was wrapped with another instance secret.
    pub fn parsed_assertion_key(&self, wrapped: &[u8], secret: &Secret) -> Result<Ed25519Key> {
        Ed25519Key::from_seed(&secret.unwrap(ASSERTION, wrapped)?).map_err(Error::internal)
    }

    /// The parsed key of a local actor whose column holds `wrapped`.
    ///
    /// # Errors
    /// When the column was written with another instance secret.
    pub fn parsed(&self, id: AccountId, wrapped: &[u8], secret: &Secret) -> Result<PrivateKey> {
        let kept = self.parsed.get(&id);
        if let Some(kept) = kept.filter(|kept| kept.wrapped == wrapped) {
            return Ok(kept.key.clone());
        }
        let key = PrivateKey::from_pkcs8_der(&secret.unwrap(PURPOSE, wrapped)?)
            .map_err(Error::internal)?;
        let parsed = Parsed {
            wrapped: wrapped.to_vec(),
            key: key.clone(),
        };
        self.parsed.insert(id, Arc::new(parsed));
        Ok(key)
    }
}

fn draw(source: Source) -> Result<PrivateKey> {
    match source {
        Source::Generated => PrivateKey::generate().map_err(Error::internal),
        #[cfg(any(test, feature = "testing"))]
        Source::FixedPool => {
            use std::sync::atomic::{AtomicUsize, Ordering};
            static NEXT: AtomicUsize = AtomicUsize::new(0);
            Ok(http_signatures::testing::key(
                NEXT.fetch_add(1, Ordering::Relaxed) % http_signatures::testing::KEYS,
            ))
        }
    }
}
