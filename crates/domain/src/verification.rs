//! Requests for verification: a member says what they are and shows why, a verifier decides.

use storage::id::AccountId;

use crate::error::Result;
use crate::moderation::NOT_ALLOWED;

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
        is_verifier
            .then_some(Self { account_id })
            .ok_or(NOT_ALLOWED)
    }
}
