//! Who asks.

use storage::id::AccountId;

/// Every read takes one. A remote actor that signs a GET is a viewer like a local one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody known.
    Anonymous,
    /// An account, local or remote.
    Account(AccountId),
}

impl Viewer {
    /// The account that looks, if one is known.
    #[must_use]
    pub fn account(self) -> Option<AccountId> {
        match self {
            Self::Anonymous => None,
            Self::Account(id) => Some(id),
        }
    }
}
