//! Whether a token of a provider is one (`OpenID Connect` Core 1.0 section 3.1.3.7).

use chrono::{DateTime, Utc};
use domain::{Clock, Timestamp};
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{
    ClaimsVerificationError, ClientId, IdTokenVerifier, SignatureVerificationError,
};

use super::types::Metadata;

/// Signatures that are believed. Those by a shared secret are not among them: whoever knows the client's secret, or takes
/// a public key for one, would be the provider.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// By how much the clocks of a provider and of this server may differ.
const LEEWAY: std::time::Duration = std::time::Duration::from_mins(1);
/// How old a token may be that was asked for a moment ago, and the log-in that was asked for with it.
const OLDEST: std::time::Duration = std::time::Duration::from_mins(10);

/// Believes what is signed by the keys in `metadata` for `client`, by the time of `clock`.
pub(super) fn verifier<'a>(
    metadata: &Metadata,
    client: &ClientId,
    clock: &Clock,
) -> IdTokenVerifier<'a, CoreJsonWebKey> {
    let now = clock.now();
    let (issuer, keys) = (metadata.issuer().clone(), metadata.jwks().clone());
    IdTokenVerifier::new_public_client(client.clone(), issuer, keys)
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || utc(now.before(LEEWAY)))
        .set_issue_time_verifier_fn(move |issued| {
            let (from, until) = (utc(now.before(OLDEST)), utc(now.after(LEEWAY)));
            if (from..=until).contains(&issued) {
                Ok(())
            } else {
                Err("it was not issued now".to_owned())
            }
        })
}

/// Whether the key is none of those known; the provider may have changed its keys.
pub(super) fn is_unknown_key(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)
    )
}

/// Whether somebody showed the provider just now who they are, and was not still logged in there.
pub(super) fn is_fresh(
    authenticated: Option<DateTime<Utc>>,
    clock: &Clock,
) -> Result<(), &'static str> {
    let now = clock.now();
    let (from, until) = (utc(now.before(OLDEST)), utc(now.after(LEEWAY)));
    match authenticated {
        Some(at) if (from..=until).contains(&at) => Ok(()),
        Some(_) => Err("they logged in there too long ago"),
        None => Err("it does not say when they logged in there"),
    }
}

fn utc(time: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.millis()).unwrap_or_default()
}
