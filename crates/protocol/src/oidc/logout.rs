//! `OpenID Connect` Back-Channel Logout 1.0: a provider says that somebody logged out there.

use std::str::FromStr;

use domain::Context;
use openidconnect::Nonce;

use super::failure::Failure;
use super::provider::Provider;
use super::types::{IdToken, Metadata};
use super::verify;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

impl Provider {
    /// Whom a logout token is about: their `sub`. It is signed like an ID token, and is none: it names the event and has
    /// no nonce (section 2.4).
    ///
    /// # Errors
    /// When it proves nothing.
    pub async fn logged_out(&self, ctx: &Context, token: &str) -> Result<String, Failure> {
        let token = IdToken::from_str(token).map_err(|_| Failure::unproven("it is no token"))?;
        let check = |metadata: &Metadata| {
            let verifier = verify::verifier(metadata, &self.client_id(), &ctx.clock);
            let verifier = verifier.allow_all_jose_types();
            token.claims(&verifier, no_nonce).cloned()
        };
        let (claims, _) = self.with_keys(ctx, check).await?;
        let events = claims.additional_claims().get("events");
        if events.is_none_or(|events| events.get(EVENT).is_none()) {
            return Err(Failure::unproven("it is about something else"));
        }
        Ok(claims.subject().to_string())
    }
}

fn no_nonce(nonce: Option<&Nonce>) -> Result<(), String> {
    nonce.map_or(Ok(()), |_| Err("it has a nonce".to_owned()))
}
