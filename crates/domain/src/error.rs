//! Why a use-case was refused.

use crate::reason::Reason;
use crate::throttle::Allowance;

/// What the person or the peer is told; details of `Internal` are for the log alone.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the viewer may not see it: the two cannot be told apart.
    #[error("Record not found")]
    NotFound,
    /// The viewer sees it, but may not do this with it.
    #[error("{0}")]
    Forbidden(&'static str),
    /// What was sent is not acceptable; `reason` says the remedy.
    #[error("Validation failed: {field} {reason}")]
    Invalid {
        /// The name of the parameter, as it was sent.
        field: &'static str,
        /// Words that go on after the field's name.
        reason: Reason,
    },
    /// It was done already, or something else has taken the place.
    #[error("{0}")]
    Conflict(&'static str),
    /// It was done too often; nothing is left until the next window.
    #[error("Too many requests")]
    TooMany(Allowance),
    /// The database does not answer; the same may succeed in a moment.
    #[error("This server cannot answer right now")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// There is no room left on the server's disk.
    #[error("This server has no room left")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Something inside failed.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The result of a use-case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A refusal that names the field and the remedy. Words with values in them are a [`Reason`].
    pub fn invalid(field: &'static str, reason: impl Into<Reason>) -> Self {
        Self::Invalid {
            field,
            reason: reason.into(),
        }
    }

    /// What came of adding something whose `field` may be there once.
    pub(crate) fn taken(field: &'static str, error: storage::Error) -> Self {
        match error {
            storage::Error::Conflict => Self::invalid(field, "has already been taken"),
            other => other.into(),
        }
    }

    /// Whether it is this server's fault, and none of who asked: the same may succeed later.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        matches!(
            self,
            Self::Internal(_) | Self::Unavailable(_) | Self::Full(_)
        )
    }

    /// Wraps a failure that nobody outside can mend.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Conflict => Self::Conflict("This exists already"),
            storage::Error::Full(_) => Self::Full(error.into()),
            storage::Error::Unavailable(_) => Self::Unavailable(error.into()),
            other => Self::internal(other),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
