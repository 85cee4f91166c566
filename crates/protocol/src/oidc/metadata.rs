//! What a provider says of itself (`OpenID Connect` Discovery 1.0) and the keys it signs with: asked when first needed,
//! again every hour, and again when something is signed with a key that is not among them.

use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Timestamp};
use futures::FutureExt as _;
use openidconnect::{DiscoveryError, IssuerUrl};
use tokio::sync::Mutex;

use super::asks::Asks;
use super::failure::Failure;
use super::types::Metadata;
use crate::fetch::FetchError;

/// How long what a provider says of itself is believed.
const FRESH: Duration = Duration::from_hours(1);
/// Whoever shows keys that nobody knows makes the provider be asked no more often than this.
const PAUSE: Duration = Duration::from_secs(10);

/// The last answer, and when it came.
#[derive(Default)]
pub(super) struct Known(Mutex<Option<(Arc<Metadata>, Timestamp)>>);

impl Known {
    /// What the provider says of itself; asked only if what is known is older than an hour. Its `issuer` is exactly the
    /// one that was asked for, or there is no answer (Discovery section 4.3).
    pub(super) async fn get(
        &self,
        asks: &Asks,
        issuer: &IssuerUrl,
        clock: &Clock,
    ) -> Result<Arc<Metadata>, Failure> {
        self.younger_than(FRESH, asks, issuer, clock).await
    }

    /// The same, asked anew, for a key that is not among those known.
    pub(super) async fn refresh(
        &self,
        asks: &Asks,
        issuer: &IssuerUrl,
        clock: &Clock,
    ) -> Result<Arc<Metadata>, Failure> {
        self.younger_than(PAUSE, asks, issuer, clock).await
    }

    async fn younger_than(
        &self,
        age: Duration,
        asks: &Asks,
        issuer: &IssuerUrl,
        clock: &Clock,
    ) -> Result<Arc<Metadata>, Failure> {
        // Held while asking, so that many who log in at once ask once.
        let mut known = self.0.lock().await;
        if let Some((metadata, at)) = &*known
            && at.after(age) > clock.now()
        {
            return Ok(metadata.clone());
        }
        let discovered = Metadata::discover_async(issuer.clone(), asks);
        let metadata = discovered.boxed().await;
        let metadata = Arc::new(metadata.map_err(|error| failure(&error))?);
        *known = Some((metadata.clone(), clock.now()));
        Ok(metadata)
    }
}

/// Without the body of the answer, which the library's own words may carry.
fn failure(error: &DiscoveryError<FetchError>) -> Failure {
    let why = match error {
        DiscoveryError::Request(error) => error.to_string(),
        DiscoveryError::Response(status, _, _) => {
            format!("discovery answered with status {status}")
        }
        DiscoveryError::Validation(why) => format!("discovery: {why}"),
        DiscoveryError::Parse(error) => format!("discovery is no metadata: {error}"),
        _ => "discovery failed".to_owned(),
    };
    Failure::Unreachable(why)
}
