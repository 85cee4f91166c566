//! Verifiable Credentials 2.0 as they travel.

mod document;
pub mod status_list;

pub(crate) use document::Issued;
pub use document::{document, status_list_document};
