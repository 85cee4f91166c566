//! What happens, told to apps as it happens (docs.joinmastodon.org/methods/streaming).

mod access;
mod connection;
mod hub;
mod listener;
mod message;
mod publish;
pub mod sse;
mod stream;
pub mod ws;

use std::time::Duration;

pub use hub::Hub;
pub use listener::Listener;

/// How often a silent connection is shown to be alive: proxies close those that say nothing for a minute.
const PING: Duration = Duration::from_secs(30);

/// The streaming server answers.
pub async fn health() -> &'static str {
    "OK"
}
