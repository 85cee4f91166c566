//! What other servers send is understood, and what we send is what they expect.

use std::{fs, path::PathBuf};

use protocol::vocab::{self, Activity, Actor, Collection, Embedded, Jrd, Object, PUBLIC};
use serde::de::DeserializeOwned;
use url::Url;

fn fixture<T: DeserializeOwned>(name: &str) -> T {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fixtures", name]
        .iter()
        .collect();
    let json = fs::read(path).expect("a fixture of that name");
    vocab::parse(&json).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn strings(urls: &[Url]) -> Vec<&str> {
    urls.iter().map(Url::as_str).collect()
}

/// The object within an activity.
fn object_of(name: &str) -> Object {
    let activity: Activity = fixture(name);
    let object = activity.object.expect("an object");
    object.parse().expect("an object that can be read")
}

#[test]
fn mastodon_actor() {
    let actor: Actor = fixture("mastodon/actor.json");
    assert_eq!(actor.kind, "Person");
    assert_eq!(actor.webfinger.as_deref(), Some("nora@mastodon.example"));
    assert_eq!(
        actor.endpoints.shared_inbox.as_ref().unwrap().as_str(),
        "https://mastodon.example/inbox"
    );
    assert_eq!(
        actor.page().unwrap().as_str(),
        "https://mastodon.example/@nora"
    );
    assert!(actor.manually_approves_followers && actor.discoverable && !actor.indexable);
    assert_eq!(actor.public_key[0].owner, actor.id);
    assert_eq!(actor.fields().next(), Some(("Ward", "4 West")));
    assert_eq!(actor.fields().count(), 2);
    assert_eq!(actor.tag[0].emoji().unwrap().0, "ward");
    assert_eq!(
        actor.icon.as_ref().unwrap().description(),
        Some("A cat in scrubs")
    );
    assert_eq!(actor.attribution_domains, ["nora.example"]);
    assert_eq!(
        strings(
            &actor
                .interaction_policy
                .can_feature
                .unwrap()
                .automatic_approval
        ),
        [PUBLIC]
    );
    assert_eq!(actor.published.unwrap().timestamp(), 1_741_046_400);
    assert_eq!(actor.professional, vocab::Professional::default());
}

#[test]
fn mastodon_instance_actor() {
    let actor: Actor = fixture("mastodon/instance_actor.json");
    assert_eq!(actor.kind, "Application");
    assert!(actor.followers.is_none() && actor.name.is_none());
}

#[test]
fn mastodon_create_note() {
    let note = object_of("mastodon/create_note.json");
    assert_eq!(note.kind, "Note");
    assert_eq!(note.summary, None);
    assert_eq!(note.language(), Some("en"));
    assert_eq!(strings(&note.to), [PUBLIC]);
    assert_eq!(
        note.in_reply_to.as_ref().unwrap().as_str(),
        "https://rounds.example/ap/users/7/statuses/9"
    );
    let mentions: Vec<_> = note
        .tag
        .iter()
        .filter_map(vocab::Tag::mention)
        .map(Url::as_str)
        .collect();
    assert_eq!(mentions, ["https://rounds.example/ap/users/7"]);
    assert_eq!(note.tag.iter().find_map(vocab::Tag::hashtag), Some("icu"));
    let chart = &note.attachment[0];
    assert_eq!(
        chart.address().unwrap().as_str(),
        "https://files.mastodon.example/chart.jpg"
    );
    assert_eq!((chart.width, chart.height), (Some(1200), Some(800)));
    assert_eq!(chart.focal_point, Some([0.25, -0.5]));
    assert!(
        note.replies
            .unwrap()
            .id()
            .unwrap()
            .path()
            .ends_with("/replies")
    );
    assert_eq!(
        note.context.unwrap().as_str(),
        "https://mastodon.example/contexts/1157-114"
    );
    assert!(
        note.interaction_policy.can_quote.is_some() && note.interaction_policy.can_reply.is_none()
    );
    assert_eq!(note.updated, None);
}

#[test]
fn mastodon_poll() {
    let question = object_of("mastodon/update_question.json");
    let votes: Vec<_> = question
        .one_of
        .iter()
        .map(|option| (option.name.as_str(), option.votes()))
        .collect();
    assert_eq!(votes, [("Paper", 1), ("Screen", 2)]);
    assert_eq!(question.voters_count, Some(3));
    assert!(question.end_time > question.published);
}

#[test]
fn mastodon_pins_have_no_id() {
    let add: Activity = fixture("mastodon/add_pin.json");
    assert_eq!(add.id, None);
    assert!(
        add.target
            .as_ref()
            .unwrap()
            .path()
            .ends_with("/collections/featured")
    );
    assert!(add.object_id().unwrap().path().ends_with("/statuses/114"));
}

#[test]
fn an_undo_holds_what_is_undone() {
    let undo: Activity = fixture("mastodon/undo_follow.json");
    let follow: Activity = undo.object.unwrap().parse().unwrap();
    assert_eq!(follow.kind, "Follow");
    assert_eq!(follow.actor, undo.actor);
    assert_eq!(
        follow.object_id().unwrap().as_str(),
        "https://rounds.example/ap/users/7"
    );
}

#[test]
fn a_delete_names_a_tombstone_or_an_actor() {
    let status: Activity = fixture("mastodon/delete_note.json");
    let tombstone = status.object.as_ref().unwrap();
    assert_eq!(tombstone.kind().as_deref(), Some("Tombstone"));
    assert!(tombstone.id().unwrap().path().ends_with("/statuses/114"));
    let account: Activity = fixture("mastodon/delete_actor.json");
    assert_eq!(account.object_id(), Some(account.actor));
}

#[test]
fn a_flag_names_an_account_and_statuses() {
    let flag: Activity = fixture("mastodon/flag.json");
    assert_eq!(flag.object.unwrap().ids().len(), 2);
    assert_eq!(flag.content.as_deref(), Some("Sells supplements"));
}

#[test]
fn mastodon_discovery() {
    let jrd: Jrd = fixture("mastodon/webfinger.json");
    assert_eq!(jrd.handle(), Some(("nora", "mastodon.example")));
    assert_eq!(
        jrd.actor().unwrap().as_str(),
        "https://mastodon.example/ap/users/1157"
    );
    let peer: vocab::nodeinfo::Peer = fixture("mastodon/nodeinfo.json");
    assert_eq!(
        (peer.software.name.as_str(), peer.software.version.as_str()),
        ("mastodon", "4.5.2")
    );
    let followers: Collection = fixture("mastodon/followers.json");
    assert_eq!(followers.total_items, Some(41));
    assert!(followers.members().is_empty() && followers.first.is_some());
}

#[test]
fn lemmy_group() {
    let group: Actor = fixture("lemmy/group.json");
    assert_eq!(group.kind, "Group");
    assert!(group.posting_restricted_to_mods);
    assert!(group.attributed_to.unwrap().path().ends_with("/moderators"));
    assert_eq!(
        group.source.unwrap().media_type.as_deref(),
        Some("text/markdown")
    );
    let moderators: Collection = fixture("lemmy/moderators.json");
    assert_eq!(
        moderators.members().iter().filter_map(Embedded::id).count(),
        2
    );
}

#[test]
fn lemmy_announces_whole_activities() {
    let announce: Activity = fixture("lemmy/announce_create_page.json");
    let create: Activity = announce.object.unwrap().parse().unwrap();
    assert_eq!(create.kind, "Create");
    assert_eq!(
        strings(&create.audience),
        ["https://lemmy.example/c/cardiology"]
    );
    let page: Object = create.object.unwrap().parse().unwrap();
    assert_eq!(page.kind, "Page");
    assert_eq!(
        page.name.as_deref(),
        Some("New guideline on atrial fibrillation")
    );
    assert_eq!(page.language(), Some("en"));
    assert_eq!(
        page.attachment[0].address().unwrap().as_str(),
        "https://journal.example/guideline"
    );
    assert_eq!(
        page.addressees()
            .filter(|url| url.as_str() == PUBLIC)
            .count(),
        1
    );
}

#[test]
fn lemmy_moderation() {
    let delete: Activity = fixture("lemmy/delete_by_moderator.json");
    assert_eq!(delete.summary.as_deref(), Some("off topic"));
    let block: Activity = fixture("lemmy/block_user.json");
    assert!(block.remove_data && block.end_time.is_some());
    assert_eq!(
        block.target.unwrap().as_str(),
        "https://lemmy.example/c/cardiology"
    );
}

#[test]
fn gotosocial_writes_single_values() {
    let actor: Actor = fixture("gotosocial/actor.json");
    assert_eq!(
        actor.public_key[0].id.as_str(),
        "https://gts.example/users/lena/main-key"
    );
    assert_eq!(
        strings(&actor.also_known_as),
        ["https://mastodon.example/users/lena"]
    );
    assert_eq!(
        actor.fields().collect::<Vec<_>>(),
        [("pronouns", "she/her")]
    );
    assert_eq!(actor.tag[0].emoji().unwrap().0, "bandage");
    assert!(actor.icon.is_none());
    let note: Object = fixture("gotosocial/note.json");
    assert_eq!(strings(&note.to), [PUBLIC]);
    assert_eq!(note.cc.len(), 1);
    assert_eq!(
        note.published.unwrap().to_rfc3339(),
        "2026-04-05T12:15:16+00:00"
    );
    assert_eq!(
        note.interaction_policy
            .can_reply
            .unwrap()
            .manual_approval
            .len(),
        1
    );
    let accept: Activity = fixture("gotosocial/accept_follow.json");
    assert_eq!(
        accept.object_id().unwrap().as_str(),
        "https://rounds.example/ap/users/7#follows/4"
    );
}

#[test]
fn mitra_lists_several_keys() {
    let actor: Actor = fixture("mitra/actor.json");
    assert_eq!(actor.assertion_method.len(), 2);
    assert!(
        actor
            .assertion_method
            .iter()
            .all(|key| key.controller == actor.id)
    );
    assert_eq!(actor.fields().count(), 1);
    let note = object_of("mitra/create_note.json");
    assert_eq!(note.quoted().unwrap().path(), "/ap/users/1157/statuses/114");
    assert_eq!(note.tag.iter().filter_map(vocab::Tag::mention).count(), 0);
}

#[test]
fn misskey_says_a_quote_twice() {
    let actor: Actor = fixture("misskey/actor.json");
    assert!(actor.name.is_none() && actor.image.is_none());
    let note: Object = fixture("misskey/note_quote.json");
    assert_eq!(
        note.quoted().unwrap().as_str(),
        "https://rounds.example/ap/users/7/statuses/9"
    );
    assert_eq!(note.attachment[0].description(), None);
    let like: Activity = fixture("misskey/like_reaction.json");
    assert_eq!(
        (like.kind.as_str(), like.content.as_deref()),
        ("Like", Some(":bandage:"))
    );
}

#[test]
fn pixelfed_image() {
    let note = object_of("pixelfed/create_note.json");
    assert_eq!(note.attachment[0].kind, "Image");
    assert_eq!(
        note.attachment[0].description(),
        Some("A helicopter at dawn")
    );
    assert_eq!(note.comments_enabled, Some(true));
}

#[test]
fn peertube_video() {
    let video: Object = fixture("peertube/video.json");
    assert_eq!(
        video.page().unwrap().as_str(),
        "https://video.example/w/4f0c"
    );
    assert_eq!(video.url.len(), 2, "magnet links are no web addresses");
    assert_eq!(video.attributed_to.len(), 2);
    assert_eq!(video.language(), Some("fr"));
}

#[test]
fn an_activity_nobody_knows_is_still_one() {
    let json = br#"{"type":"Arrive","actor":{"id":"https://a.example/1","type":"Person"},"object":[7],"to":{},"location":1}"#;
    let arrive: Activity = vocab::parse(json).unwrap();
    assert_eq!(arrive.actor.as_str(), "https://a.example/1");
    assert_eq!(arrive.object_id(), None);
}

#[test]
fn what_cannot_be_missing_is_named() {
    for (json, missing) in [
        (
            r#"{"type":"Follow","object":"https://a.example/1"}"#,
            "actor",
        ),
        (r#"{"actor":"https://a.example/1"}"#, "type"),
        (
            r#"{"type":"Follow","actor":"javascript:alert(1)"}"#,
            "address",
        ),
    ] {
        let error = vocab::parse::<Activity>(json.as_bytes())
            .unwrap_err()
            .to_string();
        assert!(error.contains(missing), "{error}");
    }
    assert!(vocab::parse::<Actor>(br#"{"id":"https://a.example/1","type":"Person"}"#).is_err());
}

/// Names that are dressed up in JSON-LD, or stand for many, would attribute pages to who does not own them.
#[test]
fn security_50_attribution_domains_are_plain_names() {
    let read = |domains: serde_json::Value| {
        let document = serde_json::json!({
            "id": "https://a.example/users/a", "type": "Person", "inbox": "https://a.example/inbox",
            "attributionDomains": domains,
        });
        let actor: vocab::Actor = serde_json::from_value(document).unwrap();
        actor.attribution_domains
    };
    assert_eq!(read(serde_json::json!("a.example")), ["a.example"]);
    for strange in [
        serde_json::json!({"@value": "victim.example"}),
        serde_json::json!([{"@value": "victim.example"}, ["victim.example"], {"id": "https://victim.example/"}]),
        serde_json::json!({"@set": ["victim.example"]}),
        serde_json::json!([7, null, true]),
    ] {
        assert_eq!(read(strange.clone()), [""; 0], "{strange}");
    }
}
