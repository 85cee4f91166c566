//! The second half, between servers: an app exchanges what it has for a token, and gives it back.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use storage::Transaction;
use storage::authorization_code::{self, AuthorizationCode};

use super::Refusal;
use crate::application::Application;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Error;
use crate::scope::Scopes;
use crate::secret::hash_token;
use crate::session::{self, Credentials};
use crate::token::{self, Issued};
use crate::two_factor::SecondFactor;

type Result<T> = std::result::Result<T, Refusal>;

/// Exchanges a code. Used a second time it was stolen, so the token that it gave is revoked (RFC 6749 section 4.1.2).
pub async fn exchange(
    ctx: &Context,
    client: &Application,
    code: &str,
    redirect_uri: &str,
    verifier: Option<&str>,
) -> Result<Issued> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.map_err(Error::from)?;
    let code = authorization_code::find_by_hash(&*tx, &hash_token(code))
        .await?
        .ok_or(Refusal::InvalidGrant)?;
    let is_theirs = code.application_id == client.id && code.redirect_uri == redirect_uri;
    if !is_theirs || code.expires_at <= now || !verifies(code.code_challenge.as_deref(), verifier) {
        return Err(Refusal::InvalidGrant);
    }
    if let Some(stolen) = code.token_id {
        token::delete(&tx, stolen, now).await?;
        tx.commit().await?;
        ctx.tokens.forget(stolen);
        return Err(Refusal::InvalidGrant);
    }
    let issued = issue(&tx, code, now).await?;
    tx.commit().await?;
    Ok(issued)
}

async fn issue(tx: &Transaction, code: AuthorizationCode, now: Timestamp) -> Result<Issued> {
    let scopes = Scopes::parse(&code.scopes).ok_or(Refusal::InvalidScope)?;
    let holder = (code.user_id, code.account_id);
    let issued = token::create(tx, code.application_id, Some(holder), scopes, now).await?;
    if authorization_code::exchange(&**tx, &code.secret_hash, issued.id).await? {
        Ok(issued)
    } else {
        Err(Refusal::InvalidGrant)
    }
}

/// Whether the verifier belongs to the challenge (RFC 7636 section 4.6). One without the other is refused.
fn verifies(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())) == challenge
        }
        _ => false,
    }
}

/// A token for the application itself.
pub async fn client_credentials(
    ctx: &Context,
    client: &Application,
    scope: Option<&str>,
) -> Result<Issued> {
    issue_to(ctx, client, None, scope).await
}

/// A token for a password, in development alone: tests and scripts have no browser.
pub async fn password(
    ctx: &Context,
    client: &Application,
    credentials: Credentials<'_>,
    scope: Option<&str>,
) -> Result<Issued> {
    if !ctx.config.development {
        return Err(Refusal::UnsupportedGrantType);
    }
    let holder = match session::verify(ctx, credentials).await {
        Err(Error::Invalid { .. }) => return Err(Refusal::InvalidGrant),
        other => other?.usable()?,
    };
    // A script has no second factor to show.
    if holder.second_factor == SecondFactor::Present {
        return Err(Refusal::InvalidGrant);
    }
    issue_to(
        ctx,
        client,
        Some((holder.user_id, holder.account_id)),
        scope,
    )
    .await
}

async fn issue_to(
    ctx: &Context,
    client: &Application,
    holder: Option<(storage::id::UserId, storage::id::AccountId)>,
    scope: Option<&str>,
) -> Result<Issued> {
    let scopes = scopes(client, scope)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.map_err(Error::from)?;
    let issued = token::create(&tx, client.id, holder, scopes, now).await?;
    tx.commit().await?;
    Ok(issued)
}

/// What is granted of what was asked for: all of it, or nothing.
pub(super) fn scopes(client: &Application, asked: Option<&str>) -> Result<Scopes> {
    let scopes = match asked.filter(|text| !text.trim().is_empty()) {
        Some(text) => Scopes::parse(text).ok_or(Refusal::InvalidScope)?,
        None => Scopes::default_read(),
    };
    if client.scopes.cover(&scopes) {
        Ok(scopes)
    } else {
        Err(Refusal::InvalidScope)
    }
}

/// Revokes a token of this client (RFC 7009). One that is unknown is no error; another client's is.
pub async fn revoke(ctx: &Context, client: &Application, secret: &str) -> Result<()> {
    let Some(bearer) = token::authenticate(ctx, secret).await? else {
        return Ok(());
    };
    if bearer.application_id != client.id {
        return Err(Refusal::UnauthorizedClient);
    }
    Ok(token::revoke(ctx, bearer.token_id).await?)
}
