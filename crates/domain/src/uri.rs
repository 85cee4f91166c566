//! Every address of this instance is built here, and nowhere else. Ids in them are opaque: a name can change, an id cannot.

use storage::id::{
    AccountId, CollectionId, CollectionItemId, ConversationId, CredentialId, FollowId, QuoteId,
    StatusId,
};
use url::Url;

use crate::clock::Timestamp;

/// Knows the instance's own addresses.
#[derive(Clone, Debug)]
pub struct Uris {
    base: String,
    domain: String,
    media_base: String,
}

impl Uris {
    /// `base` is how people and peers reach the server, `https://rounds.example` or `http://localhost:3000`; `domain` is
    /// what stands behind the `@` (with its port in development); `media_base` is where files are served.
    #[must_use]
    pub fn new(base: &Url, domain: &str, media_base: Option<&Url>) -> Self {
        let trimmed = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
        Self {
            base: trimmed(base),
            domain: domain.to_owned(),
            media_base: media_base.map_or_else(|| trimmed(base), trimmed),
        }
    }

    /// What stands behind the `@` of a local handle.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Scheme, host and port, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// `https`; `http` in development.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.base
            .split_once("://")
            .map_or("https", |(scheme, _)| scheme)
    }

    /// Host and port of the web address.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.base
            .split_once("://")
            .map_or(self.base.as_str(), |(_, authority)| authority)
    }

    /// Where files are served, without a slash at the end.
    #[must_use]
    pub fn media_base(&self) -> &str {
        &self.media_base
    }

    /// The address of a path that begins with a slash.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Whether `uri` is an address of this instance.
    #[must_use]
    pub fn is_local(&self, uri: &str) -> bool {
        uri.strip_prefix(&self.base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The instance actor.
    #[must_use]
    pub fn instance_actor(&self) -> String {
        self.path("/actor")
    }

    /// An actor's id.
    #[must_use]
    pub fn actor(&self, id: AccountId) -> String {
        self.path(&format!("/ap/users/{id}"))
    }

    /// Something of an actor, such as `followers` or `collections/featured`.
    #[must_use]
    pub fn of_actor(&self, id: AccountId, what: &str) -> String {
        self.path(&format!("/ap/users/{id}/{what}"))
    }

    /// The id of an actor's signing key.
    #[must_use]
    pub fn key(actor_uri: &str) -> String {
        format!("{actor_uri}#main-key")
    }

    /// The id of the key that an actor signs documents with.
    #[must_use]
    pub fn assertion_key(actor_uri: &str) -> String {
        format!("{actor_uri}#ed25519-key")
    }

    /// The same of the key that took the place of another at `now`.
    #[must_use]
    pub fn later_assertion_key(actor_uri: &str, now: Timestamp) -> String {
        format!("{}-{}", Self::assertion_key(actor_uri), now.millis())
    }

    /// The inbox that all actors here share.
    #[must_use]
    pub fn shared_inbox(&self) -> String {
        self.path("/inbox")
    }

    /// A status's id.
    #[must_use]
    pub fn status(&self, author: AccountId, id: StatusId) -> String {
        self.path(&format!("/ap/users/{author}/statuses/{id}"))
    }

    /// The collection of a thread that began here (FEP-7888).
    #[must_use]
    pub fn context(&self, id: ConversationId) -> String {
        self.path(&format!("/contexts/{id}"))
    }

    /// A collection of accounts that an actor recommends.
    #[must_use]
    pub fn collection(&self, owner: AccountId, id: CollectionId) -> String {
        self.of_actor(owner, &format!("collections/{id}"))
    }

    /// That `member` agreed to be in a collection.
    #[must_use]
    pub fn feature_authorization(&self, member: AccountId, item: CollectionItemId) -> String {
        self.of_actor(member, &format!("feature_authorizations/{item}"))
    }

    /// The stamp with which the author of a status of ours admits a quote of it (FEP-044f).
    #[must_use]
    pub fn quote_authorization(&self, author: AccountId, id: QuoteId) -> String {
        self.path(&format!("/ap/users/{author}/quote_authorizations/{id}"))
    }

    /// A credential of our own issuing.
    #[must_use]
    pub fn credential(&self, id: CredentialId) -> String {
        self.path(&format!("/credentials/{id}"))
    }

    /// Where people read what a credential of our own issuing says, and whether it still does.
    #[must_use]
    pub fn verify(&self, id: CredentialId) -> String {
        self.path(&format!("/verify/{id}"))
    }

    /// A Bitstring Status List.
    #[must_use]
    pub fn status_list(&self, number: i64) -> String {
        self.path(&format!("/status/{number}"))
    }

    /// The id of the activity with which `author` asks to quote.
    #[must_use]
    pub fn quote_request(&self, author: AccountId, id: QuoteId) -> String {
        self.path(&format!("/ap/users/{author}/quote_requests/{id}"))
    }

    /// The id of an activity of an actor that has no address of its own, such as `likes/7`.
    #[must_use]
    pub fn fragment(actor_uri: &str, what: &str) -> String {
        format!("{actor_uri}#{what}")
    }

    /// The id of a Follow of an actor of ours.
    #[must_use]
    pub fn follow(actor_uri: &str, id: FollowId) -> String {
        Self::fragment(actor_uri, &format!("follows/{id}"))
    }

    /// The id of a Follow that is sent once more, at another time.
    #[must_use]
    pub fn follow_again(actor_uri: &str, id: FollowId, now: Timestamp) -> String {
        Self::fragment(actor_uri, &format!("follows/{id}/{}", now.seconds()))
    }

    /// The follow that was asked for by a Follow of ours with this id, whenever that was sent.
    #[must_use]
    pub fn follow_of(&self, uri: &str) -> Option<FollowId> {
        let (actor, what) = uri.split_once("#follows/")?;
        let id = what.split_once('/').map_or(what, |(id, _)| id);
        id.parse().ok().filter(|_| self.is_local(actor))
    }

    /// Where people read about the instance.
    #[must_use]
    pub fn about_page(&self) -> String {
        self.path("/about")
    }

    /// Where people see a local profile.
    #[must_use]
    pub fn profile_page(&self, username: &str) -> String {
        self.path(&format!("/@{username}"))
    }

    /// Where people see a local status.
    #[must_use]
    pub fn status_page(&self, username: &str, id: StatusId) -> String {
        self.path(&format!("/@{username}/{id}"))
    }

    /// The status whose page or `ActivityPub` id this would be; whether there is one is not looked at.
    #[must_use]
    pub fn status_of(&self, address: &str) -> Option<StatusId> {
        let path = address.strip_prefix(&self.base)?.strip_prefix('/')?;
        let segments: Vec<&str> = path.split('/').collect();
        let id = match segments[..] {
            [handle, id] if handle.starts_with('@') => id,
            ["ap", "users", _, "statuses", id] => id,
            _ => return None,
        };
        id.parse().ok()
    }

    /// Where people see a collection of accounts.
    #[must_use]
    pub fn collection_page(&self, id: CollectionId) -> String {
        self.path(&format!("/collections/{id}"))
    }

    /// Where people see a hashtag.
    #[must_use]
    pub fn tag_page(&self, name: &str) -> String {
        self.path(&format!("/tags/{name}"))
    }

    /// A file, by its unguessable secret. `variant` is `original` or `preview`.
    #[must_use]
    pub fn media(&self, secret: &str, variant: &str) -> String {
        format!("{}/media/{secret}/{variant}", self.media_base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_host_is_not_local() {
        let base = Url::parse("http://localhost:3001").expect("a url");
        let uris = Uris::new(&base, "localhost:3001", None);
        assert!(uris.is_local("http://localhost:3001/ap/users/1"));
        assert!(!uris.is_local("http://localhost:30012/ap/users/1"));
        assert_eq!(uris.authority(), "localhost:3001");
        assert_eq!(
            uris.status(AccountId(1), StatusId(2)),
            "http://localhost:3001/ap/users/1/statuses/2"
        );
    }

    #[test]
    fn a_follow_is_known_by_every_id_that_was_sent() {
        let base = Url::parse("https://rounds.example").expect("a url");
        let uris = Uris::new(&base, "rounds.example", None);
        let actor = uris.actor(AccountId(1));
        let (first, now) = (Uris::follow(&actor, FollowId(2)), Timestamp(3_000_000));
        let again = Uris::follow_again(&actor, FollowId(2), now);
        assert_ne!(first, again);
        for uri in [&first, &again] {
            assert_eq!(uris.follow_of(uri), Some(FollowId(2)), "{uri}");
        }
        for other in [
            "https://evil.example/ap/users/1#follows/2",
            "https://rounds.example/ap/users/1#likes/2",
            "https://rounds.example/ap/users/1#follows/x",
        ] {
            assert_eq!(uris.follow_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_status_is_known_by_both_of_its_addresses() {
        let base = Url::parse("https://rounds.example").expect("a url");
        let uris = Uris::new(&base, "rounds.example", None);
        for address in [
            uris.status(AccountId(1), StatusId(2)),
            uris.status_page("ada", StatusId(2)),
        ] {
            assert_eq!(uris.status_of(&address), Some(StatusId(2)), "{address}");
        }
        for other in [
            "https://rounds.example.evil.example/@ada/2",
            "https://rounds.example/@ada",
            "https://rounds.example/@ada/2/embed",
            "https://rounds.example/tags/2",
            "@ada/2",
        ] {
            assert_eq!(uris.status_of(other), None, "{other}");
        }
    }
}
