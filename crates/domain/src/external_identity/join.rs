//! The first log-in of somebody whom nobody here is linked with: a new login, where the operator allows that.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::Identity;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::names::{canonical_email, check_local_username};
use crate::sign_up::{self, By, Refusal, SignUp, SignedUp};

const PURPOSE: &str = "oidc ticket";
/// How long somebody may take to choose a name.
const LIFETIME: Duration = Duration::from_hours(1);
const USERNAME_CHARACTERS: usize = 30;

/// Whether the people of a provider may join by logging in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Joining {
    /// No: an account of this instance is linked first.
    #[default]
    No,
    /// A moderator decides.
    Approval,
    /// At once.
    Yes,
}

/// An identity on its way through the form that asks for a name, readable to this instance alone.
#[derive(Serialize, Deserialize)]
struct Ticket {
    identity: Identity,
    browser: String,
    until: i64,
}

/// Seals `identity` for the form of the browser whose forms are bound to `browser`.
///
/// # Errors
/// When the machine has no randomness.
pub fn ticket(ctx: &Context, identity: &Identity, browser: &str) -> Result<String> {
    let ticket = Ticket {
        identity: identity.clone(),
        browser: browser.to_owned(),
        until: ctx.clock.now().after(LIFETIME).millis(),
    };
    let sealed = ctx.secret.wrap(PURPOSE, &serde_json::to_vec(&ticket)?)?;
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

/// Reads what [`ticket`] made.
///
/// # Errors
/// `Forbidden` when it was made for another browser, altered, or too long ago.
pub fn open_ticket(ctx: &Context, sealed: &str, browser: &str) -> Result<Identity> {
    let refused = || Error::Forbidden(super::STALE);
    let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| refused())?;
    let plain = ctx.secret.unwrap(PURPOSE, &sealed).map_err(|_| refused())?;
    let ticket: Ticket = serde_json::from_slice(&plain)?;
    if ticket.browser == browser && Timestamp(ticket.until) > ctx.clock.now() {
        Ok(ticket.identity)
    } else {
        Err(refused())
    }
}

/// Makes a login without a password, and its account, linked with `identity`. An address that the provider told cannot be
/// exchanged for another; one that it did not make sure of is confirmed by mail.
///
/// # Errors
/// As [`sign_up::sign_up`]; the address of somebody else is `ERR_TAKEN`.
pub async fn join(
    ctx: &Context,
    identity: &Identity,
    joining: Joining,
    new: SignUp,
) -> std::result::Result<SignedUp, Refusal> {
    if joining == Joining::No {
        return Err(Refusal::Closed);
    }
    let new = SignUp {
        email: identity.email.clone().unwrap_or(new.email),
        ..new
    };
    let by = By::Provider {
        identity,
        must_wait: joining == Joining::Approval,
    };
    sign_up::sign_up(ctx, new, by).await
}

/// Whether a login here has the address of `identity`: its owner logs in as before and links the two.
///
/// # Errors
/// When the database refuses.
pub async fn is_address_taken(ctx: &Context, identity: &Identity) -> Result<bool> {
    let email = identity.email.as_deref().map(canonical_email);
    let Some(Ok(email)) = email else {
        return Ok(false);
    };
    let found = storage::user::find_by_email(ctx.db.read(), &email).await?;
    Ok(found.is_some())
}

/// A name to begin with, made of what the provider calls them; empty when nothing fits.
#[must_use]
pub fn suggested_username(identity: &Identity) -> String {
    let from = identity.username.as_deref().or(identity.email.as_deref());
    let local = from.unwrap_or_default().split('@').next();
    let fitting: String = local
        .unwrap_or_default()
        .chars()
        .map(|c| if matches!(c, '.' | '-' | ' ') { '_' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .take(USERNAME_CHARACTERS)
        .collect();
    match check_local_username(&fitting) {
        Ok(()) => fitting,
        Err(_) => String::new(),
    }
}
