//! What the owner of a local actor says about it.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ActiveValue, ConnectionTrait, Value};

use super::update;
use crate::entity::account::ActiveModel;
use crate::id::{AccountId, MediaId};
use crate::{Result, Timestamp};

/// Columns to write; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Plain text.
    pub display_name: Option<String>,
    /// The biography as HTML, and as it was written.
    pub note: Option<(String, String)>,
    /// A JSON array.
    pub fields: Option<String>,
    /// A JSON array: the custom emoji of name, biography and fields.
    pub emojis: Option<String>,
    /// Picture; `Some(None)` takes it away.
    pub avatar_id: Option<Option<MediaId>>,
    /// Banner; `Some(None)` takes it away.
    pub header_id: Option<Option<MediaId>>,
    /// Decides on each follower.
    pub locked: Option<bool>,
    /// Posts by itself.
    pub bot: Option<bool>,
    /// Wants to be recommended.
    pub discoverable: Option<bool>,
    /// Its public statuses may be searched.
    pub indexable: Option<bool>,
    /// Shows nobody whom it follows and who follows it.
    pub hide_collections: Option<bool>,
    /// Its page has a tab of files.
    pub show_media: Option<bool>,
    /// On which answers to others are too.
    pub show_media_replies: Option<bool>,
    /// Its page shows what it recommends.
    pub show_featured: Option<bool>,
    /// A JSON array of domains.
    pub attribution_domains: Option<String>,
}

/// Writes what is set in `change`, and raises the revision.
pub async fn change<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    change: Change,
    now: Timestamp,
) -> Result<()> {
    let (note, note_source) = change.note.unzip();
    let row = ActiveModel {
        display_name: set(change.display_name),
        note: set(note),
        note_source: set(note_source),
        fields: set(change.fields),
        emojis: set(change.emojis),
        avatar_id: set(change.avatar_id),
        header_id: set(change.header_id),
        locked: set(change.locked),
        bot: set(change.bot),
        discoverable: set(change.discoverable),
        indexable: set(change.indexable),
        hide_collections: set(change.hide_collections),
        show_media: set(change.show_media),
        show_media_replies: set(change.show_media_replies),
        show_featured: set(change.show_featured),
        attribution_domains: set(change.attribution_domains),
        updated_at: Set(now),
        ..Default::default()
    };
    update(connection, id, row).await
}

fn set<T: Into<Value>>(value: Option<T>) -> ActiveValue<T> {
    value.map_or(NotSet, Set)
}
