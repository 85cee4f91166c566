//! A browser on its way to a provider and back. What it carries works once, in that browser, for that provider, and not
//! for long. Nonce and PKCE verifier follow from the state and the instance secret, so neither is kept.

use std::net::IpAddr;
use std::time::Duration;

use storage::id::UserId;
use storage::kinds::OidcPurpose;
use storage::oidc_request::{self, OidcRequest};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::secret::{hash_token, random_token};
use crate::throttle;

/// How long somebody may take at the provider.
const LIFETIME: Duration = Duration::from_mins(15);

/// What a browser is sent away for.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// The provider's name in the configuration.
    pub provider: String,
    /// What for.
    pub purpose: OidcPurpose,
    /// Who is logged in; `None` for a log-in.
    pub user_id: Option<UserId>,
    /// The path of this server to go on to.
    pub return_to: String,
}

/// What the browser carries.
#[derive(Clone, Debug)]
pub struct Started {
    /// For the provider, which gives it back.
    pub state: String,
    /// For a cookie.
    pub browser: String,
}

/// Begins. Anybody may, as often as they may try to log in.
///
/// # Errors
/// `TooMany`.
pub async fn begin(ctx: &Context, new: NewRequest, address: IpAddr) -> Result<Started> {
    let network = throttle::network(address);
    throttle::count(ctx, throttle::LOG_IN_BY_NETWORK, &network)?;
    let started = Started {
        state: random_token(),
        browser: random_token(),
    };
    let request = OidcRequest {
        state_hash: hash_token(&started.state),
        browser_hash: hash_token(&started.browser),
        provider: new.provider,
        purpose: new.purpose,
        user_id: new.user_id,
        return_to: new.return_to,
        expires_at: ctx.clock.now().after(LIFETIME),
    };
    let tx = ctx.db.begin().await?;
    oidc_request::insert(&*tx, request).await?;
    tx.commit().await?;
    Ok(started)
}

/// Ends what was begun with `state` in the browser whose cookie is `browser`, and says what it was.
///
/// # Errors
/// `Forbidden` when there is none: it was ended, it took too long, it belongs to another browser or to another provider.
pub async fn finish(
    ctx: &Context,
    provider: &str,
    state: &str,
    browser: &str,
) -> Result<OidcRequest> {
    let refused = || Error::Forbidden(super::STALE);
    let hash = hash_token(state);
    let tx = ctx.db.begin().await?;
    let found = oidc_request::find(&*tx, &hash).await?.ok_or_else(refused)?;
    let is_own = found.browser_hash == hash_token(browser) && found.provider == provider;
    if !is_own || found.expires_at <= ctx.clock.now() || !oidc_request::delete(&*tx, &hash).await? {
        return Err(refused());
    }
    tx.commit().await?;
    Ok(found)
}

/// What the ID token must carry that answers `state`.
#[must_use]
pub fn nonce(ctx: &Context, state: &str) -> String {
    ctx.secret.derive_token("oidc nonce", state.as_bytes())
}

/// What proves to the provider that the code comes back from where it was asked for (RFC 7636): 43 characters.
#[must_use]
pub fn verifier(ctx: &Context, state: &str) -> String {
    ctx.secret.derive_token("oidc verifier", state.as_bytes())
}

/// Removes what nobody came back with.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    oidc_request::delete_expired(&*tx, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}
