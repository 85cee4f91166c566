//! What we send: read back by our own reader, and every term defined in its context.

use activitypub_federation::protocol::context::WithContext;
use chrono::{DateTime, Utc};
use protocol::vocab::{
    Activity, ActivityDocument, Actor, ActorDocument, AttachmentDocument, CAPABILITIES,
    CollectionDocument, Embedded, GeneratorDocument, ImageDocument, InteractionPolicyDocument,
    MultikeyDocument, NoteDocument, Object, PUBLIC, Professional, SourceDocument, TagDocument,
    context, parse,
};
use serde::Serialize;
use serde_json::Value;
use url::Url;

const ID: &str = "https://rounds.example/ap/users/7";

/// The terms of ActivityStreams and of the security vocabularies that we use without defining them.
const KNOWN: &[&str] = &[
    "@context",
    "id",
    "type",
    "actor",
    "object",
    "target",
    "to",
    "cc",
    "audience",
    "summary",
    "content",
    "contentMap",
    "name",
    "published",
    "updated",
    "url",
    "attributedTo",
    "inReplyTo",
    "context",
    "source",
    "mediaType",
    "attachment",
    "tag",
    "href",
    "replies",
    "likes",
    "shares",
    "totalItems",
    "first",
    "width",
    "height",
    "duration",
    "icon",
    "image",
    "inbox",
    "outbox",
    "followers",
    "following",
    "endpoints",
    "sharedInbox",
    "preferredUsername",
    "publicKey",
    "owner",
    "publicKeyPem",
    "controller",
    "publicKeyMultibase",
    "generator",
    "webfinger",
];

fn text(value: &str) -> String {
    value.to_owned()
}

fn url(value: &str) -> Url {
    value.parse().expect("an address")
}

fn noon() -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(1_795_262_400, 0)
}

/// An actor with everything there is.
fn actor() -> ActorDocument {
    let image = ImageDocument {
        media_type: text("image/png"),
        url: text("https://rounds.example/i"),
        summary: Some(text("me")),
    };
    ActorDocument {
        webfinger: Some(text("ida@rounds.example")),
        name: Some(text("Ida")),
        summary: Some(text("<p>Hi</p>")),
        followers: Some(text("https://rounds.example/ap/users/7/followers")),
        following: Some(text("https://rounds.example/ap/users/7/following")),
        featured: Some(text(
            "https://rounds.example/ap/users/7/collections/featured",
        )),
        attributed_to: Some(text("https://rounds.example/ap/users/7/moderators")),
        assertion_method: vec![MultikeyDocument {
            id: format!("{ID}#ed25519-key"),
            controller: text(ID),
            public_key_multibase: text("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"),
        }],
        implements: CAPABILITIES.to_vec(),
        generator: Some(GeneratorDocument {
            id: text("https://rounds.example/actor"),
            implements: CAPABILITIES.to_vec(),
        }),
        icon: Some(image.clone()),
        image: Some(image),
        attachment: vec![AttachmentDocument::PropertyValue {
            name: text("Ward"),
            value: text("4 West"),
        }],
        tag: vec![TagDocument::Hashtag {
            href: text("https://rounds.example/tags/icu"),
            name: text("#icu"),
        }],
        manually_approves_followers: true,
        discoverable: Some(true),
        indexable: Some(false),
        attribution_domains: vec![text("ida.example")],
        suspended: Some(false),
        posting_restricted_to_mods: Some(true),
        published: noon(),
        also_known_as: vec![text("https://old.example/users/ida")],
        moved_to: Some(text("https://new.example/users/ida")),
        professional: Professional {
            profession: Some(text("physician")),
            specialties: vec![url("https://w3id.org/rounds/specialty/cardiology")],
            workplace: Some(text("St. Anna")),
            region: Some(text("DE-BE")),
            languages: vec![text("de"), text("en")],
            account_kind: Some(text("clinician")),
            interests: None,
        },
        ..ActorDocument::new(
            "Person",
            text(ID),
            text("ida"),
            text("https://rounds.example/@ida"),
            text("https://rounds.example/inbox"),
            text("PEM"),
        )
    }
}

/// A status with everything there is.
fn note() -> NoteDocument {
    let id = format!("{ID}/statuses/9");
    let count = |what: &str| {
        let mut collection = CollectionDocument::unordered(format!("{id}/{what}"));
        collection.total_items = Some(0);
        Some(collection)
    };
    NoteDocument {
        kind: "Page",
        name: Some(text("Title")),
        summary: Some(text("warning")),
        in_reply_to: Some(text("https://a.example/1")),
        published: noon(),
        updated: noon(),
        url: text("https://rounds.example/@ida/9"),
        attributed_to: text(ID),
        to: vec![text(PUBLIC)],
        cc: vec![format!("{ID}/followers")],
        audience: Some(text("https://rounds.example/ap/users/8")),
        sensitive: true,
        context: Some(text("https://rounds.example/contexts/1")),
        conversation: Some(text("https://rounds.example/contexts/1")),
        content: text("<p>Hi</p>"),
        content_map: [(text("en"), text("<p>Hi</p>"))].into(),
        source: Some(SourceDocument {
            content: text("Hi"),
            media_type: "text/markdown",
        }),
        attachment: vec![AttachmentDocument::Document {
            media_type: text("image/png"),
            url: text("https://rounds.example/f"),
            name: Some(text("alt")),
            blurhash: Some(text("U6")),
            focal_point: Some([0.0, 1.0]),
            width: Some(1),
            height: Some(2),
            duration: Some(text("PT2S")),
            icon: None,
        }],
        tag: vec![TagDocument::Mention {
            href: text("https://a.example/1"),
            name: text("@a@a.example"),
        }],
        quote: None,
        quote_url: None,
        misskey_quote: None,
        quote_authorization: None,
        interaction_policy: InteractionPolicyDocument::quotes(vec![PUBLIC.to_owned()]),
        poll: None,
        replies: count("replies"),
        likes: count("likes"),
        shares: count("shares"),
        id,
    }
}

fn sent(document: impl Serialize, context: Value) -> String {
    serde_json::to_string(&WithContext::new(document, context)).expect("documents are JSON")
}

/// Every key that is neither known nor defined in the `@context`.
fn undefined(json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).expect("what we sent is JSON");
    let defined = value["@context"]
        .as_array()
        .expect("contexts are lists")
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|terms| terms.keys());
    let defined: Vec<&String> = defined.collect();
    let prefix = |key: &str| key.split_once(':').map(|(prefix, _)| prefix.to_owned());
    let mut missing = keys(&value);
    missing.retain(|key| {
        let is = |term: &String| term == key || Some(term) == prefix(key).as_ref();
        !KNOWN.contains(&key.as_str()) && !defined.iter().any(|term| is(term))
    });
    missing
}

fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => object
            .iter()
            // A language map has languages for keys, and the context is what is compared with.
            .filter(|(key, _)| !matches!(key.as_str(), "@context"))
            .flat_map(|(key, inner)| {
                let inner = if key == "contentMap" {
                    Vec::new()
                } else {
                    keys(inner)
                };
                [key.clone()].into_iter().chain(inner)
            })
            .collect(),
        Value::Array(members) => members.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_term_is_defined() {
    assert_eq!(undefined(&sent(actor(), context::actor())), [""; 0]);
    let create = ActivityDocument::new(format!("{ID}#x"), "Create", text(ID), note());
    assert_eq!(undefined(&sent(create, context::status())), [""; 0]);
    let foreign = r#"{"@context":[{}],"unheardOf":{"toot:x":1}}"#;
    assert_eq!(undefined(foreign), ["unheardOf", "toot:x"]);
}

#[test]
fn our_actor_reads_back() {
    let read: Actor = parse(sent(actor(), context::actor()).as_bytes()).unwrap();
    let written = actor();
    assert_eq!(read.id.as_str(), ID);
    assert_eq!(read.professional, written.professional);
    assert_eq!(read.public_key[0].owner, read.id);
    assert_eq!(
        read.endpoints.shared_inbox.unwrap().as_str(),
        written.endpoints.shared_inbox
    );
    assert_eq!(read.published, written.published);
    let [key] = &read.assertion_method[..] else {
        panic!("one key was written");
    };
    assert_eq!(
        (key.kind.as_str(), key.controller.as_str()),
        ("Multikey", ID)
    );
    assert_eq!(read.icon.unwrap().description(), Some("me"));
}

#[test]
fn what_an_actor_lacks_is_left_out() {
    let plain = ActorDocument::new(
        "Application",
        text(ID),
        text("a"),
        text("u"),
        text("s"),
        text("PEM"),
    );
    let json = sent(plain, context::actor());
    let value: Value = serde_json::from_str(&json).unwrap();
    let present: Vec<_> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "@context",
        "id",
        "type",
        "preferredUsername",
        "url",
        "inbox",
        "outbox",
        "endpoints",
        "publicKey",
        "manuallyApprovesFollowers",
    ];
    assert_eq!(present, expected);
}

#[test]
fn our_create_reads_back() {
    let mut create = ActivityDocument::new(format!("{ID}#x"), "Create", text(ID), note());
    create.to = vec![text(PUBLIC)];
    let read: Activity = parse(sent(create, context::status()).as_bytes()).unwrap();
    assert_eq!(read.to[0].as_str(), PUBLIC);
    let object: Object = read.object.unwrap().parse().unwrap();
    assert_eq!(object.published, noon());
    assert_eq!(object.language(), Some("en"));
    assert_eq!(
        object.tag[0].mention().unwrap().as_str(),
        "https://a.example/1"
    );
    assert_eq!(object.attachment[0].focal_point, Some([0.0, 1.0]));
}

#[test]
fn what_is_announced_keeps_its_bytes() {
    let received = r#"{ "type":"Like",  "id" : "https://a.example/1", "x":1.50 }"#;
    let object: Embedded = serde_json::from_str(received).unwrap();
    let announce = ActivityDocument::new(format!("{ID}#y"), "Announce", text(ID), object);
    assert!(sent(announce, context::plain()).contains(received));
}
