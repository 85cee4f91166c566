//! Why nobody could be logged in through a provider. None of it carries a token, a code or a claim.

use crate::fetch::FetchError;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The provider does not answer, or not as one does; the same may succeed later.
    #[error("the provider cannot be asked: {0}")]
    Unreachable(String),
    /// The person, or the provider in their name, said no.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// What came back does not prove who somebody is.
    #[error("the provider's answer is not believed: {0}")]
    Unproven(String),
    /// A rule of this instance.
    #[error(transparent)]
    Domain(#[from] domain::Error),
}

impl Failure {
    pub(super) fn unproven(why: &(impl ToString + ?Sized)) -> Self {
        Self::Unproven(why.to_string())
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self::Unreachable(error.to_string())
    }
}
