//! People who log in through a provider (OpenID Connect). Issuer and subject are one person for ever; an e-mail address
//! never says who somebody is.

mod duties;
mod join;
mod link;
mod request;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
pub use storage::external_identity::ExternalIdentity;
use storage::id::UserId;
pub use storage::oidc_request::OidcRequest;
use storage::{Transaction, external_identity};

pub use join::{Joining, is_address_taken, join, open_ticket, suggested_username, ticket};
pub use link::{Ways, link, unlink, ways};
pub use request::{NewRequest, Started, begin, finish, nonce, prune, verifier};

use crate::audit::{self, Actor};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::names::canonical_email;
use crate::session::{self, Arrival, Browser, LoggedIn, SessionFactor};
use crate::sign_up::SignedUp;
use crate::text::clean;
pub use crate::user::Duties;

/// What came back was not begun in this browser, was ended already, or took too long.
pub const STALE: &str = "This log-in was not begun here, or took too long";
/// Whom the provider named is not who is logged in.
pub const SOMEONE_ELSE: &str = "That is not who is logged in here";
/// Nobody shuts themselves out.
pub const ONLY_WAY: &str = "This is the only way left to log in";
/// Issuer and subject belong to a login.
pub const TAKEN: &str = "Someone logs in that way already";
/// A login is linked with one person of a provider.
pub const ANOTHER_LINKED: &str = "Another person of this provider is linked";

/// Someone as a provider describes them, whose word for it was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider's name in the configuration.
    pub provider: String,
    /// The provider's own name for itself (`iss`).
    pub issuer: String,
    /// The provider's name for the person (`sub`); never given to another.
    pub subject: String,
    /// Their e-mail address, if it was told.
    pub email: Option<String>,
    /// Whether the provider made sure that the address is theirs.
    pub email_verified: bool,
    /// What they are called.
    pub name: Option<String>,
    /// The name that they log in with there.
    pub username: Option<String>,
    /// What the claims let them do here; `None` where the operator maps no claims.
    pub duties: Option<Duties>,
    /// Whether they showed the provider more than a password.
    pub second_factor: bool,
}

impl Identity {
    /// Whether the provider made sure that `email`, in its one spelling, is theirs.
    #[must_use]
    pub fn vouches_for(&self, email: &str) -> bool {
        let own = self.email.as_deref().map(canonical_email);
        self.email_verified && own.is_some_and(|own| own.is_ok_and(|own| own == email))
    }

    /// What they are called, as the name of an account; empty when that is too long.
    pub(crate) fn display_name(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        clean::display_name(name).unwrap_or_default()
    }

    fn actor(&self) -> Actor {
        Actor::Directory(self.provider.clone())
    }
}

/// Logs in whoever `identity` is linked with, and gives and takes the roles that its claims say. `None` when it is linked
/// with nobody. With `exclusive` the claims alone decide on roles. Who has a second factor here is asked for it unless the
/// provider asked for one.
///
/// # Errors
/// `Forbidden`, with the reason, when the login cannot be used.
pub async fn log_in(
    ctx: &Context,
    identity: &Identity,
    exclusive: bool,
    from: Arrival<'_>,
) -> Result<Option<LoggedIn>> {
    let Some(found) = find(ctx, identity).await? else {
        return Ok(None);
    };
    let user = crate::user::show(ctx, found.user_id).await?;
    let holder = session::of_login(ctx, &user).await?.usable()?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    remember(&tx, found, identity, now).await?;
    duties::settle(&tx, user.id, identity, exclusive, now).await?;
    let factor = if identity.second_factor {
        SessionFactor::Provider
    } else {
        SessionFactor::Password
    };
    let entered = session::enter(&tx, holder, from, factor, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(holder.user_id);
    Ok(Some(entered))
}

/// Whether somebody here logs in as `identity`.
///
/// # Errors
/// When the database refuses.
pub async fn is_known(ctx: &Context, identity: &Identity) -> Result<bool> {
    Ok(find(ctx, identity).await?.is_some())
}

/// Writes that who is logged in has just shown that it is them.
///
/// # Errors
/// `Forbidden` when `identity` is somebody else.
pub async fn prove(ctx: &Context, browser: &Browser, identity: &Identity) -> Result<()> {
    let found = find(ctx, identity).await?;
    if found.is_none_or(|found| found.user_id != browser.holder.user_id) {
        return Err(Error::Forbidden(SOMEONE_ELSE));
    }
    let tx = ctx.db.begin().await?;
    storage::session::set_proved(&*tx, browser.id, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Ends every session of whoever logs in as `subject` of `issuer`: the provider says that they logged out there.
///
/// # Errors
/// When the database refuses.
pub async fn log_out(ctx: &Context, issuer: &str, subject: &str) -> Result<()> {
    let found = external_identity::find(ctx.db.read(), issuer, subject).await?;
    let Some(found) = found else { return Ok(()) };
    for open in session::list(ctx, found.user_id).await? {
        session::log_out(ctx, open.id).await?;
    }
    Ok(())
}

async fn find(ctx: &Context, identity: &Identity) -> Result<Option<ExternalIdentity>> {
    let (issuer, subject) = (&identity.issuer, &identity.subject);
    Ok(external_identity::find(ctx.db.read(), issuer, subject).await?)
}

async fn remember(
    tx: &Transaction,
    found: ExternalIdentity,
    identity: &Identity,
    now: Timestamp,
) -> Result<()> {
    let used = ExternalIdentity {
        provider: identity.provider.clone(),
        last_used_at: now,
        ..found
    };
    Ok(external_identity::update(&**tx, used).await?)
}

/// Links `identity` with the login that was just made for it.
///
/// # Errors
/// `Conflict` when it is linked already.
pub(crate) async fn insert_joined(
    tx: &Transaction,
    identity: &Identity,
    joined: &SignedUp,
    now: Timestamp,
) -> Result<()> {
    insert(tx, identity, joined.user_id, now).await?;
    let deed = link::deed("identity.join", joined.account_id, &identity.provider);
    audit::record(tx, &identity.actor(), deed, now).await
}

/// Links `identity` with a login within a use-case that made sure whose it is.
///
/// # Errors
/// `Conflict` when it is linked already.
pub(crate) async fn insert(
    tx: &Transaction,
    identity: &Identity,
    user_id: UserId,
    now: Timestamp,
) -> Result<()> {
    let new = ExternalIdentity {
        issuer: identity.issuer.clone(),
        subject: identity.subject.clone(),
        provider: identity.provider.clone(),
        user_id,
        claimed_role: Duties::NONE.role,
        claimed_verifier: Duties::NONE.is_verifier,
        own_role: Duties::NONE.role,
        own_verifier: Duties::NONE.is_verifier,
        created_at: now,
        last_used_at: now,
    };
    external_identity::insert(&**tx, new)
        .await
        .map_err(|error| match error {
            storage::Error::Conflict => Error::Conflict(TAKEN),
            other => other.into(),
        })
}
