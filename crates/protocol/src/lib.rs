//! How other servers are spoken to.

mod actor;
mod answer;
mod block;
mod boost;
pub mod card;
pub mod delivery;
mod document;
pub mod error;
mod favourite;
pub mod federation;
pub mod fetch;
mod follow;
pub mod import;
pub mod inbox;
pub mod media;
mod note;
pub mod origin;
pub mod outgoing;
mod pin;
pub mod poll;
pub mod push;
pub mod quote;
mod report;
pub mod resolve;
pub mod scheduled_status;
pub mod search;
mod signature;
mod signing;
mod status;
pub mod translation;
mod undo;
pub mod vocab;
mod webfinger;
pub mod worker;

pub use error::Error;
pub use federation::Federation;
