//! The key pair by which push services know this instance (RFC 8292). It is made once and kept wrapped among the
//! settings: with another one every subscription would be void.

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use storage::setting;
use tokio::sync::OnceCell;

use crate::context::Context;
use crate::error::{Error, Result};

const PURPOSE: &str = "vapid key";
const SETTING: &str = "vapid_key";

/// The key of this instance, read when it is first needed. Cheap to clone.
#[derive(Clone, Default)]
pub struct Vapid(Arc<OnceCell<VapidKey>>);

/// A parsed key. Cheap to clone.
#[derive(Clone)]
pub struct VapidKey(Arc<EcdsaKeyPair>);

impl VapidKey {
    /// The public half, an uncompressed point of P-256 in base64url, as apps hand it to their push service.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key().as_ref())
    }

    /// Signs `message` with ES256 (RFC 7518 section 3.4).
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let signature = self.0.sign(&SystemRandom::new(), message);
        let signature = signature.map_err(|_| Error::internal("signing failed"))?;
        Ok(signature.as_ref().to_vec())
    }

    fn read(pkcs8: &[u8]) -> Result<Self> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8)
            .map(|pair| Self(Arc::new(pair)))
            .map_err(|_| Error::internal("the VAPID key cannot be read"))
    }
}

/// The key of this instance, made if there is none.
///
/// # Errors
/// When it was wrapped with another instance secret.
pub async fn key(ctx: &Context) -> Result<VapidKey> {
    let key = ctx.vapid.0.get_or_try_init(|| read_or_make(ctx)).await?;
    Ok(key.clone())
}

async fn read_or_make(ctx: &Context) -> Result<VapidKey> {
    let tx = ctx.db.begin().await?;
    let wrapped = if let Some(wrapped) = setting::find_by_name(&*tx, SETTING).await? {
        wrapped
    } else {
        setting::insert_new(&*tx, SETTING, &make(ctx)?, ctx.clock.now()).await?;
        // That of another process, if it was faster.
        let kept = setting::find_by_name(&*tx, SETTING).await?;
        kept.ok_or_else(|| Error::internal("the VAPID key was not kept"))?
    };
    tx.commit().await?;
    let wrapped = URL_SAFE_NO_PAD.decode(wrapped).map_err(Error::internal)?;
    VapidKey::read(&ctx.secret.unwrap(PURPOSE, &wrapped)?)
}

/// A new key, wrapped.
fn make(ctx: &Context) -> Result<String> {
    let failed = |_| Error::internal("no key could be made");
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(failed)?;
    let pkcs8 = pair.to_pkcs8v1().map_err(failed)?;
    let wrapped = ctx.secret.wrap(PURPOSE, pkcs8.as_ref())?;
    Ok(URL_SAFE_NO_PAD.encode(wrapped))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn the_key_is_made_once_and_wrapped() {
        let test = testing::context().await;
        let first = key(&test.ctx).await.expect("is made").public();
        let again = read_or_make(&test.ctx).await.expect("is read").public();
        assert_eq!(first, again);
        assert_eq!(URL_SAFE_NO_PAD.decode(first).map(|key| key.len()), Ok(65));
        let kept = setting::find_by_name(test.ctx.db.read(), SETTING).await;
        let kept = kept.expect("reads").expect("is kept");
        let kept = URL_SAFE_NO_PAD.decode(kept).expect("base64");
        assert!(VapidKey::read(&kept).is_err(), "is not plain");
    }
}
