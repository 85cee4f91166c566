//! How other servers are spoken to.

pub mod federation;
pub mod fetch;
pub mod origin;

pub use federation::Federation;
