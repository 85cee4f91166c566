use storage::account::Account;
use storage::kinds::Visibility;

use super::*;
use crate::status::tests::remote_note;
use crate::status::{NewStatus, Reason as Why, RemoteStatus, receive};
use crate::testing::{self, follow, local_account, new_status, post, remote_account};
use crate::{boost, favourite};

fn reply_to(id: StatusId) -> NewStatus {
    NewStatus {
        in_reply_to_id: Some(id),
        ..new_status("An answer")
    }
}

fn for_repliers(text: &str, repliers: &[Circle]) -> NewStatus {
    NewStatus {
        repliers: Some(repliers.to_vec()),
        ..new_status(text)
    }
}

async fn may_reply(ctx: &Context, who: &Account, id: StatusId) -> bool {
    match crate::status::publish(ctx, who.id, reply_to(id)).await {
        Ok(_) => true,
        Err(Error::Invalid { field, .. }) => {
            assert_eq!(field, "in_reply_to_id");
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_author_chooses_who_may_reply() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let [anna, bob, carl] = ["anna", "bob", "carl"];
    let (anna, bob) = (
        local_account(ctx, anna).await,
        local_account(ctx, bob).await,
    );
    let carl = local_account(ctx, carl).await;
    follow(ctx, bob.id, anna.id).await;
    let open = post(ctx, anna.id, for_repliers("a", &[Circle::Public])).await;
    let followers = post(ctx, anna.id, for_repliers("b @carl", &[Circle::Followers])).await;
    let closed = post(ctx, anna.id, for_repliers("c @carl", &[])).await;
    for (id, expected) in [
        (open, [true, true, true]),
        (followers, [true, true, true]),
        (closed, [true, false, true]),
    ] {
        let mut found = Vec::new();
        for who in [&anna, &bob, &carl] {
            found.push(may_reply(ctx, who, id).await);
        }
        assert_eq!(found, expected);
    }
    let unnamed = post(ctx, anna.id, for_repliers("d", &[Circle::Followers])).await;
    assert!(!may_reply(ctx, &carl, unnamed).await);
    set_repliers(ctx, anna.id, unnamed, &[Circle::Public])
        .await
        .expect("is opened");
    assert!(may_reply(ctx, &carl, unnamed).await);
    let others = set_repliers(ctx, bob.id, unnamed, &[]).await;
    assert!(matches!(others, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_reply_from_elsewhere_that_is_not_let_in_is_turned_away() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let (eve, fan) = (
        remote_account(ctx, "eve", "b.example").await,
        remote_account(ctx, "fan", "b.example").await,
    );
    follow(ctx, fan.id, anna.id).await;
    let id = post(ctx, anna.id, for_repliers("a", &[Circle::Followers])).await;
    testing::outgoing(ctx).await;
    let answer = |who: &Account| RemoteStatus {
        in_reply_to_uri: Some(ctx.uris.status(anna.id, id)),
        ..remote_note(who, 1, "hi")
    };
    for why in [Why::Delivered, Why::Fetched] {
        let kept = receive(ctx, answer(&eve), why).await.expect("is read");
        assert_eq!(kept, None);
    }
    let rejected = Outgoing::RejectReply {
        account_id: anna.id,
        replier_id: eve.id,
        uri: answer(&eve).uri,
    };
    assert_eq!(testing::outgoing(ctx).await, [rejected]);
    let kept = receive(ctx, answer(&fan), Why::Delivered).await;
    assert!(kept.expect("is read").is_some());
    assert_eq!(testing::outgoing(ctx).await, []);
}

#[tokio::test]
async fn what_a_remote_author_denies_is_refused_before_it_is_sent() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let lena = remote_account(ctx, "lena", "gts.example").await;
    follow(ctx, bob.id, lena.id).await;
    let only = |automatic: &[Circle], manual: &[Circle]| {
        Some(Approval {
            automatic: automatic.to_vec(),
            manual: manual.to_vec(),
        })
    };
    let note = RemoteStatus {
        interaction_policy: Policy {
            favourite: only(&[Circle::Followers], &[]),
            reply: only(&[Circle::Followers], &[Circle::Public]),
            boost: only(&[], &[]),
        },
        ..remote_note(&lena, 1, "mine")
    };
    let id = receive(ctx, note, Why::Fetched)
        .await
        .expect("is kept")
        .expect("is kept");
    let liked = favourite::favourite(ctx, anna.id, id).await;
    assert!(matches!(liked, Err(Error::Invalid { field: "id", .. })));
    let boosted = boost::boost(ctx, anna.id, id, Visibility::Public).await;
    assert!(matches!(boosted, Err(Error::Invalid { field: "id", .. })));
    let replied = crate::status::publish(ctx, anna.id, reply_to(id)).await;
    let said = replied.expect_err("is refused").to_string();
    assert!(said.contains("approves each interaction first"), "{said}");
    assert_eq!(testing::outgoing(ctx).await, []);
    favourite::favourite(ctx, bob.id, id)
        .await
        .expect("a follower may");
    assert!(may_reply(ctx, &bob, id).await);
}

#[tokio::test]
async fn what_is_not_understood_is_left_to_the_server_of_the_author() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let lena = remote_account(ctx, "lena", "gts.example").await;
    let note = RemoteStatus {
        interaction_policy: Policy {
            reply: Some(Approval {
                automatic: vec![Circle::Unsupported],
                manual: Vec::new(),
            }),
            ..Policy::default()
        },
        ..remote_note(&lena, 1, "mine")
    };
    let id = receive(ctx, note, Why::Fetched)
        .await
        .expect("is kept")
        .expect("is kept");
    assert!(may_reply(ctx, &anna, id).await);
}
