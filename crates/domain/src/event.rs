//! What every process of the instance hears after a commit: ids only, looked up by whoever cares.

use serde::{Deserialize, Serialize};
use storage::id::{
    AccountConversationId, AccountId, AnnouncementId, ListId, NotificationId, SessionId, StatusId,
    TokenId, UserId,
};
use storage::{Topic, Transaction};

use crate::clock::Timestamp;
use crate::error::Result;

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Event {
    /// A status or boost arrived or was posted.
    StatusCreated {
        /// Which.
        status_id: StatusId,
    },
    /// A status was edited.
    StatusEdited {
        /// Which.
        status_id: StatusId,
    },
    /// A status shows something else than before, though its author says the same.
    StatusRenewed {
        /// Which.
        status_id: StatusId,
    },
    /// A status is gone; `home_of` are the local accounts that had it in their home timeline.
    StatusDeleted {
        /// Which.
        status_id: StatusId,
        /// Who may have seen it.
        home_of: Vec<AccountId>,
        /// The lists that it stood in.
        #[serde(default)]
        in_lists: Vec<ListId>,
        /// Whether it stood in public timelines.
        public: bool,
    },
    /// Someone is told something.
    Notified {
        /// What.
        notification_id: NotificationId,
        /// Whom.
        account_id: AccountId,
    },
    /// A conversation of direct statuses has another status at its end.
    ConversationChanged {
        /// Which.
        conversation_id: AccountConversationId,
        /// Whose.
        account_id: AccountId,
    },
    /// Someone who was filtered is heard: what they told stands among the notifications now.
    NotificationsMerged {
        /// By whom.
        account_id: AccountId,
    },
    /// An access token was revoked: its streams close.
    TokenRevoked {
        /// Which.
        token_id: TokenId,
    },
    /// A browser was logged out.
    SessionEnded {
        /// Which.
        session_id: SessionId,
    },
    /// A login may no longer act, or its rights changed: its streams close, caches forget it.
    UserChanged {
        /// Which.
        user_id: UserId,
    },
    /// An account was changed, suspended or restored: caches forget it; its streams close if it is suspended.
    AccountChanged {
        /// Which.
        account_id: AccountId,
    },
    /// The operator limits other domains than before: whether an actor is heard is asked anew.
    DomainBlocksChanged,
    /// The operator limits other networks than before: caches forget them.
    IpBlocksChanged,
    /// What an account does not want to read was changed: caches forget it, apps read it anew.
    FiltersChanged {
        /// Whose.
        account_id: AccountId,
    },
    /// What the instance says of itself was changed.
    InstanceChanged,
    /// The operators tell everyone something.
    AnnouncementPublished {
        /// What.
        announcement_id: AnnouncementId,
    },
    /// The operators took it back.
    AnnouncementDeleted {
        /// What.
        announcement_id: AnnouncementId,
    },
    /// Someone reacted to it, or no more.
    AnnouncementReaction {
        /// To what.
        announcement_id: AnnouncementId,
        /// How.
        name: String,
    },
}

/// Announces `event` with the transaction: a rollback announces nothing.
///
/// # Errors
/// When the database refuses.
pub async fn announce(tx: &Transaction, event: &Event, now: Timestamp) -> Result<()> {
    let value = serde_json::to_value(event)?;
    let kind = value["kind"].as_str().unwrap_or_default().to_owned();
    tx.concerns(Topic::Events);
    Ok(storage::event::insert(&**tx, &kind, value.to_string(), now).await?)
}
