//! Actors of other servers, from their documents.

use chrono::{DateTime, Utc};
use domain::Timestamp;
use domain::id::AccountId;
use domain::kinds::ActorKind;
use domain::media::RemoteMedia;
use domain::names::Acct;
use domain::profile::Claim;
use domain::remote::RemoteActor;
use url::Url;

use crate::error::Error;
use crate::note;
use crate::origin::{Origin, same_origin, same_site};
use crate::vocab::{Actor, Attachment, Professional, multibase};

/// Entries of `assertionMethod` that are looked at.
const ASSERTION_KEYS: usize = 10;

/// The handle that an actor claims; whether its domain agrees is for WebFinger to say. `webfinger` wins (FEP-2c59).
pub(crate) fn claimed_handle(actor: &Actor) -> Result<Acct, Error> {
    let unnamed = || Error::Refused(format!("{} has no usable handle", actor.id));
    if let Some(handle) = &actor.webfinger {
        let acct: Acct = handle.parse().map_err(|_| unnamed())?;
        return acct.domain.is_some().then_some(acct).ok_or_else(unnamed);
    }
    let username = actor.preferred_username.as_deref().ok_or_else(unnamed)?;
    let host = Origin::of(&actor.id).ok_or_else(unnamed)?.authority();
    format!("{username}@{host}").parse().map_err(|_| unnamed())
}

/// What `actor` says of itself, under the handle that was confirmed, with the account that it moved to. `key` is preferred
/// among several keys.
pub(crate) fn describe(
    actor: Actor,
    handle: Acct,
    moved_to: Option<AccountId>,
    key: Option<&Url>,
) -> Result<RemoteActor, Error> {
    let kind = ActorKind::parse(&actor.kind);
    let kind = kind.ok_or_else(|| Error::Refused(format!("{} is no actor", actor.id)))?;
    // Only what is served beside the actor can be its own.
    let own = |url: &Option<Url>| {
        let url = url.as_ref().filter(|url| same_origin(url, &actor.id));
        url.map(Url::to_string)
    };
    let fields = actor.fields();
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(RemoteActor {
        kind,
        username: handle.username,
        domain: handle.domain.unwrap_or_default(),
        url: actor
            .page()
            .filter(|page| same_site(page, &actor.id))
            .map(Url::to_string),
        fields: fields.collect(),
        key: signing_key(&actor, key),
        assertion_keys: assertion_keys(&actor),
        outbox_url: own(&actor.outbox),
        followers_url: own(&actor.followers),
        following_url: own(&actor.following),
        featured_url: own(&actor.featured),
        featured_tags_url: own(&actor.featured_tags),
        credentials_url: own(&actor.credentials),
        moderators_url: own(&actor.attributed_to).filter(|_| kind == ActorKind::Group),
        uri: actor.id.to_string(),
        display_name: actor.name.unwrap_or_default(),
        note: actor.summary.unwrap_or_default(),
        locked: actor.manually_approves_followers,
        discoverable: actor.discoverable,
        indexable: actor.indexable,
        memorial: actor.memorial,
        inbox_url: actor.inbox.to_string(),
        shared_inbox_url: actor.endpoints.shared_inbox.map(String::from),
        moved_to_id: moved_to,
        attribution_domains: actor.attribution_domains,
        suspended: actor.suspended,
        also_known_as: actor.also_known_as.into_iter().map(String::from).collect(),
        avatar: picture(actor.icon.as_ref()),
        header: picture(actor.image.as_ref()),
        published: timestamp(actor.published),
        emojis: note::emojis(&actor.tag),
        professional: claim(actor.professional),
    })
}

/// Where a picture is; what it shows, if that is said.
fn picture(file: Option<&Attachment>) -> Option<RemoteMedia> {
    let file = file?;
    Some(RemoteMedia {
        description: file.description().unwrap_or_default().to_owned(),
        ..RemoteMedia::picture(file.address()?.to_string())
    })
}

/// Our own terms, as they came.
fn claim(terms: Professional) -> Claim {
    Claim {
        profession: terms.profession,
        specialties: terms.specialties.into_iter().map(String::from).collect(),
        workplace: terms.workplace,
        region: terms.region,
        languages: terms.languages,
        account_kind: terms.account_kind,
    }
}

/// Keys of one actor that are looked at; Mastodon's bound.
const KEYS: usize = 10;

/// A key counts only if it names the actor as its owner and stands on the actor's own server.
fn signing_key(actor: &Actor, preferred: Option<&Url>) -> Option<(String, String)> {
    let mut own = actor
        .public_key
        .iter()
        .take(KEYS)
        .filter(|key| key.owner == actor.id && same_origin(&key.id, &actor.id));
    let chosen = own.clone().find(|key| Some(&key.id) == preferred);
    let key = chosen.or_else(|| own.next())?;
    Some((key.id.to_string(), key.public_key_pem.clone()))
}

/// The Ed25519 keys that an actor lists as its own, with their 32 bytes (FEP-521a). Others are of no use here.
fn assertion_keys(actor: &Actor) -> Vec<(String, Vec<u8>)> {
    let listed = actor.assertion_method.iter().take(ASSERTION_KEYS);
    let own = listed.filter(|key| {
        key.kind == "Multikey" && key.controller == actor.id && same_origin(&key.id, &actor.id)
    });
    own.filter_map(|key| {
        let public = multibase::decode_ed25519(&key.public_key_multibase)?;
        Some((key.id.to_string(), public))
    })
    .collect()
}

/// As the database keeps times.
pub(crate) fn timestamp(time: Option<DateTime<Utc>>) -> Option<Timestamp> {
    time.map(|time| Timestamp(time.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn actor(changes: &[(&str, Value)]) -> Actor {
        let mut document = json!({
            "id": "https://a.example/users/1", "type": "Person", "preferredUsername": "anna",
            "inbox": "https://a.example/users/1/inbox",
            "publicKey": {"id": "https://a.example/users/1#main-key", "owner": "https://a.example/users/1",
                          "publicKeyPem": "PEM"},
        });
        for (name, value) in changes {
            document[*name] = value.clone();
        }
        serde_json::from_value(document).expect("an actor")
    }

    #[test]
    fn the_handle_is_on_the_actors_own_server_unless_it_says_otherwise() {
        let plain = claimed_handle(&actor(&[])).expect("a handle");
        assert_eq!(plain.to_string(), "anna@a.example");
        let split = actor(&[("webfinger", json!("anna@example"))]);
        assert_eq!(
            claimed_handle(&split).expect("a handle").to_string(),
            "anna@example"
        );
        let odd = actor(&[("preferredUsername", json!("an na"))]);
        assert!(claimed_handle(&odd).is_err());
    }

    #[test]
    fn an_icon_is_the_avatar() {
        let icon =
            json!({"type": "Image", "mediaType": "image/png", "url": "https://a.example/a.png"});
        let handle = "anna@a.example".parse().expect("a handle");
        let described = describe(actor(&[("icon", icon)]), handle, None, None).expect("an actor");
        let avatar = described.avatar.expect("an avatar");
        assert_eq!(avatar.url, "https://a.example/a.png");
        assert!(described.header.is_none());
    }

    #[test]
    fn security_11_a_key_of_someone_else_is_none() {
        let stolen = json!({"id": "https://a.example/users/2#main-key", "owner": "https://a.example/users/2",
                            "publicKeyPem": "PEM"});
        let elsewhere = json!({"id": "https://b.example/key", "owner": "https://a.example/users/1",
                               "publicKeyPem": "PEM"});
        for key in [stolen, elsewhere] {
            let handle = "anna@a.example".parse().expect("a handle");
            let described = describe(actor(&[("publicKey", key)]), handle, None, None);
            assert_eq!(described.expect("an actor").key, None);
        }
    }

    const ED25519: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    fn listed(keys: &Value) -> Vec<String> {
        let handle = "anna@a.example".parse().expect("a handle");
        let described = describe(
            actor(&[("assertionMethod", keys.clone())]),
            handle,
            None,
            None,
        );
        let keys = described.expect("an actor").assertion_keys.into_iter();
        keys.map(|(id, _)| id).collect()
    }

    fn multikey(number: u32) -> Value {
        json!({"id": format!("https://a.example/users/1#key-{number}"), "type": "Multikey",
               "controller": "https://a.example/users/1", "publicKeyMultibase": ED25519})
    }

    #[test]
    fn ten_of_its_ed25519_keys_are_kept() {
        let ids = listed(&json!([multikey(1), multikey(2)]));
        assert_eq!(
            ids,
            [1, 2].map(|key| format!("https://a.example/users/1#key-{key}"))
        );
        let many: Vec<Value> = (0..50).map(multikey).collect();
        assert_eq!(listed(&json!(many)).len(), ASSERTION_KEYS);
    }

    #[test]
    fn security_11_a_multikey_of_someone_else_or_of_another_kind_is_none() {
        for (name, value) in [
            ("controller", "https://a.example/users/2"),
            ("id", "https://b.example/users/1#key-1"),
            ("type", "JsonWebKey"),
            (
                "publicKeyMultibase",
                "zDnaeTHfhmSaQKBc7CmdL3K7oYg3D6SC7yowe2eBeVd2DH32r",
            ),
            ("publicKeyMultibase", "MCowBQYDK2VwAyEA"),
        ] {
            let mut key = multikey(1);
            key[name] = json!(value);
            assert_eq!(listed(&json!([key])), [""; 0], "{name}: {value}");
        }
        assert_eq!(
            listed(&json!(["https://a.example/users/1#key-1", 7])),
            [""; 0]
        );
    }

    #[test]
    fn collections_of_other_servers_are_not_its_own() {
        let followers = json!("https://victim.example/users/1/followers");
        let handle = "anna@a.example".parse().expect("a handle");
        let described = describe(actor(&[("followers", followers)]), handle, None, None);
        assert_eq!(described.expect("an actor").followers_url, None);
    }

    #[test]
    fn security_50_attribution_domains_of_another_shape_are_none() {
        for (said, expected) in [
            (json!({"@value": "a.com"}), &[][..]),
            (
                json!([{"@value": "a.com"}, ["b.com"], 7, null, "c.com"]),
                &["c.com"],
            ),
            (json!({"@set": ["a.com"]}), &[]),
            (json!("a.com"), &["a.com"]),
        ] {
            let handle = "anna@a.example".parse().expect("a handle");
            let actor = actor(&[("attributionDomains", said.clone())]);
            let described = describe(actor, handle, None, None).expect("an actor");
            assert_eq!(described.attribution_domains, expected, "{said}");
        }
    }
}
