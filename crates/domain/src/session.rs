//! Browsers that are logged in: a cookie with a secret of which only the hash is kept.

use std::net::IpAddr;
use std::time::Duration;

use storage::id::{SessionId, UserId};
use storage::session;
pub use storage::session::Session;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::names::canonical_email;
use crate::secret::{hash_token, random_token};
use crate::throttle;
use crate::user::{self, Holder, Standing, User};

/// How long a browser stays logged in.
pub const LIFETIME: Duration = Duration::from_hours(30 * 24);
const USER_AGENT_CHARACTERS: usize = 200;

/// What someone says of themselves to log in.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// E-mail address.
    pub email: &'a str,
    /// Password.
    pub password: &'a str,
    /// Where they come from.
    pub address: IpAddr,
}

/// A browser that was just logged in.
pub struct Opened {
    /// For the cookie; kept nowhere else.
    pub secret: String,
    /// The session.
    pub id: SessionId,
}

/// A browser that is logged in, and its person may act.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The session.
    pub id: SessionId,
    /// Who, and as whom.
    pub holder: Holder,
    /// The language of pages, as the person set it.
    pub locale: String,
}

/// Logs in. `Invalid` says no more than that address and password do not belong together; `Forbidden` why a login
/// cannot be used yet, to whoever knows its password.
pub async fn log_in(
    ctx: &Context,
    credentials: Credentials<'_>,
    user_agent: &str,
) -> Result<Opened> {
    let holder = verify(ctx, credentials).await?.usable()?;
    let now = ctx.clock.now();
    let secret = random_token();
    let session = Session {
        id: SessionId::generate(now),
        secret_hash: hash_token(&secret),
        user_id: holder.user_id,
        account_id: holder.account_id,
        user_agent: user_agent.chars().take(USER_AGENT_CHARACTERS).collect(),
        ip: credentials.address.to_string(),
        created_at: now,
        expires_at: now.after(LIFETIME),
    };
    let id = session.id;
    let tx = ctx.db.begin().await?;
    session::insert(&*tx, session).await?;
    storage::user::touch(&*tx, holder.user_id, now).await?;
    tx.commit().await?;
    Ok(Opened { secret, id })
}

/// Who has this address and this password. An unknown address takes as long as a wrong password.
pub async fn verify(ctx: &Context, credentials: Credentials<'_>) -> Result<Holder> {
    let wrong = || Error::invalid("password", "or e-mail address is wrong");
    throttle::count(
        ctx,
        throttle::LOG_IN_BY_NETWORK,
        &throttle::network(credentials.address),
    )?;
    let user = match canonical_email(credentials.email) {
        Ok(email) => {
            throttle::count(ctx, throttle::LOG_IN_BY_EMAIL, &email)?;
            storage::user::find_by_email(ctx.db.read(), &email).await?
        }
        Err(_) => None,
    };
    let hash = user.as_ref().map(|user| user.password_hash.as_str());
    if !ctx.passwords.verify(credentials.password, hash).await? {
        return Err(wrong());
    }
    of_login(ctx, &user.ok_or_else(wrong)?).await
}

/// As whom a login acts of its own.
pub(crate) async fn of_login(ctx: &Context, user: &User) -> Result<Holder> {
    let db = ctx.db.read();
    let account_id = storage::access::find_own_account(db, user.id)
        .await?
        .ok_or(Error::NotFound)?;
    let account = storage::account::find_by_id(db, account_id)
        .await?
        .ok_or(Error::NotFound)?;
    let standing = Standing::of(&storage::token::Standing {
        role: Some(user.role),
        is_verifier: Some(user.is_verifier),
        confirmed_at: user.confirmed_at,
        approved_at: user.approved_at,
        disabled_at: user.disabled_at,
        last_active_at: user.last_active_at,
        access_role: Some(storage::kinds::AccessRole::Owner),
        suspended_at: account.suspended_at,
        deleted_at: account.deleted_at,
    });
    Ok(Holder {
        user_id: user.id,
        account_id,
        role: user.role,
        is_verifier: user.is_verifier,
        standing,
    })
}

/// The browser with this cookie; `None` when it is logged out, its time is over or its person may not act.
pub async fn authenticate(ctx: &Context, secret: &str) -> Result<Option<Browser>> {
    let Some(found) = session::find_by_hash(ctx.db.read(), &hash_token(secret)).await? else {
        return Ok(None);
    };
    let standing = Standing::of(&found.standing);
    let (Some(role), true) = (found.standing.role, found.expires_at > ctx.clock.now()) else {
        return Ok(None);
    };
    let holder = Holder {
        user_id: found.user_id,
        account_id: found.account_id,
        role,
        is_verifier: found.standing.is_verifier == Some(true),
        standing,
    };
    if standing != Standing::Usable {
        return Ok(None);
    }
    let last = found.standing.last_active_at;
    user::remember_activity(ctx, found.user_id, last, ctx.clock.now()).await?;
    Ok(Some(Browser {
        id: found.id,
        holder,
        locale: found.locale,
    }))
}

/// The browsers in which a login is logged in, the newest first.
pub async fn list(ctx: &Context, user: UserId) -> Result<Vec<Session>> {
    Ok(session::list_by_user(ctx.db.read(), user, ctx.clock.now()).await?)
}

/// Logs out a browser of `user`.
///
/// # Errors
/// `NotFound` when it is not logged in, or someone else is.
pub async fn end(ctx: &Context, user: UserId, id: SessionId) -> Result<()> {
    let own = list(ctx, user).await?;
    if !own.iter().any(|session| session.id == id) {
        return Err(Error::NotFound);
    }
    log_out(ctx, id).await
}

/// Logs a browser out.
pub async fn log_out(ctx: &Context, id: SessionId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if session::delete(&*tx, id).await? {
        event::announce(&tx, &Event::SessionEnded { session_id: id }, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Forgets from where people logged in, as long ago as the operator says. Nothing else keeps their addresses: what is
/// counted by address is in memory alone.
pub async fn forget_addresses(ctx: &Context) -> Result<()> {
    let kept = Duration::from_hours(u64::from(ctx.config.ip_days) * 24);
    let tx = ctx.db.begin().await?;
    session::forget_addresses(&*tx, ctx.clock.now().before(kept)).await?;
    Ok(tx.commit().await?)
}

/// Removes what has ended by itself: sessions, mailed links, authorization codes.
pub async fn prune(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    session::delete_expired(&*tx, now).await?;
    storage::mail_link::delete_expired(&*tx, now).await?;
    storage::authorization_code::delete_expired(&*tx, now).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, PASSWORD};

    #[tokio::test]
    async fn from_where_somebody_logged_in_is_forgotten_in_time() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ada = testing::person(ctx, "ada").await;
        let credentials = || Credentials {
            email: "ada@ok.example",
            password: PASSWORD,
            address: std::net::IpAddr::from([192, 0, 2, 7]),
        };
        let known = async || {
            forget_addresses(ctx).await.expect("forgets");
            let sessions = list(ctx, ada.user_id).await.expect("lists");
            let mut known: Vec<String> = sessions.into_iter().map(|it| it.ip).collect();
            known.sort_unstable();
            known
        };
        log_in(ctx, credentials(), "").await.expect("logs in");
        ctx.clock.advance(Duration::from_hours(9 * 24));
        log_in(ctx, credentials(), "").await.expect("logs in");
        assert_eq!(known().await, ["192.0.2.7", "192.0.2.7"]);
        ctx.clock.advance(Duration::from_hours(2 * 24));
        assert_eq!(known().await, ["", "192.0.2.7"]);
    }
}
