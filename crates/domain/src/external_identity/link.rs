//! Linking a login with a person of a provider, and the reverse: by the member alone, who shows that it is them.

use serde_json::json;
use storage::external_identity::{self, ExternalIdentity};
use storage::id::{AccountId, UserId};

use super::{Duties, Identity, duties};
use crate::audit::{self, Actor, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::session::{self, Browser};
use crate::user;

/// Lets who is logged in log in as `identity` from now on. That they are present was shown before they were sent there.
///
/// # Errors
/// `Conflict` when somebody does that already, or they do as another person of the same provider.
pub async fn link(
    ctx: &Context,
    browser: &Browser,
    identity: &Identity,
    exclusive: bool,
) -> Result<()> {
    let (id, now) = (browser.holder.user_id, ctx.clock.now());
    let tx = ctx.db.begin().await?;
    let linked = external_identity::list_by_user(&*tx, id).await?;
    if let Some(other) = linked.iter().find(|it| it.issuer == identity.issuer) {
        return if other.subject == identity.subject {
            Ok(())
        } else {
            Err(Error::Conflict(super::ANOTHER_LINKED))
        };
    }
    super::insert(&tx, identity, id, now).await?;
    let own = browser.holder.account_id;
    let deed = deed("identity.link", own, &identity.provider);
    let by = Actor::Account(own);
    audit::record(&tx, &by, deed, now).await?;
    duties::settle(&tx, id, identity, exclusive, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Ends that who is logged in logs in through `provider`, and takes the roles that its claims gave. `current` is their
/// password, if they did not just show a provider that it is them.
///
/// # Errors
/// `NotFound`; `Invalid` when the password is another one; `Forbidden` when there is no other way left to log in.
pub async fn unlink(ctx: &Context, browser: &Browser, provider: &str, current: &str) -> Result<()> {
    session::prove(ctx, browser, current).await?;
    let (id, now) = (browser.holder.user_id, ctx.clock.now());
    let has_password = has_password(ctx, id).await?;
    let tx = ctx.db.begin().await?;
    let linked = external_identity::list_by_user(&*tx, id).await?;
    let found = linked.iter().find(|it| it.provider == provider);
    let found = found.ok_or(Error::NotFound)?.clone();
    if linked.len() == 1 && !has_password {
        return Err(Error::Forbidden(super::ONLY_WAY));
    }
    duties::settle(&tx, id, &without_duties(&found), false, now).await?;
    external_identity::delete(&*tx, &found.issuer, &found.subject).await?;
    let own = browser.holder.account_id;
    let deed = deed("identity.unlink", own, provider);
    audit::record(&tx, &Actor::Account(own), deed, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// How a login is opened.
#[derive(Clone, Debug)]
pub struct Ways {
    /// By its password.
    pub password: bool,
    /// Through these.
    pub linked: Vec<ExternalIdentity>,
}

/// The ways in which a login is opened.
///
/// # Errors
/// `NotFound`.
pub async fn ways(ctx: &Context, id: UserId) -> Result<Ways> {
    Ok(Ways {
        password: has_password(ctx, id).await?,
        linked: external_identity::list_by_user(ctx.db.read(), id).await?,
    })
}

async fn has_password(ctx: &Context, id: UserId) -> Result<bool> {
    let user = user::show(ctx, id).await?;
    Ok(ctx.config.password_log_in && !user.password_hash.is_empty())
}

fn without_duties(row: &ExternalIdentity) -> Identity {
    Identity {
        provider: row.provider.clone(),
        issuer: row.issuer.clone(),
        subject: row.subject.clone(),
        email: None,
        email_verified: false,
        name: None,
        username: None,
        duties: Some(Duties::NONE),
        second_factor: false,
    }
}

pub(super) fn deed(action: &'static str, account: AccountId, provider: &str) -> Deed {
    Deed::new(action, "account", account).with(json!({"provider": provider}))
}
