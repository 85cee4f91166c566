use storage::Page;

use super::*;
use crate::follow;
use crate::group::{NewGroup, create, show};
use crate::kinds::MembershipRole::{Member, Moderator, Owner};
use crate::relationship;
use crate::testing::{self, local_account, outgoing, remote_account};

async fn ward(ctx: &Context, founder: AccountId) -> AccountId {
    let new = NewGroup {
        name: "ward".into(),
        title: "The Ward".into(),
        description: String::new(),
    };
    create(ctx, founder, new).await.expect("is founded")
}

async fn follows(ctx: &Context, who: AccountId, id: AccountId) -> bool {
    relationship::show(ctx, who, id)
        .await
        .expect("both are here")
        .following
}

async fn leave(ctx: &Context, who: AccountId) {
    let tx = ctx.db.begin().await.expect("begins");
    leave_all(&tx, who, ctx.clock.now()).await.expect("leaves");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn owners_give_roles_and_the_last_one_stays() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = ward(ctx, anna).await;
    let refused = set_role(ctx, id, bob.into(), bob, Moderator).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    set_role(ctx, id, anna.into(), bob, Moderator)
        .await
        .expect("is appointed");
    let refused = set_role(ctx, id, bob.into(), anna, Member).await;
    assert!(
        matches!(refused, Err(Error::Forbidden(_))),
        "a moderator is no owner"
    );
    let last = set_role(ctx, id, anna.into(), anna, Member).await;
    assert!(matches!(last, Err(Error::Invalid { field: "role", .. })));
    set_role(ctx, id, anna.into(), bob, Owner)
        .await
        .expect("is appointed");
    set_role(ctx, id, anna.into(), anna, Member)
        .await
        .expect("another owner is left");
    let runs = show(ctx, id).await.expect("is there").moderators;
    assert_eq!(
        runs.iter()
            .map(|(account, role)| (account.id, *role))
            .collect::<Vec<_>>(),
        [(bob, Owner)]
    );
}

#[tokio::test]
async fn the_banned_neither_follow_nor_come_back() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let eve = remote_account(ctx, "eve", "b.example").await.id;
    let id = ward(ctx, anna).await;
    let options = follow::Options::default();
    follow::follow(ctx, bob, id, &options)
        .await
        .expect("follows");
    follow::receive(ctx, eve, id, "https://b.example/f/1")
        .await
        .expect("follows");
    outgoing(ctx).await;
    for who in [bob, eve] {
        ban(ctx, id, anna.into(), who, Ban::default())
            .await
            .expect("is banned");
        assert!(!follows(ctx, who, id).await);
    }
    let rejected = Outgoing::Reject {
        account_id: id,
        follow_uri: "https://b.example/f/1".into(),
        follower_id: eve,
    };
    let told = outgoing(ctx).await;
    assert!(told.contains(&rejected), "{told:?}");
    let again = follow::follow(ctx, bob, id, &options).await;
    assert!(matches!(again, Err(Error::Forbidden(_))));
    follow::receive(ctx, eve, id, "https://b.example/f/2")
        .await
        .expect("is answered");
    assert!(matches!(outgoing(ctx).await[..], [Outgoing::Reject { .. }]));
    let shut_out = banned(ctx, id, anna, Page::first(10)).await.expect("lists");
    assert_eq!(shut_out.len(), 2);
    unban(ctx, id, anna.into(), bob).await.expect("is let in");
    follow::follow(ctx, bob, id, &options)
        .await
        .expect("follows");
    assert!(follows(ctx, bob, id).await);
}

#[tokio::test]
async fn who_runs_the_group_is_not_banned() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = ward(ctx, anna).await;
    set_role(ctx, id, anna.into(), bob, Moderator)
        .await
        .expect("is appointed");
    let refused = ban(ctx, id, bob.into(), anna, Ban::default()).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn a_group_passes_to_its_eldest_moderator_or_freezes() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let cara = local_account(ctx, "cara").await.id;
    let id = ward(ctx, anna).await;
    for who in [cara, bob] {
        ctx.clock.advance(std::time::Duration::from_secs(1));
        set_role(ctx, id, anna.into(), who, Moderator)
            .await
            .expect("is appointed");
    }
    leave(ctx, anna).await;
    assert_eq!(role(ctx, id, cara).await.expect("reads"), Some(Owner));
    assert_eq!(role(ctx, id, bob).await.expect("reads"), Some(Moderator));
    assert_eq!(role(ctx, id, anna).await.expect("reads"), None);
    set_role(ctx, id, cara.into(), bob, Member)
        .await
        .expect("is demoted");
    leave(ctx, cara).await;
    let group = show(ctx, id).await.expect("is still there");
    assert!(group.rules.frozen_at.is_some() && group.moderators.is_empty());
}

#[tokio::test]
async fn a_frozen_group_is_thawed_with_a_new_owner() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let eve = remote_account(ctx, "eve", "b.example").await.id;
    let id = ward(ctx, anna).await;
    let early = thaw(ctx, id, bob).await;
    assert!(matches!(early, Err(Error::Conflict(_))));
    assert_eq!(role(ctx, id, bob).await.expect("reads"), None);
    leave(ctx, anna).await;
    for who in [eve, id] {
        let refused = thaw(ctx, id, who).await;
        assert!(matches!(
            refused,
            Err(Error::Invalid { field: "owner", .. })
        ));
    }
    outgoing(ctx).await;
    thaw(ctx, id, bob).await.expect("is thawed");
    let group = show(ctx, id).await.expect("is there");
    assert_eq!(group.rules.frozen_at, None);
    assert_eq!(role(ctx, id, bob).await.expect("reads"), Some(Owner));
    let told = outgoing(ctx).await;
    assert_eq!(told, [Outgoing::UpdateActor { account_id: id }]);
}

#[tokio::test]
async fn a_ban_ends_at_its_time_unless_it_was_renewed() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hour = std::time::Duration::from_hours(1);
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = ward(ctx, anna).await;
    let until = |hours: u32| Ban {
        until: Some(ctx.clock.now().after(hour * hours)),
        ..Ban::default()
    };
    let past = Ban {
        until: Some(ctx.clock.now()),
        ..Ban::default()
    };
    let refused = ban(ctx, id, anna.into(), bob, past).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "ends_at",
            ..
        })
    ));
    let is_out = async || {
        let out = banned(ctx, id, anna, Page::first(10)).await;
        !out.expect("lists").is_empty()
    };
    for hours in [1, 2] {
        ban(ctx, id, anna.into(), bob, until(hours))
            .await
            .expect("is banned");
    }
    for still in [true, false] {
        ctx.clock.advance(hour);
        end_ban(ctx, id, bob).await.expect("runs");
        assert_eq!(is_out().await, still);
    }
}

#[tokio::test]
async fn who_joins_those_who_run_the_group_and_who_leaves_is_told() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = ward(ctx, anna).await;
    outgoing(ctx).await;
    for role in [Moderator, Owner, Member] {
        set_role(ctx, id, anna.into(), bob, role)
            .await
            .expect("is changed");
    }
    let told = outgoing(ctx).await.into_iter();
    let decisions = told.filter_map(|activity| match activity {
        Outgoing::GroupDecision { decision, .. } => Some(decision),
        _ => None,
    });
    let account_id = bob;
    assert_eq!(
        decisions.collect::<Vec<_>>(),
        [
            Decision::Appoint { account_id },
            Decision::Dismiss { account_id }
        ]
    );
}
