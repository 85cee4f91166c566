//! The one guarded HTTP client: every request this server sends, to peers, push services or web pages, leaves from here.
//!
//! What a stranger names is never asked blindly. Each hop is checked before it is asked: scheme, credentials, address;
//! the connection goes to the very address that was checked; time, bytes, redirects and requests a task are bounded.

mod address;
mod answer;
mod body;
mod budget;
mod client;
mod clocks;
mod error;
mod expect;
mod look;
mod policy;
mod resolver;
mod signer;
mod tls;

#[cfg(test)]
mod tests;

pub use body::Streamed;
pub use budget::Budget;
pub use client::{Client, Fetched};
pub(crate) use clocks::wrong_by;
pub use error::{FetchError, Refusal};
pub use expect::Expect;
pub use look::Seen;
pub use policy::{FetchPolicy, Limits};
pub use signer::Signer;
pub use tls::InvalidPolicy;
