//! The second step of a log-in. Before it there is no session: only a row that opens one, once, for whoever shows the second
//! factor within some minutes.

use std::time::Duration;

use storage::id::UserId;
use storage::kinds::SessionFactor;
use storage::pending_log_in::{self, PendingLogIn};
use storage::two_factor::{self as rows, Factors};
use storage::{Transaction, user};

use super::{passkey, recovery, totp};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::secret::{hash_token, random_token};
use crate::session::{self, Arrival, Opened};
use crate::throttle;

/// How long somebody may take.
const LIFETIME: Duration = Duration::from_mins(10);
/// How often somebody may try before the password is asked again.
const ATTEMPTS: i32 = 5;
/// Digits of a code of an app.
const DIGITS: usize = 6;

/// What somebody shows.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// A code of an app, or a recovery code.
    Code(&'a str),
    /// What a passkey signed, as JSON.
    Passkey(&'a str),
}

/// A log-in that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What can be shown.
    pub factors: Factors,
    /// What a browser needs to ask for a passkey, as JSON.
    pub passkey: Option<String>,
}

/// Has a login that showed its password wait for the second factor. Returns the secret for the cookie.
pub(crate) async fn wait(tx: &Transaction, id: UserId, now: Timestamp) -> Result<String> {
    let secret = random_token();
    let pending = PendingLogIn {
        secret_hash: hash_token(&secret),
        user_id: id,
        attempts: 0,
        ceremony: None,
        expires_at: now.after(LIFETIME),
    };
    pending_log_in::insert(&**tx, pending).await?;
    Ok(secret)
}

/// The log-in that waits for this browser, with a new ceremony where there are passkeys.
///
/// # Errors
/// `NotFound` when none waits any more.
pub async fn waiting(ctx: &Context, secret: &str) -> Result<Waiting> {
    let pending = find(ctx, secret).await?;
    let factors = rows::factors(ctx.db.read(), pending.user_id).await?;
    if factors.passkeys == 0 {
        return Ok(Waiting {
            factors,
            passkey: None,
        });
    }
    let known = passkey::list(ctx, pending.user_id).await?;
    let (asked, ceremony) = passkey::ask(ctx, &known)?;
    let tx = ctx.db.begin().await?;
    pending_log_in::set_ceremony(&*tx, &pending.secret_hash, ceremony).await?;
    tx.commit().await?;
    Ok(Waiting {
        factors,
        passkey: Some(asked),
    })
}

/// Opens the session that waits.
///
/// # Errors
/// `NotFound` when none waits any more, `Invalid` when the second factor is not right, `Forbidden` when the login cannot be
/// used any more, `TooMany`.
pub async fn finish(
    ctx: &Context,
    secret: &str,
    answer: Answer<'_>,
    from: Arrival<'_>,
) -> Result<Opened> {
    let pending = attempt(ctx, secret).await?;
    let id = pending.user_id;
    throttle::count(ctx, throttle::SECOND_FACTOR, &id.to_string())?;
    let found = user::find_by_id(ctx.db.read(), id).await?;
    let holder = session::of_login(ctx, &found.ok_or(Error::NotFound)?).await?;
    let holder = holder.usable()?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let factor = check(ctx, &tx, &pending, answer, now).await?;
    let factor = factor.ok_or_else(wrong)?;
    if !pending_log_in::delete(&*tx, &pending.secret_hash).await? {
        return Err(Error::NotFound);
    }
    let opened = session::open(&tx, holder, from, factor, now).await?;
    tx.commit().await?;
    Ok(opened)
}

async fn check(
    ctx: &Context,
    tx: &Transaction,
    pending: &PendingLogIn,
    answer: Answer<'_>,
    now: Timestamp,
) -> Result<Option<SessionFactor>> {
    let id = pending.user_id;
    let (right, factor) = match (answer, &pending.ceremony) {
        (Answer::Passkey(signed), Some(ceremony)) => {
            let right = passkey::spend(ctx, tx, id, ceremony, signed, now).await?;
            (right, SessionFactor::Passkey)
        }
        (Answer::Passkey(_), None) => return Ok(None),
        (Answer::Code(code), _) => {
            let code: String = code.split_whitespace().collect();
            if code.len() == DIGITS {
                let right = totp::spend(ctx, tx, id, &code, now).await?;
                (right, SessionFactor::Totp)
            } else {
                let right = recovery::spend(ctx, tx, id, &code).await?;
                (right, SessionFactor::RecoveryCode)
            }
        }
    };
    Ok(right.then_some(factor))
}

/// Counts an attempt, which stays counted when it fails.
async fn attempt(ctx: &Context, secret: &str) -> Result<PendingLogIn> {
    let pending = find(ctx, secret).await?;
    let hash = &pending.secret_hash;
    let tx = ctx.db.begin().await?;
    let may = pending_log_in::count_attempt(&*tx, hash, ATTEMPTS).await?;
    if !may {
        pending_log_in::delete(&*tx, hash).await?;
    }
    tx.commit().await?;
    may.then_some(pending).ok_or(Error::NotFound)
}

async fn find(ctx: &Context, secret: &str) -> Result<PendingLogIn> {
    let (hash, now) = (hash_token(secret), ctx.clock.now());
    let found = pending_log_in::find_by_hash(ctx.db.read(), &hash, now).await?;
    found.ok_or(Error::NotFound)
}

/// Forgets those whose time is over.
pub(crate) async fn prune(tx: &Transaction, now: Timestamp) -> Result<()> {
    pending_log_in::delete_expired(&**tx, now).await?;
    Ok(())
}

pub(super) fn wrong() -> Error {
    Error::invalid("code", "is not right, or was used already")
}
