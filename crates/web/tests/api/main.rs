//! The router, called in process, on a fresh database for each test.

mod app;
mod authorize;
mod log_in;
mod scopes;
mod sign_up;
mod token;
