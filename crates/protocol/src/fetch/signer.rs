//! Proving to another server who asks.

use http::{HeaderMap, Method};
use http_signatures::{PrivateKey, Profile, RequestView};
use url::{Position, Url};

use super::error::{FetchError, Refusal};

/// In whose name requests are signed, and how. Made for one task: `now` goes stale after minutes.
#[derive(Debug, Clone)]
pub struct Signer {
    /// The id of the key, in the actor document of whoever signs.
    pub key_id: String,
    /// The key itself.
    pub key: PrivateKey,
    /// What the other server understands.
    pub profile: Profile,
    /// Unix seconds.
    pub now: i64,
}

impl Signer {
    /// Adds the signature, which covers all of `headers`, to them. It holds for this URL alone: a redirect is signed anew.
    pub(super) fn sign(
        &self,
        method: &Method,
        url: &Url,
        headers: &mut HeaderMap,
        body: Option<&[u8]>,
    ) -> Result<(), FetchError> {
        let request = RequestView {
            method,
            scheme: url.scheme(),
            authority: &url[Position::BeforeHost..Position::AfterPort],
            path_and_query: &url[Position::BeforePath..Position::AfterQuery],
            headers,
            body,
        };
        let added =
            http_signatures::sign(self.profile, &request, &self.key_id, &self.key, self.now)
                .map_err(|_| Refusal::KeyId)?;
        headers.extend(added);
        Ok(())
    }
}
