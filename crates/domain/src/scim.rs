//! Directories of people (Entra ID, Okta, Keycloak) that provision logins here by SCIM 2.0 (RFC 7643, RFC 7644). A
//! directory decides on those alone whom it entered itself: nobody's login becomes its by its word.

pub mod directory;
pub mod group;
mod rights;
#[cfg(test)]
mod tests;
pub mod user;
mod vouch;

pub use directory::Directory;
pub use storage::kinds::ScimRole;
pub use storage::scim::Which;
pub(crate) use vouch::admitted;

use crate::audit::Actor;
use crate::error::Error;

/// Who did what a directory asked for.
fn actor(directory: &Directory) -> Actor {
    Actor::Directory(directory.name.clone())
}

/// Somebody else has what may be there once.
const TAKEN: Error = Error::Conflict("The name or the address is taken");

/// In what spelling names of people and groups are told apart.
#[must_use]
pub fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
