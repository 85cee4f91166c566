//! The row of a new status.

use storage::Transaction;
use storage::account::Account;
use storage::id::{ConversationId, StatusId};
use storage::kinds::Visibility;
use storage::status::{self, Status};

use crate::clock::Timestamp;
use crate::error::{Error, Result};

/// Ids to draw before giving up: 16 random bits a millisecond seldom meet twice.
const DRAWS: usize = 8;

/// 2006: what claims to be older has a broken clock.
const EARLIEST: Timestamp = Timestamp(1_136_073_600_000);

/// A status of `author` that says nothing yet and stands in a thread of its own.
pub fn blank(id: StatusId, uri: String, author: &Account, visibility: Visibility) -> Status {
    Status {
        id,
        uri,
        url: None,
        account_id: author.id,
        local: author.domain.is_none(),
        kind: "Note".into(),
        visibility,
        group_id: None,
        reblog_of_id: None,
        in_reply_to_id: None,
        in_reply_to_account_id: None,
        in_reply_to_uri: None,
        conversation_id: ConversationId(id.0),
        title: String::new(),
        content: String::new(),
        source_text: None,
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        emojis: "[]".into(),
        application_id: None,
        replies_count: 0,
        reblogs_count: 0,
        favourites_count: 0,
        quotes_count: 0,
        quote_approval: "{}".into(),
        interaction_policy: "{}".into(),
        created_at: id.at(),
        edited_at: None,
        fetched_at: None,
        revision: 0,
    }
}

/// Whether the media of a status are hidden at first: its author says so, warns of its content, or was sentenced to it.
pub fn is_sensitive(said: bool, spoiler_text: &str, author: &Account) -> bool {
    // Mastodon hides attachments behind every content warning.
    said || !spoiler_text.is_empty() || author.sensitized_at.is_some()
}

/// Inserts the row that `build` makes of a newly drawn id. `None` when it is there already under another id.
pub async fn insert_drawn(
    tx: &Transaction,
    at: Timestamp,
    build: impl Fn(StatusId) -> Status,
) -> Result<Option<Status>> {
    for _ in 0..DRAWS {
        let row = build(StatusId::generate(at));
        if status::insert(&**tx, row.clone()).await? {
            return Ok(Some(row));
        }
        if status::find_by_id(&**tx, row.id).await?.is_none() {
            return Ok(None);
        }
    }
    Err(Error::internal("no free id was drawn"))
}

/// When a remote status was published, as far as that can be believed: neither in the future nor before the fediverse.
pub fn believable(published: Option<Timestamp>, now: Timestamp) -> Timestamp {
    published.unwrap_or(now).clamp(EARLIEST, now)
}
