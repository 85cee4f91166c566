//! The second factor of a log-in: codes of an app (RFC 6238), passkeys (WebAuthn), and recovery codes for when both are
//! lost. Setting one up and taking it away asks for the password.

mod log_in;
pub mod passkey;
mod recovery;
#[cfg(test)]
mod tests;
pub mod totp;

use serde_json::json;
use storage::id::{SessionId, UserId};
use storage::kinds::{SessionFactor, UserRole};
pub use storage::two_factor::Factors;
use storage::user::User;
use storage::{Transaction, session, two_factor as rows, user};

use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::config::{Config, Duty};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::job::{self, Job};
use crate::user::{end_everything, own_account};

pub use log_in::{Answer, Waiting, finish, waiting};
pub(crate) use log_in::{prune, wait};
pub use recovery::renew as renew_recovery_codes;

/// What people with duties are told who lack a second factor.
pub(crate) const MISSING: Error =
    Error::Forbidden("Set up a second factor in the settings of your account first");

/// Whether a login has a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// It has none, and need not.
    Optional,
    /// It has none, and may do nothing with its duties before it has one.
    Missing,
    /// It has one, which every log-in asks for.
    Present,
}

impl SecondFactor {
    /// That of a login with these duties which has one since `at`.
    #[must_use]
    pub fn of(config: &Config, role: UserRole, is_verifier: bool, at: Option<Timestamp>) -> Self {
        let asked = |duty: &Duty| match duty {
            Duty::Verifier => is_verifier,
            Duty::Moderator => role == UserRole::Moderator,
            Duty::Admin => role == UserRole::Admin,
        };
        if at.is_some() {
            Self::Present
        } else if config.two_factor_required_for.iter().any(asked) {
            Self::Missing
        } else {
            Self::Optional
        }
    }

    /// Refuses what only people with duties do to those who lack one.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn require(self) -> Result<()> {
        match self {
            Self::Missing => Err(MISSING),
            Self::Optional | Self::Present => Ok(()),
        }
    }
}

/// What a login has.
///
/// # Errors
/// When the database refuses.
pub async fn factors(ctx: &Context, id: UserId) -> Result<Factors> {
    Ok(rows::factors(ctx.db.read(), id).await?)
}

/// Takes every second factor of a login away on the operator's word, for who lost theirs, and logs it out everywhere.
///
/// # Errors
/// `NotFound`; `Conflict` when it has none.
pub async fn reset(ctx: &Context, id: UserId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if found.second_factor_at.is_none() {
        return Err(Error::Conflict("This login has no second factor"));
    }
    rows::delete_all(&*tx, id).await?;
    let own = own_account(&tx, id).await?;
    let deed = Deed::new("two_factor.reset", "account", own);
    audit::record(&tx, &Actor::Operator, deed, now).await?;
    end_everything(&tx, id, None).await?;
    write_present(&tx, &found, false, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// What follows when a login got a factor in the browser `here`: it was shown there, so nothing is asked again. The first
/// one brings recovery codes, which are kept nowhere else.
async fn write_added(
    ctx: &Context,
    tx: &Transaction,
    (user, here): (&User, SessionId),
    factor: SessionFactor,
    now: Timestamp,
) -> Result<Option<Vec<String>>> {
    session::set_factor(&**tx, here, factor).await?;
    if user.second_factor_at.is_some() {
        return Ok(None);
    }
    let codes = recovery::write(ctx, tx, user.id).await?;
    write_deed(tx, user, "two_factor.enable", factor, now).await?;
    write_present(tx, user, true, now).await?;
    Ok(Some(codes))
}

/// What follows when a factor was taken away: with the last one the recovery codes go, and every other browser is logged out.
async fn write_removed(
    tx: &Transaction,
    (user, here): (&User, SessionId),
    factor: SessionFactor,
    now: Timestamp,
) -> Result<()> {
    session::delete_by_user(&**tx, user.id, Some(here)).await?;
    let left = rows::factors(&**tx, user.id).await?;
    if left.totp + left.passkeys > 0 {
        return event::announce(tx, &Event::UserChanged { user_id: user.id }, now).await;
    }
    rows::delete_all(&**tx, user.id).await?;
    session::set_factor(&**tx, here, SessionFactor::Password).await?;
    write_deed(tx, user, "two_factor.disable", factor, now).await?;
    write_present(tx, user, false, now).await
}

/// What people do with their own second factor is written down when they have duties.
async fn write_deed(
    tx: &Transaction,
    user: &User,
    action: &'static str,
    factor: SessionFactor,
    now: Timestamp,
) -> Result<()> {
    if user.role == UserRole::Member && !user.is_verifier {
        return Ok(());
    }
    let own = own_account(tx, user.id).await?;
    let detail = json!({"factor": factor.as_str()});
    let deed = Deed::new(action, "account", own).with(detail);
    audit::record(tx, &Actor::Account(own), deed, now).await
}

/// Notes that a login has a second factor now, or none any more, and tells its owner by mail.
async fn write_present(tx: &Transaction, user: &User, added: bool, now: Timestamp) -> Result<()> {
    user::set_second_factor(&**tx, user.id, added.then_some(now)).await?;
    let user_id = user.id;
    job::enqueue(tx, &Job::MailTwoFactor { user_id, added }, now).await?;
    event::announce(tx, &Event::UserChanged { user_id }, now).await
}
