//! Who may do what, and what then happens. No SQL, no JSON of any wire, no network.

pub mod account;
pub mod account_kind;
pub mod application;
pub mod clock;
pub mod config;
pub mod context;
pub mod delivery;
pub mod domain_block;
pub mod error;
pub mod event;
pub mod group_commit;
pub mod health;
pub mod host;
pub mod inbox;
pub mod instance;
pub mod job;
pub mod keys;
pub mod language;
pub mod mail_link;
pub mod media;
pub mod media_file;
pub mod names;
pub mod notification;
pub mod oauth;
pub mod outgoing;
pub mod password;
pub mod policy;
pub mod profession;
pub mod region;
pub mod remote;
pub mod scope;
pub mod secret;
pub mod session;
pub mod sign_up;
pub mod specialty;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
pub mod throttle;
pub mod token;
pub mod uri;
pub mod user;
pub mod viewer;
pub mod vocabulary;

pub use clock::{Clock, Timestamp};
pub use context::Context;
pub use error::{Error, Result};
pub use viewer::Viewer;
// Ids and words are shared by all layers.
pub use storage::{Page, id, kinds};
