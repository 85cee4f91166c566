//! How people and apps are spoken to.

pub mod error;
pub mod extract;
pub mod router;
pub mod state;

pub use error::Error;
pub use router::router;
pub use state::State;
