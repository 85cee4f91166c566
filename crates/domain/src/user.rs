//! Logins: whether they may act, and what moderators and their owners do with them.

mod activity;
mod change;
mod confirmation;
mod decide;
mod role;
#[cfg(test)]
mod tests;

use storage::id::{AccountId, UserId};
use storage::kinds::UserRole;

pub(crate) use activity::remember_activity;
pub use change::{
    change_email, change_password, confirm, delete_account, request_reset, reset, set_locale,
};
pub(crate) use change::{erase, write_deleted, write_erased};
pub use confirmation::{request_confirmation, resend_confirmation};
pub use decide::{approve, memorialize, reject, reset_password, suspend, unsuspend};
pub(crate) use decide::{
    changed, end_everything, forget, operated, own_account, write_disabled, write_suspended,
    write_unsuspended,
};
pub use role::{
    Change as RoleChange, Duties, LAST_ADMINISTRATOR, Staff, decide as decide_role, set_role,
    set_verifier, staff,
};
pub(crate) use role::{keep_administrator, settle as settle_duties};
pub use storage::user::User;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::two_factor::SecondFactor;

/// Whether a login may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Usable,
    /// Its e-mail address is not confirmed.
    Unconfirmed,
    /// A moderator has not decided yet.
    Unapproved,
    /// It was shut out, or its account is suspended or gone.
    Disabled,
}

impl Standing {
    pub(crate) fn of(found: &storage::token::Standing) -> Self {
        let gone = found.suspended_at.is_some() || found.deleted_at.is_some();
        if found.disabled_at.is_some() || found.access_role.is_none() || gone {
            Self::Disabled
        } else if found.confirmed_at.is_none() {
            Self::Unconfirmed
        } else if found.approved_at.is_none() {
            Self::Unapproved
        } else {
            Self::Usable
        }
    }

    /// What its owner is told; `None` when it may act.
    #[must_use]
    pub fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Usable => None,
            Self::Unconfirmed => Some("Your login is missing a confirmed e-mail address"),
            Self::Unapproved => Some("Your login is waiting for a moderator's approval"),
            Self::Disabled => Some("Your login is currently disabled"),
        }
    }
}

/// Someone who may act, and as whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The login.
    pub user_id: UserId,
    /// The account it acts as.
    pub account_id: AccountId,
    /// What the login may do on the instance.
    pub role: UserRole,
    /// Whether the login decides on requests for verification.
    pub is_verifier: bool,
    /// Whether it has a second factor.
    pub second_factor: SecondFactor,
    /// Whether it may act.
    pub standing: Standing,
}

impl Holder {
    /// `Forbidden`, with the reason, unless it may act.
    pub fn usable(self) -> Result<Self> {
        self.standing
            .refusal()
            .map_or(Ok(self), |reason| Err(Error::Forbidden(reason)))
    }
}

/// The login that owns the local account `username`, and the account.
pub async fn find(ctx: &Context, username: &str) -> Result<(UserId, AccountId)> {
    let db = ctx.db.read();
    let account = storage::account::find_by_acct(db, username, None)
        .await?
        .ok_or(Error::NotFound)?;
    let user = storage::user::find_by_account(db, account.id)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((user.id, account.id))
}

/// A login, for its own settings.
pub async fn show(ctx: &Context, id: UserId) -> Result<User> {
    storage::user::find_by_id(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)
}
