//! What a policy lets through, and what becomes of the rest.

use std::time::Duration;

use storage::Page;
use storage::account::Account;
use storage::kinds::{NotificationKind, Visibility};

use super::*;
use crate::notification::{self, Filter};
use crate::notification_request::{self, Answer};
use crate::status::NewStatus;
use crate::testing::{self, local_account, new_status, post};

const DAY: Duration = Duration::from_hours(24);

fn only(word: &str, action: NotificationAction) -> Change {
    let mut change = Change::default();
    let column = match word {
        "not_following" => &mut change.for_not_following,
        "not_followers" => &mut change.for_not_followers,
        "new_accounts" => &mut change.for_new_accounts,
        "private_mentions" => &mut change.for_private_mentions,
        _ => &mut change.for_limited_accounts,
    };
    *column = Some(action);
    change
}

async fn mention(ctx: &Context, from: &Account, whom: &Account, visibility: Visibility) {
    let new = NewStatus {
        visibility,
        ..new_status(&format!("@{} look", whom.username))
    };
    post(ctx, from.id, new).await;
}

/// How many notifications `who` sees, and how many wait.
async fn told(ctx: &Context, who: &Account) -> (usize, usize) {
    let page = Page::first(40);
    let count = async |include_filtered| {
        let filter = Filter {
            include_filtered,
            ..Filter::default()
        };
        let list = notification::list(ctx, who.id, &filter, page).await;
        list.expect("lists").len()
    };
    let shown = count(false).await;
    (shown, count(true).await - shown)
}

async fn silence(ctx: &Context, account: &Account) {
    let tx = ctx.db.begin().await.expect("begins");
    storage::Sql::new(&*tx, "UPDATE accounts SET silenced_at = 1 WHERE id = ")
        .bind(account.id)
        .execute(&*tx)
        .await
        .expect("is silenced");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn each_part_of_a_policy_filters_or_drops_those_it_is_about() {
    for word in [
        "not_following",
        "not_followers",
        "new_accounts",
        "private_mentions",
        "limited_accounts",
    ] {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await;
        let bob = local_account(ctx, "bob").await;
        if word == "limited_accounts" {
            silence(ctx, &bob).await;
        }
        let visibility = if word == "private_mentions" {
            Visibility::Direct
        } else {
            Visibility::Public
        };
        let expected = [
            (NotificationAction::Accept, (1, 0)),
            (NotificationAction::Filter, (1, 1)),
            (NotificationAction::Drop, (1, 1)),
        ];
        for (action, expected) in expected {
            update(ctx, anna.id, only(word, action))
                .await
                .expect("changes");
            mention(ctx, &bob, &anna, visibility).await;
            assert_eq!(told(ctx, &anna).await, expected, "{word} {action:?}");
        }
        let (policy, pending) = show(ctx, anna.id).await.expect("reads");
        assert_eq!((pending.requests, pending.notifications), (1, 1));
        assert_ne!(policy, NotificationPolicy::unwritten(anna.id));
    }
}

#[tokio::test]
async fn those_whom_a_policy_is_not_about_pass() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    ctx.clock.advance(DAY * 31);
    testing::follow(ctx, bob.id, anna.id).await;
    testing::follow(ctx, anna.id, bob.id).await;
    silence(ctx, &bob).await;
    let all = Some(NotificationAction::Drop);
    let strict = Change {
        for_not_following: all,
        for_not_followers: all,
        for_new_accounts: all,
        for_private_mentions: all,
        for_limited_accounts: all,
    };
    update(ctx, anna.id, strict).await.expect("changes");
    mention(ctx, &bob, &anna, Visibility::Public).await;
    assert_eq!(told(ctx, &anna).await, (0, 0), "a follower since today");
    ctx.clock.advance(DAY * 3);
    mention(ctx, &bob, &anna, Visibility::Public).await;
    assert_eq!(told(ctx, &anna).await, (1, 0));
    mention(ctx, &bob, &anna, Visibility::Direct).await;
    assert_eq!(told(ctx, &anna).await, (1, 0), "nobody wrote to them");
    let asked = NewStatus {
        visibility: Visibility::Direct,
        ..new_status("@bob what do you think?")
    };
    let asked = post(ctx, anna.id, asked).await;
    let answer = NewStatus {
        visibility: Visibility::Direct,
        in_reply_to_id: Some(asked),
        ..new_status("@anna this")
    };
    post(ctx, bob.id, answer).await;
    assert_eq!(told(ctx, &anna).await, (2, 0), "an answer");
}

#[tokio::test]
async fn limited_strangers_wait_by_default_and_are_heard_once_accepted() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    silence(ctx, &bob).await;
    for _ in 0..2 {
        mention(ctx, &bob, &anna, Visibility::Public).await;
    }
    assert_eq!(told(ctx, &anna).await, (0, 2));
    let requests = notification_request::list(ctx, anna.id, Page::first(40)).await;
    let requests = requests.expect("lists");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].row.notifications_count, 2);
    assert!(requests[0].last_status.is_some());
    let id = requests[0].row.id;
    let others = notification_request::answer(ctx, bob.id, id, Answer::Accept).await;
    assert!(matches!(others, Err(crate::Error::NotFound)));
    notification_request::answer(ctx, anna.id, id, Answer::Accept)
        .await
        .expect("accepts");
    mention(ctx, &bob, &anna, Visibility::Public).await;
    assert_eq!(told(ctx, &anna).await, (3, 0));
    let again = notification_request::answer(ctx, anna.id, id, Answer::Accept).await;
    assert!(matches!(again, Err(crate::Error::NotFound)));
}

#[tokio::test]
async fn what_is_dismissed_is_forgotten_and_may_ask_again() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    update(
        ctx,
        anna.id,
        only("not_following", NotificationAction::Filter),
    )
    .await
    .expect("changes");
    mention(ctx, &bob, &anna, Visibility::Public).await;
    let requests = notification_request::list(ctx, anna.id, Page::first(40)).await;
    let ids: Vec<_> = requests
        .expect("lists")
        .iter()
        .map(|request| request.row.id)
        .collect();
    let answered = notification_request::answer_all(ctx, anna.id, &ids, Answer::Dismiss).await;
    assert_eq!(answered.expect("dismisses"), 1);
    assert_eq!(told(ctx, &anna).await, (0, 0));
    mention(ctx, &bob, &anna, Visibility::Public).await;
    assert_eq!(told(ctx, &anna).await, (0, 1));
}

#[tokio::test]
async fn what_nobody_but_friends_can_cause_is_never_filtered() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    update(ctx, anna.id, only("new_accounts", NotificationAction::Drop))
        .await
        .expect("changes");
    let tx = ctx.db.begin().await.expect("begins");
    let now = ctx.clock.now();
    for kind in [NotificationKind::Update, NotificationKind::AdminReport] {
        notification::notify(&tx, anna.id, kind, bob.id, None, now)
            .await
            .expect("notifies");
    }
    tx.commit().await.expect("commits");
    assert_eq!(told(ctx, &anna).await, (2, 0));
}
