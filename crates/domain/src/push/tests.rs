//! Which messages are on their way, and until when.

use super::*;
use crate::sign_up::SignedUp;
use crate::testing::{self, follow, local_account, new_status, person, post};
use crate::{block, favourite, token};

const KEY: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn new(alerts: &[NotificationKind], policy: PushPolicy) -> NewSubscription {
    NewSubscription {
        endpoint: "https://push.example/1".into(),
        p256dh: KEY.into(),
        auth: AUTH.into(),
        standard: true,
        alerts: alerts.to_vec(),
        policy,
    }
}

/// Anna, whose app is told of mentions, as `policy` says.
async fn anna(ctx: &Context, policy: PushPolicy) -> (SignedUp, TokenId) {
    let anna = person(ctx, "anna").await;
    let scopes = crate::scope::Scopes::parse("push").expect("a scope");
    let issued = token::issue(ctx, "anna", scopes).await.expect("a token");
    let holder = Holder {
        token_id: issued.id,
        user_id: anna.user_id,
        account_id: anna.account_id,
        access_token: &issued.secret,
    };
    subscribe(ctx, holder, new(&[NotificationKind::Mention], policy))
        .await
        .expect("subscribes");
    let id = issued.id;
    (anna, id)
}

async fn due(ctx: &Context) -> Vec<Push> {
    claim(ctx, 10).await.expect("claims")
}

#[tokio::test]
async fn what_an_app_asked_for_is_on_its_way_once() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (anna, token) = anna(ctx, PushPolicy::All).await;
    let bob = local_account(ctx, "bob").await.id;
    let hers = post(ctx, anna.account_id, new_status("hello")).await;
    favourite::favourite(ctx, bob, hers)
        .await
        .expect("favourites");
    assert_eq!(due(ctx).await, [], "not asked for");
    post(ctx, bob, new_status("@anna <b>look</b>")).await;
    let pushes = due(ctx).await;
    assert_eq!(pushes.len(), 1);
    assert_eq!(due(ctx).await, [], "is leased");
    let message = message(ctx, &pushes[0]).await.expect("loads");
    let message = message.expect("is there");
    assert_eq!(message.told.kind, NotificationKind::Mention);
    assert_eq!(message.sender.account.id, bob);
    let bearer = token::authenticate(ctx, &message.access_token).await;
    let bearer = bearer.expect("reads").expect("is a token");
    assert_eq!(bearer.token_id, token);
    let kept = push::find_by_token(ctx.db.read(), token).await;
    let kept = kept.expect("reads").expect("is kept").access_token;
    assert_ne!(kept, message.access_token.into_bytes(), "is wrapped");
    settle(ctx, &pushes[0], &Outcome::Done).await.expect("ends");
    ctx.clock.advance(LEASE);
    assert_eq!(due(ctx).await, []);
}

#[tokio::test]
async fn the_policy_of_an_app_chooses_by_who_follows_whom() {
    for (policy, expected) in [
        (PushPolicy::All, 3),
        (PushPolicy::Followed, 1),
        (PushPolicy::Follower, 1),
        (PushPolicy::None, 0),
    ] {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let (anna, _) = anna(ctx, policy).await;
        let people = [
            local_account(ctx, "stranger").await.id,
            local_account(ctx, "followed").await.id,
            local_account(ctx, "follower").await.id,
        ];
        follow(ctx, anna.account_id, people[1]).await;
        follow(ctx, people[2], anna.account_id).await;
        for person in people {
            post(ctx, person, new_status("@anna hello")).await;
        }
        assert_eq!(due(ctx).await.len(), expected, "{policy:?}");
    }
}

#[tokio::test]
async fn a_message_is_tried_for_two_days_unless_its_subscription_is_gone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (_, token) = anna(ctx, PushPolicy::All).await;
    let bob = local_account(ctx, "bob").await.id;
    post(ctx, bob, new_status("@anna hello")).await;
    let mut tries = 0;
    let later = Outcome::Postponed("busy".into());
    let begun = ctx.clock.now();
    while ctx.clock.now() < begun.after(LIFETIME * 2) {
        for push in due(ctx).await {
            tries += 1;
            settle(ctx, &push, &later).await.expect("is postponed");
        }
        ctx.clock.advance(Duration::from_mins(10));
    }
    assert_eq!(tries, 19, "a little more than four hours apart in the end");
    post(ctx, bob, new_status("@anna hello?")).await;
    for push in due(ctx).await {
        settle(ctx, &push, &Outcome::Gone).await.expect("ends");
    }
    assert!(matches!(show(ctx, token).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_is_not_to_be_told_any_more_is_not_sent() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (anna, token) = anna(ctx, PushPolicy::All).await;
    let bob = local_account(ctx, "bob").await.id;
    post(ctx, bob, new_status("@anna hello")).await;
    block::block(ctx, anna.account_id, bob)
        .await
        .expect("blocks");
    assert_eq!(due(ctx).await, [], "it went with its notification");
    let cleo = local_account(ctx, "cleo").await.id;
    post(ctx, cleo, new_status("@anna hello")).await;
    let pushes = due(ctx).await;
    crate::notification::clear(ctx, anna.account_id)
        .await
        .expect("clears");
    let nothing = message(ctx, &pushes[0]).await.expect("loads");
    assert!(nothing.is_none());
    post(ctx, cleo, new_status("@anna hello?")).await;
    token::revoke(ctx, token).await.expect("revokes");
    assert_eq!(due(ctx).await, [], "it went with the token");
}

#[tokio::test]
async fn security_38_a_subscription_ends_with_its_token() {
    for end in ["revoked", "suspended", "new password"] {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let (anna, token) = anna(ctx, PushPolicy::All).await;
        assert!(show(ctx, token).await.is_ok());
        let ended = match end {
            "revoked" => token::revoke(ctx, token).await,
            "suspended" => crate::user::suspend(ctx, anna.account_id).await,
            _ => crate::user::reset_password(ctx, anna.user_id)
                .await
                .map(drop),
        };
        ended.expect("ends");
        let left = show(ctx, token).await;
        assert!(matches!(left, Err(Error::NotFound)), "{end}");
    }
}

#[tokio::test]
async fn keys_and_endpoints_that_are_none_are_refused() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = person(ctx, "anna").await;
    let scopes = crate::scope::Scopes::parse("push").expect("a scope");
    let issued = token::issue(ctx, "anna", scopes).await.expect("a token");
    let holder = Holder {
        token_id: issued.id,
        user_id: anna.user_id,
        account_id: anna.account_id,
        access_token: &issued.secret,
    };
    let good = new(&[], PushPolicy::All);
    let wrong = [
        NewSubscription {
            endpoint: "push.example".into(),
            ..good.clone()
        },
        NewSubscription {
            endpoint: "ftp://push.example/".into(),
            ..good.clone()
        },
        NewSubscription {
            p256dh: AUTH.into(),
            ..good.clone()
        },
        NewSubscription {
            auth: "short".into(),
            ..good.clone()
        },
    ];
    for wrong in wrong {
        let refused = subscribe(ctx, holder, wrong.clone()).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{wrong:?}");
    }
    let padded = NewSubscription {
        auth: format!("{AUTH}=="),
        ..good
    };
    subscribe(ctx, holder, padded).await.expect("subscribes");
}
