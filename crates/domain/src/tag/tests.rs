//! What a followed hashtag brings home.

use storage::id::StatusId;
use storage::kinds::Visibility;

use super::*;
use crate::status::NewStatus;
use crate::testing::{self, context, local_account, new_status, post};
use crate::{block, list, timeline};

async fn home(ctx: &Context, owner: AccountId) -> Vec<StatusId> {
    let entries = timeline::home(ctx, owner, Page::first(40)).await;
    let entries = entries.expect("reads");
    entries.iter().map(|entry| entry.status.id).collect()
}

#[tokio::test]
async fn what_is_public_and_has_a_followed_hashtag_comes_home() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let eve = local_account(ctx, "eve").await.id;
    post(ctx, bob, new_status("too early #Sepsis")).await;
    let sepsis = follow(ctx, anna, "#Sepsis").await.expect("follows");
    assert_eq!(
        (sepsis.name.as_str(), sepsis.history[0].uses),
        ("sepsis", 1)
    );
    follow(ctx, anna, "sepsis").await.expect("follows again");
    let new = post(ctx, bob, new_status("#sepsis and #mri")).await;
    let answer = NewStatus {
        in_reply_to_id: Some(new),
        ..new_status("#SEPSIS too")
    };
    let answer = post(ctx, eve, answer).await;
    let quiet = NewStatus {
        visibility: Visibility::Unlisted,
        ..new_status("#sepsis")
    };
    post(ctx, bob, quiet).await;
    assert_eq!(home(ctx, anna).await, [answer, new]);
    block::block(ctx, anna, eve).await.expect("blocks");
    assert_eq!(home(ctx, anna).await, [new]);

    ctx.clock.advance(std::time::Duration::from_secs(1));
    follow(ctx, anna, "mri").await.expect("follows");
    let first = followed(ctx, anna, Page::first(1)).await.expect("lists");
    assert_eq!(first[0].1.name, "mri");
    let older = Page {
        max_id: Some(first[0].0),
        ..Page::first(1)
    };
    let second = followed(ctx, anna, older).await.expect("lists");
    assert_eq!(second[0].1.display_name, "Sepsis");

    let left = unfollow(ctx, anna, "sepsis").await.expect("unfollows");
    assert!(!left.marks.expect("is known").following);
    assert_eq!(home(ctx, anna).await, [new], "it has another one");
    unfollow(ctx, anna, "mri").await.expect("unfollows");
    assert_eq!(home(ctx, anna).await, []);
}

#[tokio::test]
async fn the_followed_stay_and_the_members_of_an_exclusive_list_stay_out() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let carl = local_account(ctx, "carl").await.id;
    testing::follow(ctx, anna, bob).await;
    testing::follow(ctx, anna, carl).await;
    let settings = list::Settings {
        title: Some("Ward".into()),
        exclusive: Some(true),
        ..list::Settings::default()
    };
    let ward = list::create(ctx, anna, settings).await.expect("is made").id;
    list::add(ctx, anna, ward, vec![carl]).await.expect("adds");
    follow(ctx, anna, "sepsis").await.expect("follows");
    let kept = post(ctx, bob, new_status("#sepsis")).await;
    let own = post(ctx, anna, new_status("#sepsis")).await;
    post(ctx, carl, new_status("#sepsis")).await;
    assert_eq!(home(ctx, anna).await, [own, kept]);
    unfollow(ctx, anna, "sepsis").await.expect("unfollows");
    assert_eq!(home(ctx, anna).await, [own, kept]);
}

#[tokio::test]
async fn a_hashtag_that_nobody_used_is_shown_and_what_is_none_is_not() {
    let test = context().await;
    let ctx = &test.ctx;
    let shown = show(ctx, Viewer::Anonymous, "Nephrology").await;
    let shown = shown.expect("is shown");
    assert_eq!((shown.id, shown.marks), (None, None));
    assert_eq!(shown.history.len(), 7);
    for name in ["", "2026", "two words", "a@b", &"x".repeat(200)] {
        let none = show(ctx, Viewer::Anonymous, name).await;
        assert!(matches!(none, Err(Error::NotFound)), "{name}");
    }
}
