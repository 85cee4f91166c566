//! How other servers are spoken to.

mod actor;
pub mod delivery;
mod document;
pub mod error;
pub mod federation;
pub mod fetch;
pub mod inbox;
pub mod media;
pub mod origin;
pub mod resolve;
mod signature;
mod signing;
pub mod vocab;
mod webfinger;

pub use error::Error;
pub use federation::Federation;
