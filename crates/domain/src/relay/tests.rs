use super::*;
use crate::testing::{self, local_account, new_status, post, remote_account};

#[tokio::test]
async fn a_relay_is_asked_once_and_told_what_is_public() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let by = Authority::Operator;
    let asked = add(ctx, by, "https://relay.example/inbox")
        .await
        .expect("is asked");
    assert_eq!(
        (asked.kind, asked.state),
        (RelayKind::Inbox, RelayState::Pending)
    );
    let follow = Outgoing::FollowRelay { relay_id: asked.id };
    assert_eq!(testing::outgoing(ctx).await, [follow]);
    for wrong in [
        "https://relay.example/inbox",
        "relay.example",
        "ftp://relay.example/",
        "https://rounds.example/inbox",
    ] {
        let refused = add(ctx, by, wrong).await;
        assert!(
            matches!(refused, Err(Error::Invalid { field: "url", .. })),
            "{wrong}"
        );
    }
    post(ctx, anna.id, new_status("before it agreed")).await;
    assert_eq!(testing::outgoing(ctx).await, []);

    let actor = remote_account(ctx, "relay", "relay.example").await;
    settle(ctx, asked.id, actor.id, RelayState::Accepted)
        .await
        .expect("agrees");
    assert!(is_one(ctx, actor.id).await.expect("reads"));
    let status_id = post(ctx, anna.id, new_status("for everyone")).await;
    assert_eq!(
        testing::outgoing(ctx).await,
        [Outgoing::Create { status_id }]
    );
    let quiet = crate::status::NewStatus {
        visibility: Visibility::Unlisted,
        ..new_status("for some")
    };
    let unlisted = post(ctx, anna.id, quiet).await;
    assert_eq!(testing::outgoing(ctx).await, []);
    assert!(!may_hear_of(ctx, unlisted).await.expect("reads"));

    remove(ctx, by, asked.id).await.expect("is removed");
    let undo = testing::outgoing(ctx).await;
    assert!(
        matches!(&undo[..], [Outgoing::UndoFollowRelay { .. }]),
        "{undo:?}"
    );
    assert!(matches!(
        remove(ctx, by, asked.id).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn the_actor_of_a_relay_is_told_by_an_announce() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let asked = add(ctx, Authority::Operator, "https://relay.example/actor")
        .await
        .expect("is asked");
    assert_eq!(asked.kind, RelayKind::Actor);
    testing::outgoing(ctx).await;
    let actor = remote_account(ctx, "relay", "relay.example").await;
    settle(ctx, asked.id, actor.id, RelayState::Accepted)
        .await
        .expect("agrees");
    let status_id = post(ctx, anna.id, new_status("for everyone")).await;
    assert_eq!(
        testing::outgoing(ctx).await,
        [Outgoing::RelayAnnounce { status_id }]
    );
}
