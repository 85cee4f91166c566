//! How other servers are spoken to.

pub mod fetch;
pub mod origin;
