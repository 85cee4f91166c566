//! Typed rows and queries on SQLite and PostgreSQL. No rules: `domain` decides, this crate fetches and keeps.

pub mod access;
pub mod account;
pub mod application;
pub mod authorization_code;
pub mod connect;
pub mod delivery;
pub mod domain_block;
pub mod entity;
pub mod error;
pub mod event;
pub mod group;
pub mod host;
pub mod id;
pub mod inbox;
pub mod instance;
pub mod job;
pub mod kinds;
pub mod mail_link;
pub mod media;
pub mod notification;
pub mod outbox;
pub mod page;
pub mod session;
pub mod setting;
pub mod sql;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod token;
pub mod tombstone;
pub mod transaction;
pub mod user;
pub mod visibility;

pub use connect::{Db, Engine, Options};
pub use error::{Error, Result};
pub use page::Page;
pub use sql::Sql;
pub use time::Timestamp;
pub use transaction::Transaction;
