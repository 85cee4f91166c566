//! Starts real servers on loopback and speaks to them as people, apps and peers do.
//!
//! Two modes. [`Fediverse`]: servers in this process whose clock is moved and whose queues are settled by the test.
//! [`Process`]: the `rounds` binary as a child, for what only a kill can show.

#![expect(
    clippy::missing_panics_doc,
    reason = "a test that cannot go on says why where it stops"
)]

pub mod client;
pub mod drill;
pub mod fediverse;
pub mod forger;
pub mod gate;
pub mod issuer;
pub mod outside;
pub mod person;
pub mod process;
pub mod push_service;
pub mod server;
pub mod valve;

pub use client::Client;
pub use fediverse::Fediverse;
pub use forger::{Forger, Letter};
pub use gate::Gate;
pub use issuer::Issuer;
pub use person::{Person, id, list, says};
pub use process::Process;
pub use push_service::PushService;
pub use server::Server;
pub use valve::Valve;
