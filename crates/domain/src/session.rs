//! Browsers that are logged in: a cookie with a secret of which only the hash is kept.

use std::net::IpAddr;
use std::time::Duration;

use storage::id::{SessionId, UserId};
pub use storage::kinds::SessionFactor;
pub use storage::session::Session;
use storage::{Transaction, session};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::names::canonical_email;
use crate::proof::{self, Proof};
use crate::secret::{hash_token, random_token};
use crate::throttle;
use crate::two_factor::{self, SecondFactor};
use crate::user::{self, Holder, Standing, User};

/// How long a browser stays logged in.
pub const LIFETIME: Duration = Duration::from_hours(30 * 24);
/// How exactly it is known when a browser was last used.
const SEEN: Duration = Duration::from_mins(10);
/// How long it counts that somebody showed a provider of logins again that it is them.
const PROOF: Duration = Duration::from_mins(10);
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

/// From where somebody logs in.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The address.
    pub address: IpAddr,
    /// What their browser calls itself.
    pub user_agent: &'a str,
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
    proved_at: Option<Timestamp>,
}

impl Browser {
    /// Whether they have just shown a provider of logins again that it is them.
    #[must_use]
    pub fn is_proved(&self, now: Timestamp) -> bool {
        self.proved_at.is_some_and(|at| at.after(PROOF) > now)
    }

    /// What they show before their login changes: that, or the password they sent.
    #[must_use]
    pub fn proof<'a>(&self, password: &'a str, now: Timestamp) -> Proof<'a> {
        let proved = self.is_proved(now).then_some(self.holder.user_id);
        Proof::new(password, proved)
    }
}

/// What came of showing a first factor.
pub enum LoggedIn {
    /// A session.
    Open(Opened),
    /// The second factor is still to be shown (`two_factor::finish`): the secret for the cookie of the browser that does.
    Waits(String),
}

impl LoggedIn {
    /// The session; `None` while the second factor is still to be shown.
    #[must_use]
    pub fn session(self) -> Option<Opened> {
        match self {
            Self::Open(opened) => Some(opened),
            Self::Waits(_) => None,
        }
    }
}

/// Logs in. `Invalid` says no more than that address and password do not belong together; `Forbidden` why a login
/// cannot be used yet, to whoever knows its password.
pub async fn log_in(
    ctx: &Context,
    credentials: Credentials<'_>,
    user_agent: &str,
) -> Result<LoggedIn> {
    let holder = verify(ctx, credentials).await?.usable()?;
    let from = Arrival {
        address: credentials.address,
        user_agent,
    };
    let tx = ctx.db.begin().await?;
    let entered = enter(&tx, holder, from, SessionFactor::Password, ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Lets somebody in who showed a factor and may act, within the use-case in which they did; a login with a second one waits
/// for that, unless a provider of logins asked for one already.
pub(crate) async fn enter(
    tx: &Transaction,
    holder: Holder,
    from: Arrival<'_>,
    factor: SessionFactor,
    now: Timestamp,
) -> Result<LoggedIn> {
    if holder.second_factor == SecondFactor::Present && factor == SessionFactor::Password {
        let secret = two_factor::wait(tx, holder.user_id, now).await?;
        return Ok(LoggedIn::Waits(secret));
    }
    Ok(LoggedIn::Open(open(tx, holder, from, factor, now).await?))
}

/// Opens a session of somebody who showed all that is asked for, within the use-case in which they did.
pub(crate) async fn open(
    tx: &Transaction,
    holder: Holder,
    from: Arrival<'_>,
    factor: SessionFactor,
    now: Timestamp,
) -> Result<Opened> {
    let secret = random_token();
    let user_agent = from.user_agent.chars().take(USER_AGENT_CHARACTERS);
    let session = Session {
        id: SessionId::generate(now),
        secret_hash: hash_token(&secret),
        user_id: holder.user_id,
        account_id: holder.account_id,
        user_agent: user_agent.collect(),
        ip: from.address.to_string(),
        created_at: now,
        expires_at: now.after(LIFETIME),
        factor,
        last_seen_at: Some(now),
        ceremony: None,
        proved_at: None,
    };
    let id = session.id;
    session::insert(&**tx, session).await?;
    storage::user::touch(&**tx, holder.user_id, now).await?;
    Ok(Opened { secret, id })
}

/// Who has this address and this password. An unknown address takes as long as a wrong password.
pub async fn verify(ctx: &Context, credentials: Credentials<'_>) -> Result<Holder> {
    let wrong = || Error::invalid("password", "or e-mail address is wrong");
    if !ctx.config.password_log_in {
        return Err(wrong());
    }
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
        second_factor_at: user.second_factor_at,
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
        second_factor: SecondFactor::of(
            &ctx.config,
            user.role,
            user.is_verifier,
            user.second_factor_at,
        ),
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
    let is_verifier = found.standing.is_verifier == Some(true);
    let second_factor_at = found.standing.second_factor_at;
    let second_factor = match found.factor {
        SessionFactor::Provider => SecondFactor::Present,
        _ => SecondFactor::of(&ctx.config, role, is_verifier, second_factor_at),
    };
    let holder = Holder {
        user_id: found.user_id,
        account_id: found.account_id,
        role,
        is_verifier,
        second_factor,
        standing,
    };
    if standing != Standing::Usable {
        return Ok(None);
    }
    let (now, last) = (ctx.clock.now(), found.standing.last_active_at);
    user::remember_activity(ctx, found.user_id, last, now).await?;
    if found.last_seen_at.is_none_or(|seen| seen.after(SEEN) < now) {
        let tx = ctx.db.begin().await?;
        session::touch(&*tx, found.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(Browser {
        id: found.id,
        holder,
        locale: found.locale,
        proved_at: found.proved_at,
    }))
}

/// Asks who is logged in to show that it is them: they just did so to a provider of logins, or `current` is their password.
///
/// # Errors
/// `Invalid` when it is another one, or they have none.
pub async fn prove(ctx: &Context, browser: &Browser, current: &str) -> Result<()> {
    let shown = browser.proof(current, ctx.clock.now());
    proof::demand(ctx, browser.holder.user_id, shown).await
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

/// Logs out every browser of `user` but `here`, and says how many those were. Apps stay.
pub async fn end_others(ctx: &Context, user: UserId, here: Option<SessionId>) -> Result<usize> {
    let others = list(ctx, user).await?.into_iter().map(|session| session.id);
    let others: Vec<SessionId> = others.filter(|id| Some(*id) != here).collect();
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for session_id in &others {
        if session::delete(&*tx, *session_id).await? {
            let session_id = *session_id;
            event::announce(&tx, &Event::SessionEnded { session_id }, now).await?;
        }
    }
    tx.commit().await?;
    Ok(others.len())
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
    two_factor::prune(&tx, now).await?;
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
