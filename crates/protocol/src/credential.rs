//! Verifiable Credentials 2.0 as they travel: ours, made when somebody asks, and those of other issuers, verified and kept.

mod did;
mod did_keys;
mod document;
mod offline;
mod presented;
pub mod receive;
mod signed;
mod status;
mod status_cache;
pub mod status_list;
#[cfg(test)]
mod tests;
mod verify;

pub use did::did_document;
pub(crate) use did_keys::DidKeys;
pub(crate) use document::Issued;
pub use document::{document, status_list_document};
pub use offline::{Doubt, Keys, check};
pub use presented::Presented;
pub use signed::Signed;
pub use status::{Entry, StatusList};
pub(crate) use status_cache::StatusLists;
pub use verify::{Fault, Verified, verify};
