//! What a remote actor says of itself, as its row keeps it: bounded, and sanitised where it is HTML.

use storage::account::{self, Account};
use storage::kinds::ActorKind;

use super::RemoteActor;
use crate::account::Field;
use crate::clock::Timestamp;
use crate::names::canonical_domain;
use crate::text::{clean, sanitize};

/// Fields of a profile that are kept; Mastodon's bound.
pub(super) const FIELDS: usize = 50;
/// Characters of a field's name or value.
const FIELD: usize = 2047;
/// Characters of a display name.
const NAME: usize = 2048;
/// Other addresses that are kept.
const ALIASES: usize = 256;
/// Websites that may name an author, as far as they are kept; Mastodon's bound.
const ATTRIBUTION_DOMAINS: usize = 256;

/// What is kept of `actor` in its row, but for what needs the database.
pub(super) fn of(actor: RemoteActor, now: Timestamp) -> Account {
    let (key_id, public_key) = actor.key.unzip();
    let mut also_known_as = actor.also_known_as;
    also_known_as.truncate(ALIASES);
    Account {
        bot: matches!(actor.kind, ActorKind::Service | ActorKind::Application),
        domain: Some(actor.domain),
        display_name: one_line(&actor.display_name, NAME),
        note: sanitize::sanitize(&actor.note),
        fields: json(&fields(actor.fields)),
        also_known_as: json(&also_known_as),
        moved_to_id: actor.moved_to_id,
        attribution_domains: json(&attribution_domains(&actor.attribution_domains)),
        // A clock of another server may be ahead.
        created_at: actor.published.map_or(now, |at| at.min(now)),
        fetched_at: Some(now),
        url: actor.url,
        locked: actor.locked,
        discoverable: actor.discoverable,
        indexable: actor.indexable,
        memorial: actor.memorial,
        inbox_url: actor.inbox_url,
        shared_inbox_url: actor.shared_inbox_url,
        outbox_url: actor.outbox_url,
        followers_url: actor.followers_url,
        following_url: actor.following_url,
        featured_url: actor.featured_url,
        featured_tags_url: actor.featured_tags_url,
        moderators_url: actor.moderators_url,
        key_id,
        public_key,
        ..account::blank(actor.kind, &actor.username, actor.uri, now)
    }
}

/// What is no plain domain counts as nothing: a pattern or an address stands for no website.
fn attribution_domains(said: &[String]) -> Vec<String> {
    let said = said.iter().take(ATTRIBUTION_DOMAINS);
    let plain = |domain: &String| !domain.contains(['*', '/', ':', '@']);
    said.filter(|domain| plain(domain))
        .filter_map(|domain| canonical_domain(domain).ok())
        .collect()
}

fn fields(fields: Vec<(String, String)>) -> Vec<Field> {
    let harmless = |(name, value): (String, String)| Field {
        name: one_line(&name, FIELD),
        value: sanitize::sanitize(clean::cut(&value, FIELD)),
        verified_at: None,
    };
    fields.into_iter().take(FIELDS).map(harmless).collect()
}

fn one_line(text: &str, max: usize) -> String {
    clean::cut(&clean::lines(text), max).replace('\n', " ")
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("strings and times are JSON")
}
