//! Statuses of other servers, from their documents.

mod content;
mod media;

use std::collections::HashMap;

use domain::account::Account;
use domain::custom_emoji::RemoteEmoji;
use domain::kinds::{ActorKind, Visibility};
use domain::remote;
use domain::status::{RemoteMention, RemoteStatus};
use url::Url;

use crate::actor::timestamp;
use crate::error::Error;
use crate::federation::Federation;
use crate::origin::{same_origin, same_site};
use crate::vocab::{Object, PUBLIC, Tag};
use crate::{interaction, poll, quote};

/// Types that are statuses here: Mastodon's list, and the direct messages of Pleroma and older Lemmy.
const KINDS: [&str; 9] = [
    "Note",
    "ChatMessage",
    "Question",
    "Article",
    "Page",
    "Image",
    "Audio",
    "Video",
    "Event",
];
/// Mentions and hashtags that are read.
const TAGS: usize = 100;
/// Unknown accounts that are looked up because a status names them: it could name thousands.
const STRANGERS: usize = 5;

/// Whether an object of this type becomes a status.
pub(crate) fn is_status(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// Whether `object` is said in passing: it has no page that one would rather read.
fn is_short(object: &Object) -> bool {
    matches!(object.kind.as_str(), "Note" | "ChatMessage" | "Question")
}

/// A vote looks like a note: it names a choice and says nothing.
pub(crate) fn is_vote(object: &Object) -> bool {
    object.kind == "Note" && object.name.is_some() && object.text().is_none()
}

/// What `object` says, as a status of `author`, whose it must be by its own words and by its address (FEP-fe34).
pub(crate) async fn describe(
    federation: &Federation,
    object: &Object,
    author: &Account,
) -> Result<RemoteStatus, Error> {
    check_author(object, author)?;
    let known = addressed(federation, object, author).await?;
    let group = known
        .values()
        .find(|account| account.kind == ActorKind::Group);
    let visibility = visibility(object, author);
    let tags = object.tag.iter().filter_map(|tag| tag.hashtag());
    Ok(RemoteStatus {
        uri: object.id.to_string(),
        url: page(object).map(Url::to_string),
        author: author.id,
        kind: object.kind.clone(),
        title: content::title(object),
        content: content::content(object),
        spoiler_text: content::warning(object),
        sensitive: object.sensitive,
        language: object.language().map(str::to_owned),
        visibility,
        group_id: group.map(|group| group.id),
        published: timestamp(object.published),
        updated: timestamp(object.updated),
        in_reply_to_uri: object.in_reply_to.as_ref().map(Url::to_string),
        mentions: mentions(object, &known, author, visibility),
        strangers: strangers(federation, object, &known),
        tags: tags.take(TAGS).map(str::to_owned).collect(),
        emojis: emojis(&object.tag),
        media: media::media(object),
        poll: poll::describe(object),
        quote: quote::describe(object),
        quote_approval: quote::approval(object, author),
        interaction_policy: interaction::policy(object, author),
        activity: None,
    })
}

fn check_author(object: &Object, author: &Account) -> Result<(), Error> {
    let uri = Url::parse(&author.uri).ok();
    let is_author = |by: &Url| by.as_str() == author.uri;
    let beside = uri.is_some_and(|uri| same_origin(&object.id, &uri));
    if beside && object.attributed_to.iter().any(is_author) {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "{} is not {}'s",
        object.id, author.uri
    )))
}

/// A page on another site would be a disguise.
fn page(object: &Object) -> Option<&Url> {
    object.page().filter(|page| same_site(page, &object.id))
}

fn visibility(object: &Object, author: &Account) -> Visibility {
    let has = |list: &[Url], uri: &str| list.iter().any(|url| url.as_str() == uri);
    let followers = author.followers_url.as_deref().unwrap_or_default();
    if has(&object.to, PUBLIC) {
        Visibility::Public
    } else if has(&object.cc, PUBLIC) {
        Visibility::Unlisted
    } else if has(&object.to, followers) || has(&object.cc, followers) {
        Visibility::Private
    } else {
        Visibility::Direct
    }
}

/// Who of those named or addressed is known here.
async fn addressed(
    federation: &Federation,
    object: &Object,
    author: &Account,
) -> Result<HashMap<String, Account>, Error> {
    let named = object.tag.iter().filter_map(|tag| tag.mention());
    let is_account = |uri: &&Url| {
        uri.as_str() != PUBLIC && author.followers_url.as_deref() != Some(uri.as_str())
    };
    let uris = named
        .chain(object.addressees())
        .filter(is_account)
        .take(TAGS);
    let mut uris: Vec<String> = uris.map(Url::to_string).collect();
    uris.sort_unstable();
    uris.dedup();
    let known = remote::list_by_uris(&federation.ctx, &uris).await?;
    Ok(known
        .into_iter()
        .map(|account| (account.uri.clone(), account))
        .collect())
}

/// The first of those whom a tag names and who are not known here.
fn strangers(
    federation: &Federation,
    object: &Object,
    known: &HashMap<String, Account>,
) -> Vec<String> {
    let uris = &federation.ctx.uris;
    let named = object.tag.iter().filter_map(|tag| tag.mention());
    let mut strangers: Vec<String> = Vec::new();
    for uri in named.take(TAGS).map(Url::as_str) {
        let is_stranger = !known.contains_key(uri) && !uris.is_local(uri);
        if is_stranger && !strangers.iter().any(|stranger| stranger == uri) {
            strangers.push(uri.to_owned());
        }
    }
    strangers.truncate(STRANGERS);
    strangers
}

/// Only who is named in a tag is told; who is merely addressed may see it. What is addressed to one alone and names nobody
/// is a message to that one (Lemmy, Pleroma).
fn mentions(
    object: &Object,
    known: &HashMap<String, Account>,
    author: &Account,
    visibility: Visibility,
) -> Vec<RemoteMention> {
    let named: Vec<&str> = object
        .tag
        .iter()
        .filter_map(|tag| tag.mention())
        .map(Url::as_str)
        .collect();
    let is_message =
        visibility == Visibility::Direct && named.is_empty() && object.addressees().count() == 1;
    let others = known.values().filter(|account| account.id != author.id);
    others
        .map(|account| RemoteMention {
            account_id: account.id,
            silent: !is_message && !named.contains(&account.uri.as_str()),
        })
        .collect()
}

/// The custom emoji among tags, of a status or of an actor.
pub(crate) fn emojis(tags: &[Tag]) -> Vec<RemoteEmoji> {
    let emojis = tags.iter().filter_map(Tag::emoji).take(TAGS);
    emojis
        .map(|(shortcode, url)| RemoteEmoji {
            shortcode: shortcode.to_owned(),
            url: url.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    async fn author() -> Account {
        let test = domain::testing::context().await;
        domain::testing::remote_account(&test.ctx, "anna", "a.example").await
    }

    fn note(changes: &[(&str, Value)]) -> Object {
        let mut document = json!({
            "id": "https://a.example/notes/1", "type": "Note", "content": "<p>hi</p>",
            "attributedTo": "https://a.example/users/anna",
        });
        for (name, value) in changes {
            document[*name] = value.clone();
        }
        serde_json::from_value(document).expect("an object")
    }

    #[tokio::test]
    async fn visibility_follows_the_addressing() {
        let author = author().await;
        let followers = "https://a.example/users/anna/followers";
        for (to, cc, expected) in [
            ("as:Public", followers, Visibility::Public),
            (followers, "Public", Visibility::Unlisted),
            (followers, "https://b.example/users/b", Visibility::Private),
            (
                "https://b.example/users/b",
                "https://c.example/users/c/followers",
                Visibility::Direct,
            ),
        ] {
            let note = note(&[("to", json!(to)), ("cc", json!([cc]))]);
            assert_eq!(visibility(&note, &author), expected, "{to} {cc}");
        }
    }

    #[tokio::test]
    async fn security_02_a_status_of_someone_else_is_refused() {
        let author = author().await;
        let spoofed = note(&[("attributedTo", json!("https://victim.example/users/v"))]);
        let misplaced = note(&[("id", json!("https://victim.example/notes/1"))]);
        for object in [spoofed, misplaced] {
            assert!(check_author(&object, &author).is_err());
        }
        assert!(check_author(&note(&[]), &author).is_ok());
    }
}
