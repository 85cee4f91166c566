//! Streams over real connections. What happens is heard when a test says so: nothing here waits for the clock.

mod access;
mod closing;
mod delivery;
mod list;
mod log;
mod server;
