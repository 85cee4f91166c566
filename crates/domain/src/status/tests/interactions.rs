//! Boosts, favourites, bookmarks and pins.

use super::*;
use crate::boost::{self, RemoteBoost};
use crate::inbox::Undone;
use crate::kinds::Visibility;
use crate::timeline::Marks;
use crate::{bookmark, favourite, pin};

#[tokio::test]
async fn what_the_viewer_did_is_marked_for_the_viewer_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let id = post(ctx, anna.id, new_status("x")).await;
    for _ in 0..2 {
        favourite::favourite(ctx, bob.id, id)
            .await
            .expect("favourites");
        boost::boost(ctx, bob.id, id, Visibility::Public)
            .await
            .expect("boosts");
        bookmark::bookmark(ctx, bob.id, id)
            .await
            .expect("bookmarks");
        pin::pin(ctx, anna.id, id).await.expect("pins");
    }
    let status = row(ctx, id).await;
    assert_eq!((status.favourites_count, status.reblogs_count), (1, 1));
    let marks = async |who: &Account| {
        let entry = show(ctx, Viewer::Account(who.id), id).await.expect("shows");
        entry.marks.expect("someone looks")
    };
    let all = Marks {
        favourited: true,
        reblogged: true,
        bookmarked: true,
        ..Marks::default()
    };
    assert_eq!(marks(&bob).await, all);
    let own = Marks {
        pinned: true,
        ..Marks::default()
    };
    assert_eq!(marks(&anna).await, own);
    assert_eq!(
        show(ctx, Viewer::Anonymous, id).await.expect("shows").marks,
        None
    );
    assert_eq!(told(ctx, &anna).await.len(), 2, "a favourite and a boost");

    favourite::unfavourite(ctx, bob.id, id)
        .await
        .expect("takes back");
    boost::unboost(ctx, bob.id, id).await.expect("takes back");
    bookmark::unbookmark(ctx, bob.id, id)
        .await
        .expect("takes back");
    assert_eq!(marks(&bob).await, Marks::default());
    let status = row(ctx, id).await;
    assert_eq!((status.favourites_count, status.reblogs_count), (0, 0));
    assert_eq!(told(ctx, &anna).await, []);
}

#[tokio::test]
async fn every_change_that_is_shown_raises_the_revision() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let id = post(ctx, anna.id, new_status("x")).await;
    let mut last = row(ctx, id).await.revision;
    let mut risen = async |what: &str| {
        let revision = row(ctx, id).await.revision;
        assert!(revision > last, "{what}");
        last = revision;
    };
    favourite::favourite(ctx, anna.id, id)
        .await
        .expect("favourites");
    risen("favourite").await;
    boost::boost(ctx, anna.id, id, Visibility::Public)
        .await
        .expect("boosts");
    risen("boost").await;
    let reply = NewStatus {
        in_reply_to_id: Some(id),
        ..new_status("reply")
    };
    let reply = post(ctx, anna.id, reply).await;
    risen("reply").await;
    delete(ctx, anna.id, reply).await.expect("deletes");
    risen("deleted reply").await;
    favourite::unfavourite(ctx, anna.id, id)
        .await
        .expect("takes back");
    risen("unfavourite").await;
    boost::unboost(ctx, anna.id, id).await.expect("takes back");
    risen("unboost").await;
}

#[tokio::test]
async fn what_is_for_followers_is_passed_on_by_nobody_else() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    follow(ctx, bob.id, anna.id).await;
    let private = NewStatus {
        visibility: Visibility::Private,
        ..new_status("x")
    };
    let id = post(ctx, anna.id, private).await;
    let by_follower = boost::boost(ctx, bob.id, id, Visibility::Public).await;
    assert!(matches!(by_follower, Err(Error::NotFound)));
    let own = boost::boost(ctx, anna.id, id, Visibility::Public)
        .await
        .expect("boosts");
    assert_eq!(row(ctx, own).await.visibility, Visibility::Private);
}

#[tokio::test]
async fn a_boost_taken_back_before_it_came_stays_away() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let original = post(ctx, anna.id, new_status("x")).await;
    let announce = |number: u32| RemoteBoost {
        uri: format!("{}/announces/{number}", bob.uri),
        booster: bob.id,
        original,
        visibility: Visibility::Public,
        published: None,
    };
    boost::receive_undo(ctx, bob.id, Some(&announce(1).uri), None)
        .await
        .expect("is remembered");
    assert_eq!(
        boost::receive(ctx, announce(1)).await.expect("is read"),
        None
    );
    let second = boost::receive(ctx, announce(2)).await.expect("is kept");
    assert_eq!(
        boost::receive(ctx, announce(2)).await.expect("is known"),
        second
    );
    assert_eq!(row(ctx, original).await.reblogs_count, 1);
    boost::receive_undo(ctx, bob.id, Some(&announce(2).uri), None)
        .await
        .expect("is undone");
    assert_eq!(row(ctx, original).await.reblogs_count, 0);
    boost::receive(ctx, announce(3)).await.expect("is kept");
    boost::receive_undo(ctx, bob.id, None, Some(original))
        .await
        .expect("is undone");
    assert_eq!(row(ctx, original).await.reblogs_count, 0);
}

#[tokio::test]
async fn a_late_undo_leaves_a_favourite_that_was_given_anew() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let id = post(ctx, anna.id, new_status("x")).await;
    let like = |number: u32| format!("{}/likes/{number}", bob.uri);
    let undo = async |number: u32| {
        let uri = like(number);
        let undone = Undone {
            uri: Some(&uri),
            came: true,
        };
        let answer = favourite::receive_undo(ctx, bob.id, undone, Some(id)).await;
        answer.expect("is read");
    };
    for number in [1, 2] {
        favourite::receive(ctx, bob.id, id, &like(number))
            .await
            .expect("is kept");
    }
    undo(1).await;
    assert_eq!(row(ctx, id).await.favourites_count, 1);
    undo(2).await;
    favourite::receive(ctx, bob.id, id, &like(1))
        .await
        .expect("is ignored");
    assert_eq!(row(ctx, id).await.favourites_count, 0);
}

#[tokio::test]
async fn an_undo_with_an_id_of_its_own_takes_the_favourite_back() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let id = post(ctx, anna.id, new_status("x")).await;
    for (number, uri) in [Some("https://b.example/made/up"), None]
        .into_iter()
        .enumerate()
    {
        let like = format!("{}/likes/{number}", bob.uri);
        favourite::receive(ctx, bob.id, id, &like)
            .await
            .expect("is kept");
        assert_eq!(row(ctx, id).await.favourites_count, 1);
        let undone = Undone::named(ctx, uri).await.expect("reads");
        favourite::receive_undo(ctx, bob.id, undone, Some(id))
            .await
            .expect("is undone");
        assert_eq!(row(ctx, id).await.favourites_count, 0, "{uri:?}");
    }
}

#[tokio::test]
async fn a_boost_of_someone_blocked_is_not_offered() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let eve = local_account(ctx, "eve").await;
    follow(ctx, anna.id, bob.id).await;
    let id = post(ctx, eve.id, new_status("x")).await;
    ctx.clock.advance(std::time::Duration::from_secs(1));
    let boosted = boost::boost(ctx, bob.id, id, Visibility::Public)
        .await
        .expect("boosts");
    assert_eq!(home(ctx, &anna).await, [boosted]);
    let tx = ctx.db.begin().await.expect("begins");
    storage::Sql::new(
        &*tx,
        "INSERT INTO blocks (id, account_id, target_id, created_at) VALUES (1, ",
    )
    .bind(anna.id)
    .push(", ")
    .bind(eve.id)
    .push(", 0)")
    .execute(&*tx)
    .await
    .expect("blocks");
    tx.commit().await.expect("commits");
    assert_eq!(home(ctx, &anna).await, []);
}
