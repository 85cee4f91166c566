//! Puts the layers together: configuration, start-up, workers, the command line and the demo.

pub mod app;
mod backup;
pub mod cli;
pub mod config;
pub mod demo;
mod disk;
pub mod identity;
pub mod lock;
pub mod mailer;
mod push;
pub mod secret_file;
pub mod telemetry;
pub mod worker;

pub use app::App;
