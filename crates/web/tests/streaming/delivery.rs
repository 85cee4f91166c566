//! What those who listen are told.

use domain::filter::{self, Change, KeywordChange};
use domain::kinds::{FilterAction, FilterContext, NotificationAction, Visibility};
use domain::notification_policy;
use domain::notification_request::{self, Answer};
use domain::status::{self, NewStatus};
use domain::testing::{follow, new_status};
use domain::{Page, block, favourite};

use crate::server::Server;

fn on(streams: &[&str], event: &str) -> Vec<(String, String)> {
    let pair = |stream: &&str| ((*stream).to_owned(), event.to_owned());
    streams.iter().map(pair).collect()
}

#[tokio::test]
async fn a_status_reaches_the_streams_of_its_timelines() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    follow(server.ctx(), bob.account_id, anna.account_id).await;
    let (_, token) = server.token("bob", "read").await;
    let all = [
        "user",
        "public",
        "public:local",
        "public:remote",
        "public:media",
        "hashtag",
        "hashtag:local",
        "direct",
    ];
    let mut socket = server.listen(&token, &all).await;
    let id = server
        .post(&anna, Visibility::Public, "About #Sepsis")
        .await;
    server.hear().await;
    let reached = ["user", "public", "public:local", "hashtag", "hashtag:local"];
    assert_eq!(socket.take(5).await, on(&reached, "update"));
    socket.settle().await;
    let edit = status::EditStatus {
        text: "More about #Sepsis".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        media_ids: vec![],
        media_changes: vec![],
        quote_policy: None,
        poll: None,
    };
    status::edit(server.ctx(), anna.account_id, id, edit)
        .await
        .expect("edits");
    server.hear().await;
    assert_eq!(socket.take(5).await, on(&reached, "status.update"));
    status::delete(server.ctx(), anna.account_id, id)
        .await
        .expect("deletes");
    server.hear().await;
    let message = socket.next().await.expect("a message");
    assert_eq!(message["stream"], serde_json::json!(["user"]));
    assert_eq!(message["event"], "delete");
    assert_eq!(message["payload"], id.to_string());
}

#[tokio::test]
async fn an_update_is_the_status_as_the_api_shows_it() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let mut socket = server.listen(&token, &["user"]).await;
    let mut events = server.events("user", Some(&token)).await.expect("opens");
    let id = server
        .post(&anna, Visibility::Private, "Line one\nLine two")
        .await;
    server.hear().await;
    let message = socket.next().await.expect("a message");
    let payload = message["payload"].as_str().expect("a string");
    let status: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!(status["id"], id.to_string());
    assert_eq!(status["account"]["username"], "anna");
    assert_eq!(status["visibility"], "private");
    assert_eq!(
        status["favourited"],
        serde_json::Value::Null,
        "nobody's marks"
    );
    let event = events.next().await.expect("an event");
    assert_eq!(event, format!("event: update\ndata: {payload}\n\n"));
}

#[tokio::test]
async fn a_stream_that_was_left_is_silent() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let mut socket = server.listen(&token, &["user", "public"]).await;
    socket
        .say(r#"{"type":"unsubscribe","stream":"user"}"#)
        .await;
    socket.settle().await;
    server.post(&anna, Visibility::Public, "Hello").await;
    server.hear().await;
    assert_eq!(socket.take(1).await, on(&["public"], "update"));
    socket.settle().await;
}

#[tokio::test]
async fn a_notification_reaches_its_recipient_alone() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    let (_, annas) = server.token("anna", "read").await;
    let (_, bobs) = server.token("bob", "read").await;
    let (_, statuses_alone) = server.token("anna", "read:statuses").await;
    let mut told = server.listen(&annas, &["user", "user:notification"]).await;
    let mut other = server.listen(&bobs, &["user", "user:notification"]).await;
    let mut without = server.listen(&statuses_alone, &["user"]).await;
    let id = server.post(&anna, Visibility::Public, "Hello").await;
    favourite::favourite(server.ctx(), bob.account_id, id)
        .await
        .expect("likes");
    server.hear().await;
    assert_eq!(told.take(1).await, on(&["user"], "update"));
    let message = told.next().await.expect("a message");
    let payload = message["payload"].as_str().expect("a string");
    let notification: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!(notification["type"], "favourite");
    assert_eq!(notification["status"]["id"], id.to_string());
    assert_eq!(
        told.take(1).await,
        on(&["user:notification"], "notification")
    );
    assert_eq!(without.take(1).await, on(&["user"], "update"));
    without.settle().await;
    other.settle().await;
}

#[tokio::test]
async fn a_direct_status_reaches_the_streams_of_its_conversation() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    server.person("bob").await;
    server.person("carl").await;
    let (_, bobs) = server.token("bob", "read").await;
    let (_, carls) = server.token("carl", "read").await;
    let mut named = server.listen(&bobs, &["direct"]).await;
    let mut stranger = server.listen(&carls, &["direct"]).await;
    let id = server.post(&anna, Visibility::Direct, "@bob psst").await;
    server.hear().await;
    let message = named.next().await.expect("a message");
    assert_eq!(message["stream"], serde_json::json!(["direct"]));
    assert_eq!(message["event"], "conversation");
    let payload = message["payload"].as_str().expect("a string");
    let conversation: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!(conversation["last_status"]["id"], id.to_string());
    assert_eq!(conversation["accounts"][0]["acct"], "anna");
    stranger.settle().await;
}

#[tokio::test]
async fn apps_hear_that_someone_who_was_filtered_is_shown() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    let strict = notification_policy::Change {
        for_not_following: Some(NotificationAction::Filter),
        ..notification_policy::Change::default()
    };
    notification_policy::update(server.ctx(), anna.account_id, strict)
        .await
        .expect("changes");
    let (_, token) = server.token("anna", "read").await;
    let streams = ["user", "user:notification"];
    let mut told = server.listen(&token, &streams).await;
    server.post(&bob, Visibility::Public, "@anna hello").await;
    server.hear().await;
    told.settle().await;
    let page = Page::first(1);
    let requests = notification_request::list(server.ctx(), anna.account_id, page).await;
    let id = requests.expect("lists")[0].row.id;
    notification_request::answer(server.ctx(), anna.account_id, id, Answer::Accept)
        .await
        .expect("accepts");
    server.hear().await;
    assert_eq!(told.take(2).await, on(&streams, "notifications_merged"));
}

#[tokio::test]
async fn security_44_stream_of_others_never_shows_what_is_not_for_them() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    server.person("carl").await;
    follow(server.ctx(), bob.account_id, anna.account_id).await;
    let (_, bobs) = server.token("bob", "read").await;
    let (_, carls) = server.token("carl", "read").await;
    let all = ["user", "user:notification", "public", "hashtag", "direct"];
    let mut friend = server.listen(&bobs, &all).await;
    let mut stranger = server.listen(&carls, &all).await;
    for visibility in [Visibility::Private, Visibility::Unlisted] {
        server.post(&anna, visibility, "Not listed: #sepsis").await;
    }
    let secret = server
        .post(&anna, Visibility::Direct, "@bob in confidence #sepsis")
        .await;
    let answer = NewStatus {
        visibility: Visibility::Direct,
        in_reply_to_id: Some(secret),
        ..new_status("@anna I see")
    };
    status::publish(server.ctx(), bob.account_id, answer)
        .await
        .expect("answers");
    server.hear().await;
    assert_eq!(friend.take(2).await, on(&["user", "user"], "update"));
    stranger.settle().await;
    status::delete(server.ctx(), anna.account_id, secret)
        .await
        .expect("deletes");
    server.hear().await;
    stranger.settle().await;
}

#[tokio::test]
async fn security_44_stream_of_the_blocked_is_silent() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    follow(server.ctx(), bob.account_id, anna.account_id).await;
    let (_, token) = server.token("bob", "read").await;
    let mut blocked = server
        .listen(&token, &["user", "public", "public:local", "hashtag"])
        .await;
    server
        .post(&anna, Visibility::Public, "About #sepsis")
        .await;
    block::block(server.ctx(), anna.account_id, bob.account_id)
        .await
        .expect("blocks");
    server
        .post(&anna, Visibility::Public, "More about #sepsis")
        .await;
    server.hear().await;
    blocked.settle().await;
}

#[tokio::test]
async fn an_app_that_reads_nothing_is_left_behind() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let mut slow = server.events("user", Some(&token)).await.expect("opens");
    for number in 0..300 {
        let text = format!("Number {number}");
        server.post(&anna, Visibility::Public, &text).await;
    }
    server.hear().await;
    assert_eq!(slow.next().await, None, "what waits is dropped with it");
}

#[tokio::test]
async fn a_listener_is_told_what_they_do_not_want_to_read_and_not_what_is_hidden() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    for reader in [&anna, &bob] {
        let change = Change {
            title: Some("Blood".into()),
            contexts: Some(vec![FilterContext::Public]),
            keywords: vec![KeywordChange {
                keyword: Some("blood".into()),
                ..KeywordChange::default()
            }],
            ..Change::default()
        };
        let made = filter::create(server.ctx(), reader.account_id, change).await;
        made.expect("is made");
    }
    let filters = filter::list(server.ctx(), bob.account_id).await;
    let id = filters.expect("lists")[0].id;
    let (_, annas) = server.token("anna", "read").await;
    let (_, bobs) = server.token("bob", "read").await;
    server.hear().await;
    let mut warned = server.listen(&annas, &["public"]).await;
    let mut spared = server.listen(&bobs, &["user", "public"]).await;
    let hide = Change {
        action: Some(FilterAction::Hide),
        ..Change::default()
    };
    let changed = filter::update(server.ctx(), bob.account_id, id, hide).await;
    changed.expect("changes");
    server.hear().await;
    let message = spared.next().await.expect("a message");
    let expected = serde_json::json!({ "stream": ["user"], "event": "filters_changed" });
    assert_eq!(message, expected);
    server.post(&anna, Visibility::Public, "Blood").await;
    server.hear().await;
    let message = warned.next().await.expect("a message");
    let payload = message["payload"].as_str().expect("a string");
    let status: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!(status["filtered"][0]["keyword_matches"][0], "Blood");
    assert_eq!(status.get("favourited"), None);
    spared.settle().await;
}

#[tokio::test]
async fn announcements_reach_everyone_at_home() {
    use domain::announcement::{self, NewAnnouncement};
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let mut socket = server.listen(&token, &["user", "public"]).await;
    let new = NewAnnouncement {
        text: "Rounds".into(),
        starts_at: None,
        ends_at: None,
        all_day: false,
        publish: true,
    };
    let ctx = server.ctx().clone();
    let id = announcement::create(&ctx, new).await.expect("announces");
    announcement::react(&ctx, anna.account_id, id, "🎉")
        .await
        .expect("reacts");
    announcement::unreact(&ctx, anna.account_id, id, "🎉")
        .await
        .expect("reacts no more");
    server.hear().await;
    let message = socket.next().await.expect("a message");
    assert_eq!(message["stream"], serde_json::json!(["user"]));
    assert_eq!(message["event"], "announcement");
    let payload = message["payload"].as_str().expect("a string");
    let shown: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!(shown["content"], "<p>Rounds</p>");
    assert_eq!(shown.get("read"), None);
    // Both look at what is there now.
    for _ in 0..2 {
        let message = socket.next().await.expect("a message");
        assert_eq!(message["event"], "announcement.reaction");
        let payload = message["payload"].as_str().expect("a string");
        let reaction: serde_json::Value = serde_json::from_str(payload).expect("JSON");
        let expected =
            serde_json::json!({ "name": "🎉", "count": 0, "announcement_id": id.to_string() });
        assert_eq!(reaction, expected);
    }
    announcement::delete(&ctx, id).await.expect("goes");
    server.hear().await;
    let message = socket.next().await.expect("a message");
    assert_eq!(message["event"], "announcement.delete");
    assert_eq!(message["payload"], id.to_string());
}

#[tokio::test]
async fn each_listener_is_shown_of_a_quote_what_they_may_see() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    let mut sockets = Vec::new();
    for name in ["cy", "dan"] {
        let person = server.person(name).await;
        follow(server.ctx(), person.account_id, bob.account_id).await;
        let (_, token) = server.token(name, "read").await;
        sockets.push(server.listen(&token, &["user"]).await);
        if name == "dan" {
            block::block(server.ctx(), anna.account_id, person.account_id)
                .await
                .expect("blocks");
        }
    }
    let quoted = server.post(&anna, Visibility::Public, "A finding").await;
    let quote = NewStatus {
        quoted_id: Some(quoted),
        ..new_status("Look")
    };
    status::publish(server.ctx(), bob.account_id, quote)
        .await
        .expect("posts");
    server.hear().await;
    for (socket, expected) in sockets.iter_mut().zip(["accepted", "unauthorized"]) {
        let message = socket.next().await.expect("a message");
        let payload = message["payload"].as_str().expect("a string");
        let shown: serde_json::Value = serde_json::from_str(payload).expect("a status");
        assert_eq!(shown["quote"]["state"], expected);
    }
}
