//! What people with duties did: an entry is appended in the transaction of the deed, and each carries the hash of the one
//! before it, so that whoever alters or removes one breaks the chain.

mod chain;
mod export;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};
use storage::id::AccountId;
use storage::{Transaction, audit};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::moderation::{Administrator, Authority, Moderator};

pub use chain::{Broken, Chain, Head};
pub use export::{Format, export};
pub use read::{Shown, actor_of, head, index, verify};
pub use storage::audit::{AuditEntry, Filter};

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Someone who is logged in, by the account that they act as.
    Account(AccountId),
    /// Whoever has the command line.
    Operator,
    /// The server, of its own: a time was over.
    System,
    /// A directory of people that an administrator connected, by the name it was given.
    Directory(String),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Operator => f.write_str("operator"),
            Self::System => f.write_str("system"),
            Self::Directory(name) => write!(f, "directory:{name}"),
        }
    }
}

impl From<&Moderator> for Actor {
    fn from(by: &Moderator) -> Self {
        Self::Account(by.account_id)
    }
}

impl From<&Administrator> for Actor {
    fn from(by: &Administrator) -> Self {
        Self::Account(by.account_id())
    }
}

impl From<Authority> for Actor {
    fn from(by: Authority) -> Self {
        match by {
            Authority::Administrator(by) => Self::from(&by),
            Authority::Operator => Self::Operator,
        }
    }
}

/// What was done, to what.
#[derive(Clone, Debug)]
pub struct Deed {
    /// `feature.verb`, such as `verification.approve`.
    pub action: &'static str,
    /// `feature:id`, such as `verification_request:7`.
    pub subject: String,
    /// Ids and words of closed lists; never what somebody wrote, a number of a register or a secret.
    pub detail: Value,
}

impl Deed {
    /// Something that was done to the `kind` with this id, and no more to say of it.
    pub fn new(action: &'static str, kind: &str, id: impl fmt::Display) -> Self {
        Self {
            action,
            subject: format!("{kind}:{id}"),
            detail: json!({}),
        }
    }

    /// The same, with more to say.
    #[must_use]
    pub fn with(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}

/// Appends `deed` with the transaction that does it.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &Transaction, actor: &Actor, deed: Deed, now: Timestamp) -> Result<()> {
    let last = audit::hold_last(&**tx).await?;
    let mut entry = AuditEntry {
        seq: last.as_ref().map_or(1, |last| last.seq + 1),
        at: now,
        actor: actor.to_string(),
        action: deed.action.to_owned(),
        subject: deed.subject,
        detail: deed.detail.to_string(),
        previous_hash: last.map(|last| last.hash).unwrap_or_default(),
        hash: String::new(),
    };
    entry.hash = hash(&entry);
    Ok(audit::insert(&**tx, entry).await?)
}

/// Has whoever else would write to the log wait until the end of this use-case, which so is alone with what it reads.
pub(crate) async fn hold(tx: &Transaction) -> Result<()> {
    audit::hold_last(&**tx).await?;
    Ok(())
}

/// Writes down that somebody took a copy of a list that only people with duties see.
pub(crate) async fn record_export(ctx: &Context, by: &Actor, action: &'static str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    record(&tx, by, Deed::new(action, "list", "all"), ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// What `entry` must carry as its own hash: SHA-256 of its other columns as a JSON array, in their order.
#[must_use]
pub fn hash(entry: &AuditEntry) -> String {
    let text = json!([
        entry.seq,
        entry.at.millis(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous_hash,
    ]);
    hex::encode(digest(&SHA256, text.to_string().as_bytes()))
}
