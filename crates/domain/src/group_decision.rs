//! What those who run a group decide, and how everyone hears of it: the activity of who decided, which the group passes
//! on to its followers (FEP-1b12).

use serde::{Deserialize, Serialize};
use storage::Transaction;
use storage::id::{self, AccountId};

use crate::clock::Timestamp;
use crate::error::Result;
use crate::outgoing::{self, Outgoing};

/// Who decides in a group of ours. That they may is for each use-case to ask.
#[derive(Clone, Copy, Debug)]
pub struct Moderator<'a> {
    /// Who.
    pub id: AccountId,
    /// What they said, byte for byte, if they are of another server: the group passes that on unchanged.
    pub activity: Option<&'a str>,
}

impl From<AccountId> for Moderator<'static> {
    /// Someone of this server: what they say is yet to be written.
    fn from(id: AccountId) -> Self {
        Self { id, activity: None }
    }
}

/// A decision, with what its activity needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// A status is taken out of the group.
    Remove {
        /// Its id.
        uri: String,
        /// Why; without a reason servers would take it for the author's own deletion.
        reason: String,
    },
    /// It is back.
    Restore {
        /// Its id.
        uri: String,
    },
    /// Nobody else answers below a status.
    Lock {
        /// Its id.
        uri: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Everyone may again.
    Unlock {
        /// Its id.
        uri: String,
    },
    /// A status stands on top of the group.
    Pin {
        /// Its id.
        uri: String,
    },
    /// It does not any more.
    Unpin {
        /// Its id.
        uri: String,
    },
    /// Someone is shut out.
    Ban {
        /// Who.
        account_id: AccountId,
        /// When it ends; `None` for never.
        until: Option<Timestamp>,
        /// Why; may be empty.
        reason: String,
        /// What they posted goes too.
        with_posts: bool,
    },
    /// They may come again.
    Unban {
        /// Who.
        account_id: AccountId,
    },
    /// Someone joins those who run the group.
    Appoint {
        /// Who.
        account_id: AccountId,
    },
    /// They do no more.
    Dismiss {
        /// Who.
        account_id: AccountId,
    },
    /// What the group says of itself was changed.
    Update,
}

/// Tells the followers of a group with the transaction.
pub(crate) async fn tell(
    tx: &Transaction,
    group_id: AccountId,
    by: Moderator<'_>,
    decision: Decision,
    now: Timestamp,
) -> Result<()> {
    let activity = match by.activity {
        Some(body) => Outgoing::GroupForward {
            group_id,
            body: body.to_owned(),
        },
        None => Outgoing::GroupDecision {
            group_id,
            moderator_id: by.id,
            number: id::generate(now),
            decision,
        },
    };
    outgoing::send(tx, activity, now).await
}
