//! Emoji on a real database.

use super::*;
use crate::status::{self, Reason, RemoteStatus};
use crate::testing::{self, new_status, person, picture, post, remote_account};

fn remote(shortcode: &str, url: &str) -> RemoteEmoji {
    RemoteEmoji {
        shortcode: shortcode.into(),
        url: url.into(),
    }
}

async fn emojis(ctx: &Context, id: storage::id::StatusId) -> Vec<String> {
    let row = storage::status::find_by_id(ctx.db.read(), id).await;
    let row = row.expect("reads").expect("is there");
    let shown = read(&row.emojis).expect("a column");
    shown.into_iter().map(|emoji| emoji.shortcode).collect()
}

#[test]
fn shortcodes_stand_between_colons() {
    let texts = ["At 12:30 :heart: :no pe: :x: ::heart::", "last:one_2:"];
    assert_eq!(shortcodes(&texts), ["heart", "one_2"]);
    assert_eq!(shortcodes(&["none", ":"]), [""; 0]);
}

#[tokio::test]
async fn ours_are_added_once_and_only_from_pictures() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let image = || Bytes::from(picture(16, 16));
    add(ctx, "mask", None, image()).await.expect("is added");
    let again = add(ctx, "mask", None, image()).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    for (shortcode, bytes) in [("a", image()), ("ma sk", image()), ("text", "text".into())] {
        let refused = add(ctx, shortcode, None, bytes).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{shortcode}");
    }
    let anna = person(ctx, "anna").await.account_id;
    let id = post(ctx, anna, new_status("A :mask: and a :glove:")).await;
    assert_eq!(emojis(ctx, id).await, ["mask"]);
    remove(ctx, "mask").await.expect("is removed");
    assert!(matches!(remove(ctx, "mask").await, Err(Error::NotFound)));
    let later = post(ctx, anna, new_status("A :mask:")).await;
    assert!(emojis(ctx, later).await.is_empty());
}

#[tokio::test]
async fn those_of_others_are_known_by_their_server() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let note = RemoteStatus {
        emojis: vec![
            remote("mask", "https://b.example/mask.png"),
            remote("not one", "https://b.example/x.png"),
        ],
        ..status::tests::remote_note(&bob, 1, "A :mask:")
    };
    let kept = status::receive(ctx, note, Reason::Fetched).await;
    let id = kept.expect("is kept").expect("is kept");
    assert_eq!(emojis(ctx, id).await, ["mask"]);
    assert!(list(ctx).await.expect("lists").is_empty());

    let url = "https://b.example/mask.png";
    let first = receive(ctx, "b.example", &[remote("mask", url)]).await;
    let same = receive(ctx, "b.example", &[remote("mask", url)]).await;
    assert_eq!(first.expect("is known"), same.expect("is known"));
    let other = receive(
        ctx,
        "b.example",
        &[remote("mask", "https://b.example/2.png")],
    )
    .await;
    let again = receive(ctx, "b.example", &[remote("mask", url)]).await;
    assert_ne!(other.expect("is new"), again.expect("is another picture"));

    testing::block_domain(ctx, "c.example").await;
    let refused = receive(ctx, "c.example", &[remote("mask", url)]).await;
    assert_eq!(refused.expect("is read"), "[]");
}
