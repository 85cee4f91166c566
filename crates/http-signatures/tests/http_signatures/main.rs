//! Signing and verifying as another crate sees it.

#![expect(clippy::unwrap_used, reason = "a test ends where it panics")]

mod ed25519;
mod forge;
mod keys;
mod properties;
mod round_trip;
mod sample;
mod security;
