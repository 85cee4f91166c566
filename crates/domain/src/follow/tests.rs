use storage::account::Account;
use storage::id::AccountId;
use storage::kinds::NotificationKind;

use super::*;
use crate::inbox::Undone;
use crate::relationship::{self, Relationship};
use crate::testing::{self, TestContext, local_account, remote_account};
use crate::{Page, account_list, notification};

const URI: &str = "https://b.example/follows/1";

async fn between(test: &TestContext, who: &Account, other: &Account) -> Relationship {
    relationship::show(&test.ctx, who.id, other.id)
        .await
        .expect("both are here")
}

async fn counts(test: &TestContext, account: &Account) -> (i64, i64) {
    let row = account::show(&test.ctx, account.id).await.expect("is here");
    (row.followers_count, row.following_count)
}

async fn told(test: &TestContext, who: &Account) -> Vec<NotificationKind> {
    let filter = notification::Filter::default();
    let list = notification::list(&test.ctx, who.id, &filter, Page::first(40)).await;
    list.expect("lists")
        .iter()
        .map(|notice| notice.kind)
        .collect()
}

async fn lock(test: &TestContext, who: &Account) {
    let tx = test.ctx.db.begin().await.expect("begins");
    let change = storage::account::Change {
        locked: Some(true),
        ..Default::default()
    };
    storage::account::change(&*tx, who.id, change, test.ctx.clock.now())
        .await
        .expect("locks");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn an_open_local_account_is_followed_at_once_and_once() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = local_account(&test.ctx, "bob").await;
    for _ in 0..2 {
        follow(&test.ctx, anna.id, bob.id, &Options::default())
            .await
            .expect("follows");
    }
    assert!(between(&test, &anna, &bob).await.following);
    assert!(between(&test, &bob, &anna).await.followed_by);
    assert_eq!(counts(&test, &bob).await, (1, 0));
    assert_eq!(counts(&test, &anna).await, (0, 1));
    assert_eq!(told(&test, &bob).await, vec![NotificationKind::Follow]);
    for _ in 0..2 {
        unfollow(&test.ctx, anna.id, bob.id)
            .await
            .expect("unfollows");
    }
    assert_eq!(counts(&test, &bob).await, (0, 0));
    assert_eq!(counts(&test, &anna).await, (0, 0));
    assert_eq!(told(&test, &bob).await, vec![]);
    assert_eq!(
        testing::outgoing(&test.ctx).await,
        vec![],
        "nobody elsewhere is told"
    );
}

#[tokio::test]
async fn following_again_changes_only_what_is_said() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = local_account(&test.ctx, "bob").await;
    let first = Options {
        reblogs: Some(false),
        languages: Some(vec!["de".into()]),
        ..Options::default()
    };
    follow(&test.ctx, anna.id, bob.id, &first)
        .await
        .expect("follows");
    let bell = Options {
        notify: Some(true),
        ..Options::default()
    };
    follow(&test.ctx, anna.id, bob.id, &bell)
        .await
        .expect("changes");
    let now = between(&test, &anna, &bob).await;
    assert!(!now.showing_reblogs && now.notifying);
    assert_eq!(now.languages, vec!["de".to_owned()]);
}

#[tokio::test]
async fn security_44_a_locked_account_is_followed_only_when_it_agrees() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = local_account(&test.ctx, "bob").await;
    lock(&test, &bob).await;
    follow(&test.ctx, anna.id, bob.id, &Options::default())
        .await
        .expect("asks");
    let pending = between(&test, &anna, &bob).await;
    assert!(pending.requested && !pending.following);
    assert!(between(&test, &bob, &anna).await.requested_by);
    assert_eq!(counts(&test, &bob).await, (0, 0));
    assert_eq!(
        told(&test, &bob).await,
        vec![NotificationKind::FollowRequest]
    );
    let waiting = account_list::follow_requests(&test.ctx, bob.id, Page::first(40)).await;
    assert_eq!(waiting.expect("lists")[0].account_id, anna.id);

    authorize(&test.ctx, bob.id, anna.id).await.expect("agrees");
    authorize(&test.ctx, bob.id, anna.id)
        .await
        .expect("agreed already");
    assert!(between(&test, &anna, &bob).await.following);
    assert_eq!(counts(&test, &bob).await, (1, 0));
    assert_eq!(told(&test, &bob).await, vec![NotificationKind::Follow]);
    remove_from_followers(&test.ctx, bob.id, anna.id)
        .await
        .expect("removes");
    assert!(!between(&test, &anna, &bob).await.following);
    assert!(matches!(
        reject(&test.ctx, bob.id, anna.id).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn security_44_only_the_asked_account_can_accept() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    let eve = remote_account(&test.ctx, "eve", "e.example").await;
    follow(&test.ctx, anna.id, bob.id, &Options::default())
        .await
        .expect("asks");
    let row = storage::follow::find(test.ctx.db.read(), anna.id, bob.id)
        .await
        .expect("reads");
    let uri = row.and_then(|row| row.uri).expect("has an id");
    for answer in [Asked::Uri(&uri), Asked::Party(anna.id)] {
        let refused = receive_accept(&test.ctx, eve.id, answer).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
    assert!(between(&test, &anna, &bob).await.requested);
    for answer in [Asked::Uri(&uri), Asked::Party(anna.id)] {
        receive_accept(&test.ctx, bob.id, answer)
            .await
            .expect("accepts");
    }
    assert!(between(&test, &anna, &bob).await.following);
    assert_eq!(counts(&test, &bob).await, (1, 0));
    let refused = receive_reject(&test.ctx, eve.id, Asked::Uri(&uri)).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    receive_reject(&test.ctx, bob.id, Asked::Uri(&uri))
        .await
        .expect("removes its follower");
    assert_eq!(counts(&test, &bob).await, (0, 0));
    let sent = testing::outgoing(&test.ctx).await;
    assert!(
        matches!(sent.as_slice(), [Outgoing::Follow { .. }]),
        "{sent:?}"
    );
}

#[tokio::test]
async fn a_remote_follow_is_accepted_and_accepted_again_by_its_new_id() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    let newer = "https://b.example/follows/2";
    for uri in [URI, newer] {
        receive(&test.ctx, bob.id, anna.id, uri)
            .await
            .expect("is received");
        test.ctx.clock.advance(std::time::Duration::from_millis(1));
    }
    let accept = |uri: &str| Outgoing::Accept {
        account_id: anna.id,
        follow_uri: uri.into(),
        follower_id: bob.id,
    };
    assert_eq!(
        testing::outgoing(&test.ctx).await,
        vec![accept(URI), accept(newer)]
    );
    assert_eq!(counts(&test, &anna).await, (1, 0));
    assert_eq!(told(&test, &anna).await, vec![NotificationKind::Follow]);
    let eve = remote_account(&test.ctx, "eve", "e.example").await;
    let refused = receive_undo(&test.ctx, eve.id, received(newer), Some(anna.id)).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    receive_undo(&test.ctx, bob.id, received(URI), Some(anna.id))
        .await
        .expect("is too late");
    assert_eq!(counts(&test, &anna).await, (1, 0), "the newer one stands");
    receive_undo(&test.ctx, bob.id, received(newer), Some(anna.id))
        .await
        .expect("is undone");
    assert_eq!(counts(&test, &anna).await, (0, 0));
}

/// An Undo of an activity that came here.
fn received(uri: &str) -> Undone<'_> {
    Undone {
        uri: Some(uri),
        came: true,
    }
}

#[tokio::test]
async fn an_undo_with_an_id_of_its_own_ends_the_follow() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    for (number, uri) in [Some("https://b.example/made/up"), None]
        .into_iter()
        .enumerate()
    {
        let follow = format!("{URI}/{number}");
        receive(&test.ctx, bob.id, anna.id, &follow)
            .await
            .expect("is received");
        assert_eq!(counts(&test, &anna).await, (1, 0));
        let undone = Undone::named(&test.ctx, uri).await.expect("reads");
        receive_undo(&test.ctx, bob.id, undone, Some(anna.id))
            .await
            .expect("is undone");
        assert_eq!(counts(&test, &anna).await, (0, 0), "{uri:?}");
    }
}

#[tokio::test]
async fn an_undo_that_overtakes_its_follow_wins() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    let undone = Undone::named(&test.ctx, Some(URI)).await.expect("reads");
    receive_undo(&test.ctx, bob.id, undone, Some(anna.id))
        .await
        .expect("is remembered");
    receive(&test.ctx, bob.id, anna.id, URI)
        .await
        .expect("is ignored");
    assert!(!between(&test, &anna, &bob).await.followed_by);
    assert_eq!(testing::outgoing(&test.ctx).await, vec![]);
}

#[tokio::test]
async fn a_blocked_follower_is_refused() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    let carl = local_account(&test.ctx, "carl").await;
    for other in [bob.id, carl.id] {
        crate::block::block(&test.ctx, anna.id, other)
            .await
            .expect("blocks");
    }
    testing::outgoing(&test.ctx).await;
    receive(&test.ctx, bob.id, anna.id, URI)
        .await
        .expect("is answered");
    let sent = testing::outgoing(&test.ctx).await;
    assert!(
        matches!(sent.as_slice(), [Outgoing::Reject { .. }]),
        "{sent:?}"
    );
    let refused = follow(&test.ctx, carl.id, anna.id, &Options::default()).await;
    let absent = follow(&test.ctx, carl.id, AccountId(7), &Options::default()).await;
    assert_eq!(
        refused.expect_err("is refused").to_string(),
        absent.expect_err("is not there").to_string()
    );
    assert_eq!(counts(&test, &anna).await, (0, 0));
}

#[tokio::test]
async fn an_unanswered_request_is_sent_again_for_a_while() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let bob = remote_account(&test.ctx, "bob", "b.example").await;
    follow(&test.ctx, anna.id, bob.id, &Options::default())
        .await
        .expect("asks");
    let first = testing::outgoing(&test.ctx).await;
    let mut sent = Vec::new();
    let mut ids = std::collections::HashSet::new();
    for hour in 1..=15 * 24 {
        test.ctx.clock.advance(std::time::Duration::from_hours(1));
        if resend(&test.ctx).await.expect("runs") == 1 {
            sent.push(hour / 24);
            let row = storage::follow::find(test.ctx.db.read(), anna.id, bob.id).await;
            let uri = row.expect("answers").expect("waits").uri.expect("is sent");
            assert!(ids.insert(uri), "a new id each time");
            assert_eq!(testing::outgoing(&test.ctx).await, first);
        }
    }
    assert_eq!(sent, [1, 2, 4, 8], "days; from then on a person decides");
    for uri in &ids {
        receive_accept(&test.ctx, bob.id, Asked::Uri(uri))
            .await
            .expect("under any of them");
        assert_eq!(counts(&test, &bob).await, (1, 0));
    }
}

#[tokio::test]
async fn security_47_a_suspended_account_neither_follows_nor_is_heard() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let eve = remote_account(&test.ctx, "eve", "e.example").await;
    crate::user::suspend(&test.ctx, eve.id)
        .await
        .expect("is suspended");
    let refused = receive(&test.ctx, eve.id, anna.id, URI).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let followed = follow(&test.ctx, anna.id, eve.id, &Options::default()).await;
    assert!(matches!(followed, Err(Error::NotFound)));
    let tx = test.ctx.db.begin().await.expect("begins");
    let (kind, now) = (NotificationKind::Mention, test.ctx.clock.now());
    notify(&tx, anna.id, kind, eve.id, None, now)
        .await
        .expect("is dropped");
    tx.commit().await.expect("commits");
    assert_eq!(told(&test, &anna).await, vec![]);
    assert_eq!(counts(&test, &anna).await, (0, 0));
}
