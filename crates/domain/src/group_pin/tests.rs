use storage::Page;

use super::*;
use crate::group_post::tests::{Ward, ward};
use crate::outgoing::Outgoing;
use crate::testing::outgoing;
use crate::timeline;
use crate::viewer::Viewer;

async fn pinned(ward: &Ward) -> Vec<StatusId> {
    let pins = timeline::pinned(ward.ctx(), Viewer::Anonymous, ward.id, Page::first(10)).await;
    let pins = pins.expect("reads").into_iter();
    pins.map(|entry| entry.status.id).collect()
}

#[tokio::test]
async fn what_someone_else_posted_stands_on_top_until_it_is_taken_off_or_out() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let one = ward.say(bob, "@ward one").await;
    let two = ward.say(bob, "@ward two").await;
    let refused = pin(ward.ctx(), ward.id, bob.into(), one).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    outgoing(ward.ctx()).await;
    for status in [one, one, two] {
        pin(ward.ctx(), ward.id, ward.anna.into(), status)
            .await
            .expect("is pinned");
    }
    assert_eq!(pinned(&ward).await, [two, one]);
    unpin(ward.ctx(), ward.id, ward.anna.into(), two)
        .await
        .expect("is unpinned");
    let told = outgoing(ward.ctx()).await;
    let decisions = told.iter().filter_map(|activity| match activity {
        Outgoing::GroupDecision { decision, .. } => Some(decision),
        _ => None,
    });
    let kinds: Vec<bool> = decisions
        .map(|decision| matches!(decision, Decision::Pin { .. }))
        .collect();
    assert_eq!(kinds, [true, true, false]);
    crate::group_post::remove(ward.ctx(), ward.id, ward.anna.into(), one, "")
        .await
        .expect("is removed");
    assert_eq!(pinned(&ward).await, []);
}

#[tokio::test]
async fn only_what_the_group_announced_is_pinned() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let apart = ward.say(bob, "not for the group").await;
    let refused = pin(ward.ctx(), ward.id, ward.anna.into(), apart).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}
