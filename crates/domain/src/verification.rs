//! Requests for verification: a member says what they are and shows why, a verifier decides.
//!
//! What a request states of a number is an [`storage::kinds::Assurance`] and never more: `format-ok` when it is handed in,
//! `register-matched` or `issuer-verified` when a verifier says so. The number itself, and what proves it, go to the
//! member and to verifiers alone.

mod decide;
mod evidence;
mod member;
mod prune;
mod queue;
mod request;
mod step;
mod submit;
#[cfg(test)]
mod tests;
mod waiting;

use storage::id::AccountId;
use storage::kinds::UserRole;

pub use decide::{Approval, approve, ask, expire, refuse, revoke};
pub use evidence::{File, MAX_BYTES, look};
pub(crate) use member::remove_all;
pub use member::{answer, list, show, withdraw};
pub use prune::{expire_unanswered, forget_evidence};
pub use queue::{index, inspect};
pub use request::{Evidence, Request, Requests, Step};
pub use step::letter;
pub use submit::{NewRequest, submit};
pub use waiting::{Waiting, told, waiting};

use crate::error::Result;
use crate::moderation::NOT_ALLOWED;
use crate::permission::{Permission, may};

/// Characters of a question, an answer or a reason.
pub const TEXT: usize = 2000;

/// Someone who decides on requests for verification. What only verifiers may see or do demands one: administrators who
/// are none do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verifier {
    /// As whom they act.
    pub account_id: AccountId,
}

impl Verifier {
    /// Whoever acts as `account_id`, if theirs is the duty.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn of(account_id: AccountId, is_verifier: bool) -> Result<Self> {
        may(UserRole::Member, is_verifier, Permission::Verify)
            .then_some(Self { account_id })
            .ok_or(NOT_ALLOWED)
    }
}
