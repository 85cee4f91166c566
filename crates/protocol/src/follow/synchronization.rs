//! The header by which two servers notice that they count other followers of an actor (FEP-8fcf).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::account::Account;
use domain::delivery::Parcel;
use domain::follow::synchronization::{self, Digest, List};
use domain::id::AccountId;
use http::{HeaderMap, HeaderName, HeaderValue};
use http_signatures::Claim;
use moka::sync::Cache;
use url::Url;

use crate::collection;
use crate::error::Error;
use crate::federation::Federation;
use crate::origin::{Origin, same_origin};
use crate::vocab::{self, Addressees, is_public};

/// The header's name.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("collection-synchronization");
/// Bytes of a header that is read: two addresses and a digest.
const HEADER_BYTES: usize = 4096;
/// Pages of a list that is fetched.
const PAGES: u32 = 10;
/// Actors whose digests are kept.
const ACTORS: u64 = 1000;
/// Digests are made anew after this, whatever changed.
const KEPT: Duration = Duration::from_mins(1);

/// Digests of an actor's followers by their origin; none where there are too many followers.
type ByOrigin = Option<HashMap<Origin, Digest>>;

/// The digests of local actors, made once for all deliveries of a status: any follow raises the revision of its actor.
#[derive(Clone)]
pub(crate) struct Digests(Cache<(AccountId, i64), Arc<ByOrigin>>);

impl Default for Digests {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(ACTORS).time_to_live(KEPT);
        Self(cache.build())
    }
}

/// What goes beside an activity for followers alone to `inbox`: whom of that server the sender counts as followers.
pub(crate) async fn header(
    federation: &Federation,
    parcel: &Parcel,
    inbox: &Url,
) -> Result<Option<HeaderValue>, Error> {
    let sender = &*parcel.sender;
    let Some(followers) = sender.followers_url.as_deref() else {
        return Ok(None);
    };
    if !is_for_followers_alone(&parcel.body, followers)? {
        return Ok(None);
    }
    let digests = digests(federation, sender).await?;
    let Some((by_origin, origin)) = digests.as_ref().as_ref().zip(Origin::of(inbox)) else {
        return Ok(None);
    };
    let digest = by_origin.get(&origin).copied().unwrap_or_default();
    let url = federation
        .ctx
        .uris
        .of_actor(sender.id, "followers_synchronization");
    let text = format!(r#"collectionId="{followers}", url="{url}", digest="{digest}""#);
    Ok(HeaderValue::try_from(text).ok())
}

fn is_for_followers_alone(body: &str, followers: &str) -> Result<bool, Error> {
    let Addressees { to, cc } = vocab::parse(body.as_bytes())?;
    let has = |addressee: &Url| addressee.as_str() == followers;
    let all = || to.iter().chain(&cc);
    Ok(all().any(has) && !all().any(|addressee| is_public(addressee.as_str())))
}

async fn digests(federation: &Federation, sender: &Account) -> Result<Arc<ByOrigin>, Error> {
    let key = (sender.id, sender.revision);
    if let Some(known) = federation.digests.0.get(&key) {
        return Ok(known);
    }
    let followers = synchronization::remote_followers(&federation.ctx, sender.id).await?;
    let made = Arc::new(followers.map(|followers| by_origin(&followers)));
    federation.digests.0.insert(key, made.clone());
    Ok(made)
}

fn by_origin(followers: &[String]) -> HashMap<Origin, Digest> {
    let mut digests: HashMap<Origin, Digest> = HashMap::new();
    for uri in followers {
        if let Some(origin) = Url::parse(uri).ok().as_ref().and_then(Origin::of) {
            digests.entry(origin).or_default().add(uri);
        }
    }
    digests
}

/// The ids of the followers of a local account whom `asker`, another server's actor, may know of: those of its own server.
pub async fn followers_of_server(
    federation: &Federation,
    target: AccountId,
    asker: &Account,
) -> Result<Vec<String>, Error> {
    let origin = Url::parse(&asker.uri).ok().as_ref().and_then(Origin::of);
    let origin = origin.ok_or_else(|| Error::Refused(format!("{} has no server", asker.uri)))?;
    let below = format!("{origin}/");
    Ok(synchronization::followers_below(&federation.ctx, target, &below).await?)
}

/// What a header says.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    collection: String,
    url: Url,
    digest: Digest,
}

impl Said {
    /// Reads `name="value"` pairs, in any order; what is incomplete says nothing.
    fn parse(text: &str) -> Option<Self> {
        let pairs = text.split(',').filter_map(|pair| pair.split_once('='));
        let values: HashMap<&str, &str> = pairs
            .map(|(name, value)| (name.trim(), value.trim().trim_matches('"')))
            .collect();
        Some(Self {
            collection: (*values.get("collectionId")?).to_owned(),
            url: Url::parse(values.get("url")?).ok()?,
            digest: Digest::parse(values.get("digest")?)?,
        })
    }
}

/// Looks at the header of a request that `actor` signed. Only what the signature covers counts, about the actor's own
/// followers and at an address of its own server; anything else is as if there was none.
pub(crate) async fn on_header(
    federation: &Federation,
    actor: &Account,
    claim: &Claim,
    headers: &HeaderMap,
) -> Result<(), Error> {
    let mut values = headers.get_all(&HEADER).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Ok(());
    };
    if !claim.covers(HEADER.as_str()) || value.len() > HEADER_BYTES {
        return Ok(());
    }
    let Some(said) = value.to_str().ok().and_then(Said::parse) else {
        return Ok(());
    };
    let beside = Url::parse(&actor.uri).is_ok_and(|uri| same_origin(&uri, &said.url));
    if !beside || actor.followers_url.as_deref() != Some(&said.collection) {
        return Ok(());
    }
    let (ctx, url) = (&federation.ctx, said.url.as_str());
    Ok(synchronization::compare(ctx, actor.id, url, said.digest).await?)
}

/// Asks at `url` who of us follows a remote account, and makes our rows agree. What does not end within ten pages is left.
pub async fn synchronize(
    federation: &Federation,
    target: AccountId,
    url: &str,
    digest: &str,
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some((url, promised)) = Url::parse(url).ok().zip(Digest::parse(digest)) else {
        return Ok(());
    };
    // Read before asking, so that a follow that begins meanwhile is not missed in the list.
    let Some(known) = synchronization::local_followers(ctx, target).await? else {
        return Ok(());
    };
    let Some(listed) = collection::whole(federation, &url, PAGES).await? else {
        return Ok(());
    };
    let uris: Vec<String> = listed.into_iter().map(String::from).collect();
    let list = List {
        uris: &uris,
        promised,
        known: &known,
    };
    Ok(synchronization::heal(ctx, target, &list).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLLOWERS: &str = "https://a.example/users/anna/followers";

    #[test]
    fn only_what_is_for_followers_alone_has_a_header() {
        let public = "https://www.w3.org/ns/activitystreams#Public";
        for (to, cc, expected) in [
            (FOLLOWERS, "https://b.example/users/bob", true),
            ("https://b.example/users/bob", FOLLOWERS, true),
            (FOLLOWERS, public, false),
            (public, FOLLOWERS, false),
            (
                "https://b.example/users/bob",
                "https://c.example/users/c",
                false,
            ),
        ] {
            let body = serde_json::json!({"to": [to], "cc": [cc], "content": public}).to_string();
            let found = is_for_followers_alone(&body, FOLLOWERS).expect("is read");
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn followers_are_told_apart_by_their_origin() {
        let uris = [
            "https://b.example/users/bob",
            "https://b.example:8443/users/bob",
            "https://b.example/users/tom",
            "not an address",
        ];
        let digests = by_origin(&uris.map(str::to_owned));
        let of = |url: &str| {
            let origin = Origin::of(&Url::parse(url).expect("a url")).expect("an origin");
            digests.get(&origin).copied()
        };
        assert_eq!(digests.len(), 2);
        assert_eq!(
            of("https://b.example/inbox"),
            Some(Digest::of([uris[0], uris[2]]))
        );
        assert_eq!(
            of("https://b.example:8443/inbox"),
            Some(Digest::of([uris[1]]))
        );
    }

    #[test]
    fn a_header_is_read_in_any_order_and_only_whole() {
        let digest = "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f";
        let url = "https://a.example/users/anna/followers_synchronization";
        let said = Some(Said {
            collection: FOLLOWERS.to_owned(),
            url: Url::parse(url).expect("a url"),
            digest: Digest::parse(digest).expect("a digest"),
        });
        for header in [
            format!(r#"collectionId="{FOLLOWERS}", url="{url}", digest="{digest}""#),
            format!(r#"digest="{digest}",url="{url}",collectionId="{FOLLOWERS}""#),
        ] {
            assert_eq!(Said::parse(&header), said, "{header}");
        }
        for header in [
            String::new(),
            "collectionId".to_owned(),
            format!(r#"collectionId="{FOLLOWERS}", url="{url}""#),
            format!(r#"collectionId="{FOLLOWERS}", url="{url}", digest="00""#),
            format!(r#"collectionId="{FOLLOWERS}", url="nowhere", digest="{digest}""#),
        ] {
            assert_eq!(Said::parse(&header), None, "{header}");
        }
    }
}
