//! Favourites, and what becomes one.

use domain::kinds::NotificationKind;

use crate::world::World;

#[tokio::test]
async fn every_reaction_is_a_favourite() {
    for fixture in [
        "mastodon/like.json",
        "lemmy/like.json",
        "misskey/like_reaction.json",
        "mitra/like_reaction.json",
        "pleroma/emoji_react.json",
        "akkoma/emoji_react.json",
    ] {
        let world = World::new().await;
        world.send(fixture).await;
        assert_eq!(world.favourites().await, 1, "{fixture}");
        assert_eq!(
            world.told().await,
            [NotificationKind::Favourite],
            "{fixture}"
        );
    }
}

#[tokio::test]
async fn it_is_taken_back_by_its_undo() {
    for (given, taken) in [
        ("mastodon/like.json", "mastodon/undo_like.json"),
        // Lemmy makes up the id of what it takes back.
        ("lemmy/like.json", "lemmy/undo_like.json"),
        (
            "misskey/like_reaction.json",
            "misskey/undo_like_reaction.json",
        ),
        ("pleroma/emoji_react.json", "pleroma/undo_emoji_react.json"),
    ] {
        let world = World::new().await;
        world.send(given).await;
        world.send(taken).await;
        assert_eq!(world.favourites().await, 0, "{taken}");
    }
}

#[tokio::test]
async fn several_reactions_of_one_are_one_favourite_until_the_newest_goes() {
    let world = World::new().await;
    world.send("pleroma/emoji_react.json").await;
    let again = |activity: &mut serde_json::Value| {
        activity["id"] = "https://pleroma.example/activities/71ab".into();
        activity["content"] = "🔥".into();
    };
    world.send_changed("pleroma/emoji_react.json", again).await;
    assert_eq!(world.favourites().await, 1);
    assert_eq!(world.told().await.len(), 1);
    world.send("pleroma/undo_emoji_react.json").await;
    assert_eq!(world.favourites().await, 1, "an earlier one is taken back");
    let newest = |activity: &mut serde_json::Value| {
        activity["id"] = "https://pleroma.example/activities/72bc".into();
        activity["object"]["id"] = "https://pleroma.example/activities/71ab".into();
    };
    world
        .send_changed("pleroma/undo_emoji_react.json", newest)
        .await;
    assert_eq!(world.favourites().await, 0);
}

#[tokio::test]
async fn what_is_no_favourite_is_left_aside() {
    let world = World::new().await;
    for fixture in [
        "lemmy/dislike.json",
        "friendica/dislike.json",
        "peertube/view.json",
        "mobilizon/join.json",
        "piefed/choose_answer.json",
        "threads/undo_like.json",
        "gotosocial/reject_reply.json",
        "lemmy/lock.json",
        "lemmy/add_moderator.json",
    ] {
        world.send(fixture).await;
    }
    for kind in [
        "Listen",
        "Read",
        "Travel",
        "Arrive",
        "Offer",
        "Invite",
        "Ignore",
        "TentativeAccept",
    ] {
        let other = |activity: &mut serde_json::Value| {
            activity["type"] = kind.into();
            activity["id"] = format!("https://mastodon.example/{kind}").into();
        };
        world.send_changed("mastodon/like.json", other).await;
    }
    assert_eq!(world.favourites().await, 0);
    assert_eq!(world.told().await, []);
}

#[tokio::test]
async fn a_boost_is_told_and_a_pin_is_set_and_taken_off() {
    let world = World::new().await;
    world.send("mastodon/announce.json").await;
    assert_eq!(
        world.shown(world.post).await.unwrap().status.reblogs_count,
        1
    );
    world.send("mastodon/create_note.json").await;
    let nora = world.actor("https://mastodon.example/ap/users/1157").await;
    for (fixture, pins) in [
        ("mastodon/add_pin.json", 1),
        ("mastodon/remove_pin.json", 0),
    ] {
        world.send(fixture).await;
        let viewer = domain::Viewer::Account(world.ida.id);
        let pinned =
            domain::timeline::pinned(world.ctx(), viewer, nora.id, domain::Page::first(5)).await;
        assert_eq!(pinned.expect("reads").len(), pins, "{fixture}");
    }
}
