//! Notes and messages.

use domain::kinds::{MediaKind, NotificationKind, Visibility};
use domain::poll::NewPoll;
use domain::status_view::StatusView;
use domain::testing::{new_status, post};

use crate::world::World;

/// The status of a fixture, sent by its author.
async fn sent(fixture: &str, uri: &str) -> StatusView {
    let world = World::new().await;
    world.send(fixture).await;
    let seen = world.seen(uri).await;
    seen.unwrap_or_else(|| panic!("{fixture} is shown"))
}

#[tokio::test]
async fn a_reply_from_mastodon_is_edited() {
    let world = World::new().await;
    world.send("mastodon/create_note.json").await;
    let uri = "https://mastodon.example/ap/users/1157/statuses/114";
    let reply = world.seen(uri).await.expect("is kept");
    assert_eq!(reply.status.in_reply_to_id, Some(world.post));
    assert_eq!(reply.tags[0].name, "icu");
    assert_eq!(reply.media[0].description, "A hand-drawn chart");
    assert_eq!(reply.mentions[0].id, world.ida.id);
    assert_eq!(world.told().await, [NotificationKind::Mention]);
    world.send("mastodon/update_note.json").await;
    let edited = world.seen(uri).await.expect("is there");
    assert_eq!(edited.content(), "<p>Corrected: 5 mg</p>");
    assert!(edited.status.edited_at.is_some() && edited.media.is_empty());
}

#[tokio::test]
async fn a_vote_from_mastodon_counts() {
    let world = World::new().await;
    let poll = NewPoll {
        options: vec!["Paper".into(), "Screen".into()],
        expires_in: std::time::Duration::from_hours(1),
        multiple: false,
        hide_totals: false,
    };
    let asks = domain::status::NewStatus {
        poll: Some(poll),
        ..new_status("Which?")
    };
    let asked = post(world.ctx(), world.ida.id, asks).await;
    let world = world.about(asked);
    world.send("mastodon/create_vote.json").await;
    let poll = world.shown(asked).await.unwrap().poll.expect("a poll");
    let votes: Vec<_> = poll
        .options
        .iter()
        .map(|option| option.votes_count)
        .collect();
    assert_eq!(
        (votes.as_slice(), poll.voters_count),
        (&[1, 0][..], Some(1))
    );
    assert_eq!(world.told().await, []);
}

#[tokio::test]
async fn quotes_are_told_in_four_ways() {
    for (fixture, uri, legacy) in [
        (
            "mastodon/create_quote.json",
            "https://mastodon.example/ap/users/1157/statuses/120",
            false,
        ),
        (
            "misskey/create_quote.json",
            "https://misskey.example/notes/9def",
            true,
        ),
        (
            "akkoma/create_note.json",
            "https://akkoma.example/objects/2",
            true,
        ),
    ] {
        let world = World::new().await;
        world.send(fixture).await;
        let quote = world.seen(uri).await.expect(fixture).quote.expect(fixture);
        assert_eq!(quote.quote.quoted_id, Some(world.post), "{fixture}");
        assert_eq!(quote.quote.legacy, legacy, "{fixture}");
    }
}

#[tokio::test]
async fn sharkey_warns_and_draws() {
    let note = sent(
        "sharkey/create_note.json",
        "https://sharkey.example/notes/a9",
    )
    .await;
    assert_eq!(note.status.spoiler_text, "long day");
    assert!(note.status.sensitive && note.status.emojis.contains("blobsleep"));
    assert_eq!(note.content(), "<p><b>done</b> :blobsleep:</p>");
}

#[tokio::test]
async fn a_comment_from_lemmy_is_a_reply() {
    let world = World::new().await;
    world.send("lemmy/create_comment.json").await;
    let comment = world
        .seen("https://lemmy.example/comment/31")
        .await
        .unwrap();
    assert_eq!(comment.status.in_reply_to_id, Some(world.post));
    assert_eq!(comment.status.language.as_deref(), Some("en"));
    assert_eq!(world.told().await, [NotificationKind::Mention]);
}

#[tokio::test]
async fn messages_to_one_person_are_direct() {
    for (fixture, uri, text) in [
        (
            "pleroma/create_chat_message.json",
            "https://pleroma.example/objects/81dd",
            "Are you on call?",
        ),
        (
            "lemmy/create_private_message.json",
            "https://lemmy.example/private_message/12",
            "May I cite you?",
        ),
    ] {
        let world = World::new().await;
        world.send(fixture).await;
        let message = world.seen(uri).await.expect(fixture);
        assert_eq!(message.status.visibility, Visibility::Direct, "{fixture}");
        assert!(message.content().contains(text), "{fixture}");
        assert_eq!(world.told().await, [NotificationKind::Mention], "{fixture}");
    }
}

#[tokio::test]
async fn pictures_of_pixelfed_keep_their_descriptions() {
    let photo = sent(
        "pixelfed/create_photo.json",
        "https://pixelfed.example/p/mira/5",
    )
    .await;
    let kinds: Vec<_> = photo.media.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [MediaKind::Image; 2]);
    assert_eq!(photo.media[0].description, "The roof at dawn");
    assert_eq!(
        (photo.media[0].width, photo.content().as_str()),
        (Some(1080), "")
    );
    assert_eq!(photo.tags[0].name, "dawn");
}

#[tokio::test]
async fn microblogs_of_mbin_and_replies_of_nodebb_reach_whom_they_name() {
    let world = World::new().await;
    world.send("mbin/create_note.json").await;
    assert!(
        world
            .seen("https://mbin.example/m/radiology/p/901")
            .await
            .is_some()
    );
    world.send("nodebb/create_note.json").await;
    let reply = world.seen("https://nodebb.example/post/41").await.unwrap();
    assert_eq!(reply.status.in_reply_to_id, Some(world.post));
    assert_eq!(reply.content(), "<h2>Re: rota</h2><p>Agreed</p>");
    assert_eq!(world.told().await, [NotificationKind::Mention; 2]);
}

#[tokio::test]
async fn bridgy_fed_and_threads_write_addresses_of_their_own() {
    let uri = "https://bsky.brid.gy/convert/ap/at://did:plc:abc/app.bsky.feed.post/3k";
    let note = sent("bridgy_fed/create_note.json", uri).await;
    assert_eq!(note.media[0].description, "A gull");
    let page = "https://bsky.brid.gy/r/https://bsky.app/profile/did:plc:abc/post/3k";
    assert_eq!(note.status.url.as_deref(), Some(page));
    let note = sent(
        "threads/create_note.json",
        "https://threads.net/ap/users/1784/post/99/",
    )
    .await;
    let page = "https://www.threads.net/@ward/post/C0de/";
    assert_eq!(note.status.url.as_deref(), Some(page));
    assert_eq!(note.status.created_at.seconds(), 1_790_777_654);
}

#[tokio::test]
async fn what_mitra_tells_followers_stays_among_them() {
    let note = sent(
        "mitra/create_note.json",
        "https://mitra.example/objects/0192",
    )
    .await;
    assert_eq!(note.status.visibility, Visibility::Private);
}

#[tokio::test]
async fn single_values_of_gotosocial_are_lists() {
    let uri = "https://gts.example/users/lena/statuses/01J9";
    let note = sent("gotosocial/create_note.json", uri).await;
    assert_eq!(note.status.visibility, Visibility::Public);
    assert_eq!(
        (note.content().as_str(), note.status.spoiler_text.as_str()),
        ("<p>Followers may answer</p>", "")
    );
}
