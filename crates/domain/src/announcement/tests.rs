//! Announcements on a real database.

use std::time::Duration;

use super::*;
use crate::testing::{self, person};

fn new(text: &str, publish: bool) -> NewAnnouncement {
    NewAnnouncement {
        text: text.into(),
        starts_at: None,
        ends_at: None,
        all_day: false,
        publish,
    }
}

async fn texts(ctx: &Context, who: AccountId) -> Vec<String> {
    let views = list(ctx, who, false).await.expect("lists");
    views.into_iter().map(|view| view.row.text).collect()
}

#[tokio::test]
async fn a_draft_is_shown_to_nobody_and_what_is_over_no_more() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = person(ctx, "anna").await.account_id;
    let draft = create(ctx, new("draft", false)).await.expect("writes");
    let ending = NewAnnouncement {
        ends_at: Some(ctx.clock.now().after(Duration::from_hours(1))),
        ..new("ends", true)
    };
    let ending = create(ctx, ending).await.expect("writes");
    assert_eq!(texts(ctx, anna).await, ["ends"]);
    let early = react(ctx, anna, draft, "👍").await;
    assert!(matches!(early, Err(Error::NotFound)));
    ctx.clock.advance(Duration::from_hours(1));
    assert!(texts(ctx, anna).await.is_empty());
    assert!(matches!(
        dismiss(ctx, anna, ending).await,
        Err(Error::NotFound)
    ));
    publish(ctx, draft).await.expect("publishes");
    assert!(matches!(publish(ctx, draft).await, Err(Error::NotFound)));
    assert_eq!(texts(ctx, anna).await, ["draft"]);
    assert_eq!(list_all(ctx).await.expect("lists").len(), 2);
    delete(ctx, draft).await.expect("goes");
    assert!(matches!(delete(ctx, draft).await, Err(Error::NotFound)));
    assert!(texts(ctx, anna).await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_announced_is_refused() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let now = ctx.clock.now();
    let backwards = NewAnnouncement {
        starts_at: Some(now),
        ends_at: Some(now),
        ..new("x", true)
    };
    for wrong in [new(" ", true), new(&"x".repeat(5001), true), backwards] {
        let refused = create(ctx, wrong).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
    }
}

#[tokio::test]
async fn reactions_are_emoji_and_not_too_many_different_ones() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = person(ctx, "anna").await.account_id;
    let id = create(ctx, new("Rounds", true)).await.expect("writes");
    for wrong in ["", "a", "1", "👍👍", ":)", "mask"] {
        let refused = react(ctx, anna, id, wrong).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{wrong}");
    }
    let picture = testing::picture(16, 16).into();
    let added = crate::custom_emoji::add(ctx, "mask", None, picture).await;
    added.expect("is added");
    for name in ["mask", "👍", "❤️", "1️⃣", "👩🏽‍⚕️", "🇨🇭", "🎉", "☕"]
    {
        react(ctx, anna, id, name).await.expect(name);
        react(ctx, anna, id, name).await.expect("again");
    }
    let ninth = react(ctx, anna, id, "🩺").await;
    assert!(matches!(ninth, Err(Error::Invalid { .. })));
    unreact(ctx, anna, id, "👍").await.expect("takes it back");
    react(ctx, anna, id, "🩺").await.expect("there is room");
    let views = list(ctx, anna, false).await.expect("lists");
    let reactions = &views[0].reactions;
    assert_eq!(reactions.len(), 8);
    let mask = reactions.iter().find(|reaction| reaction.name == "mask");
    let mask = mask.expect("is there");
    assert_eq!((mask.count, mask.me), (1, Some(true)));
    assert!(mask.emoji.is_some());
    let gone = reaction(ctx, id, "👍").await.expect("is shown");
    assert_eq!((gone.count, gone.me), (0, None));
}

#[tokio::test]
async fn a_list_costs_the_same_at_any_number() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = person(ctx, "anna").await.account_id;
    let mut queries = Vec::new();
    for _ in 0..2 {
        for _ in 0..3 {
            create(ctx, new("#one @anna :mask:", true))
                .await
                .expect("writes");
        }
        test.db.queries();
        list(ctx, anna, true).await.expect("lists");
        queries.push(test.db.queries());
    }
    assert_eq!(queries[0], queries[1]);
}
