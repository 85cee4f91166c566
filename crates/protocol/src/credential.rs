//! Verifiable Credentials 2.0 as they travel.

mod did;
mod document;
pub mod status_list;

pub use did::did_document;
pub(crate) use document::Issued;
pub use document::{document, status_list_document};
