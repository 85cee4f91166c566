//! What can go wrong between this server and others.

use thiserror::Error;

use crate::{fetch::FetchError, vocab::Malformed};

/// Why something from another server was not taken, or something of theirs was not had.
#[derive(Debug, Error)]
pub enum Error {
    /// It cannot be read. The sender is told so (400); asking again gives the same.
    #[error("malformed: {0}")]
    Malformed(#[from] Malformed),
    /// Who sent it is not proven (401): the text says what is wrong with the signature.
    #[error("not verified: {0}")]
    Unverified(String),
    /// It can be read and is from whom it says, but it may not do that: wrong origin, blocked, not theirs to change.
    #[error("refused: {0}")]
    Refused(String),
    /// What it is about was removed for good where it lived.
    #[error("gone for good")]
    Gone,
    /// Something of another server was needed and not had.
    #[error("other server: {0}")]
    Unreachable(FetchError),
    /// A rule or the database of ours said no.
    #[error(transparent)]
    Domain(#[from] domain::Error),
}

impl Error {
    /// Whether the same may succeed later: the sender is then asked to come back (503) and a job is tried again.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable(cause) => cause.is_transient(),
            Self::Domain(cause) => cause.is_ours(),
            Self::Malformed(_) | Self::Unverified(_) | Self::Refused(_) | Self::Gone => false,
        }
    }

    /// Nothing was asked, for the reason given; it may be later.
    pub(crate) fn unreachable(reason: &str) -> Self {
        Self::Unreachable(FetchError::Unreachable(reason.to_owned()))
    }

    /// Without its key a request is not verified, unless the key may be had later.
    pub(crate) fn of_key(self) -> Self {
        if self.is_transient() {
            return self;
        }
        Self::Unverified(format!("the key could not be had: {self}"))
    }
}

impl From<FetchError> for Error {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Gone => Self::Gone,
            other => Self::Unreachable(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Refusal;

    #[test]
    fn only_a_passing_failure_is_worth_another_try() {
        let busy = FetchError::Status {
            code: 503,
            retry_after: None,
        };
        assert!(Error::from(busy).is_transient());
        assert!(!Error::from(FetchError::from(Refusal::PrivateAddress)).is_transient());
        assert!(matches!(Error::from(FetchError::Gone), Error::Gone));
        assert!(!Error::Unverified("no signature".to_owned()).is_transient());
    }
}
