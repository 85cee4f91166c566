//! What a new row says before anything is known of its actor.

use super::Account;
use crate::Timestamp;
use crate::id::AccountId;
use crate::kinds::ActorKind;

/// The row of an actor that has a name and an `ActivityPub` id: local, and without a key or a word about itself.
#[must_use]
pub fn blank(kind: ActorKind, username: &str, uri: String, now: Timestamp) -> Account {
    Account {
        id: AccountId::generate(now),
        kind,
        username: username.to_owned(),
        username_lower: username.to_lowercase(),
        domain: None,
        url: None,
        display_name: String::new(),
        note: String::new(),
        note_source: String::new(),
        fields: "[]".into(),
        emojis: "[]".into(),
        avatar_id: None,
        header_id: None,
        locked: false,
        bot: false,
        discoverable: false,
        indexable: false,
        hide_collections: false,
        show_media: true,
        show_media_replies: true,
        show_featured: true,
        attribution_domains: "[]".into(),
        memorial: false,
        inbox_url: format!("{uri}/inbox"),
        shared_inbox_url: None,
        outbox_url: None,
        followers_url: None,
        following_url: None,
        featured_url: None,
        featured_tags_url: None,
        moderators_url: None,
        key_id: None,
        public_key: None,
        private_key: None,
        also_known_as: "[]".into(),
        moved_to_id: None,
        moved_at: None,
        followers_count: 0,
        following_count: 0,
        statuses_count: 0,
        last_status_at: None,
        pending: false,
        sensitized_at: None,
        silenced_at: None,
        suspended_at: None,
        suspended_elsewhere: false,
        deleted_at: None,
        created_at: now,
        updated_at: now,
        fetched_at: None,
        collections_fetched_at: None,
        revision: 0,
        uri,
    }
}
