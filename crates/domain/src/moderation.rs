//! Those who decide on others: who may, about whom, and what follows.

mod accounts;
mod action;
mod deprovision;
#[cfg(test)]
mod tests;

use std::fmt;

use storage::id::AccountId;
use storage::kinds::UserRole;
use storage::user::User;

pub use accounts::{Record, index, records_of, show};
pub use action::{Decision, Relief, act, approve, delete, reject, relieve};
pub use deprovision::{deprovision, reprovision};
pub use storage::moderation::{Address, Filter, Origin, State};

use crate::error::{Error, Result};
use crate::permission::{Permission, may};

/// As Mastodon says it to those who have the scope but not the role.
pub(crate) const NOT_ALLOWED: Error = Error::Forbidden("This action is not allowed");

/// Someone who moderates. What only moderators may see or do demands one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moderator {
    /// As whom they act.
    pub account_id: AccountId,
    role: UserRole,
}

/// A moderator who also decides on whole servers and networks, and on what cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Administrator(Moderator);

/// On whose word something is decided that the command line decides too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// An administrator's, from an app.
    Administrator(Administrator),
    /// That of whoever has the command line.
    Operator,
}

impl From<Administrator> for Authority {
    fn from(by: Administrator) -> Self {
        Self::Administrator(by)
    }
}

impl fmt::Display for Authority {
    /// As lines of the log name it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Administrator(by) => by.fmt(f),
            Self::Operator => f.write_str("operator"),
        }
    }
}

impl Administrator {
    /// As whom they act.
    #[must_use]
    pub fn account_id(&self) -> AccountId {
        self.0.account_id
    }
}

impl fmt::Display for Administrator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.account_id.fmt(f)
    }
}

impl Moderator {
    /// Whoever acts as `account_id`, if their role lets them moderate.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn of(account_id: AccountId, role: UserRole) -> Result<Self> {
        may(role, false, Permission::ModerateAccounts)
            .then_some(Self { account_id, role })
            .ok_or(NOT_ALLOWED)
    }

    /// The same person, if they administer too.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn administrator(&self) -> Result<Administrator> {
        may(self.role, false, Permission::DecideServers)
            .then_some(Administrator(*self))
            .ok_or(NOT_ALLOWED)
    }

    /// Refuses unless they stand above an account's owner: nobody decides on their peers or on themselves.
    fn outranks(&self, owner: Option<&User>) -> Result<()> {
        match owner {
            Some(owner) if owner.role >= self.role => Err(NOT_ALLOWED),
            _ => Ok(()),
        }
    }
}
