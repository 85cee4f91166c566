//! How other servers are spoken to.

mod error;
pub mod federation;
pub mod fetch;
pub mod origin;
pub mod vocab;

pub use error::Error;
pub use federation::Federation;
