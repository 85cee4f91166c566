//! The names that people and servers go by: usernames, domain names, `@user@host` addresses, e-mail addresses.

mod acct;
mod domain_name;
mod email;
mod username;

pub use acct::Acct;
pub(crate) use domain_name::domain_and_above;
pub use domain_name::{canonical_domain, display_domain};
pub use email::canonical_email;
pub use username::{check_local_username, check_remote_username, is_reserved_username};

/// Why a name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space was given.
    #[error("can't be blank")]
    Empty,
    /// More than `max` bytes.
    #[error("is too long (maximum is {max} characters)")]
    TooLong {
        /// The most bytes the name may have.
        max: usize,
    },
    /// A character that this kind of name never has, invisible and direction-changing ones included.
    #[error("contains a character that is not allowed")]
    Character,
    /// The characters are fine, their arrangement is not.
    #[error("is invalid")]
    Malformed,
}
