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

pub use hub::Hub;
pub use listener::Listener;

/// The streaming server answers.
pub async fn health() -> &'static str {
    "OK"
}
