use super::*;
use crate::group_decision::Decision;
use crate::group_post::tests::{Ward, ward};
use crate::outgoing::Outgoing;
use crate::status::tests::remote_note;
use crate::status::{NewStatus, Reason, RemoteMention, RemoteStatus, publish, receive};
use crate::testing::{new_status, outgoing, remote_account};

async fn answer(ward: &Ward, who: AccountId, to: StatusId) -> Result<StatusId> {
    let new = NewStatus {
        in_reply_to_id: Some(to),
        ..new_status("And another thing")
    };
    publish(ward.ctx(), who, new).await
}

#[tokio::test]
async fn below_a_locked_status_only_those_who_run_the_group_answer() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let question = ward.say(bob, "@ward What is it?").await;
    let reply = answer(&ward, bob, question).await.expect("is open");
    let refused = lock(ward.ctx(), ward.id, bob.into(), question, "").await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    outgoing(ward.ctx()).await;
    for _ in 0..2 {
        lock(ward.ctx(), ward.id, ward.anna.into(), question, "settled")
            .await
            .expect("is locked");
    }
    let told = outgoing(ward.ctx()).await;
    let locked = |activity: &Outgoing| matches!(activity, Outgoing::GroupDecision { decision: Decision::Lock { reason, .. }, .. } if reason == "settled");
    assert!(told.len() == 1 && locked(&told[0]), "{told:?}");
    for below in [question, reply] {
        let refused = answer(&ward, bob, below).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        answer(&ward, ward.anna, below).await.expect("runs it");
        assert!(is_locked(ward.ctx(), below).await.expect("reads"));
    }
    unlock(ward.ctx(), ward.id, ward.anna.into(), question)
        .await
        .expect("is unlocked");
    answer(&ward, bob, reply).await.expect("is open again");
}

#[tokio::test]
async fn a_locked_answer_leaves_the_thread_above_open() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let question = ward.say(bob, "@ward What is it?").await;
    let reply = answer(&ward, bob, question).await.expect("is open");
    lock(ward.ctx(), ward.id, ward.anna.into(), reply, "")
        .await
        .expect("is locked");
    assert!(answer(&ward, bob, reply).await.is_err());
    answer(&ward, bob, question).await.expect("is open");
}

#[tokio::test]
async fn an_answer_from_elsewhere_is_refused_too() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let question = ward.say(bob, "@ward What is it?").await;
    lock(ward.ctx(), ward.id, ward.anna.into(), question, "")
        .await
        .expect("is locked");
    let parent = storage::status::find_by_id(ward.ctx().db.read(), question).await;
    let parent = parent.expect("reads").expect("is there");
    let eve = remote_account(ward.ctx(), "eve", "b.example").await;
    let remote = RemoteStatus {
        in_reply_to_uri: Some(parent.uri),
        mentions: vec![RemoteMention {
            account_id: bob,
            silent: false,
        }],
        ..remote_note(&eve, 1, "Me too")
    };
    let refused = receive(ward.ctx(), remote.clone(), Reason::Delivered).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let known = storage::status::find_by_uri(ward.ctx().db.read(), &remote.uri).await;
    assert_eq!(known.expect("reads"), None);
}
