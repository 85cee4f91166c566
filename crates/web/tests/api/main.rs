//! The router, called in process, on a fresh database for each test.

mod account_note;
mod authorize;
mod browse;
mod browser;
mod confirm;
mod contract;
mod forms;
mod hidden;
mod language;
mod lengths;
mod log_in;
mod migration;
mod moderation;
mod operator;
mod others;
mod pending;
mod properties;
mod queries;
mod rate_limit;
mod rubbish;
mod scopes;
mod settings;
mod settings_profile;
mod sign_up;
mod token;
mod transfer;
