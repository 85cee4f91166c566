use storage::account::Account;
use storage::kinds::Visibility;

use super::*;
use crate::follow::{self, Options};
use crate::list::{self, Settings};
use crate::relationship;
use crate::status::{self, NewStatus};
use crate::testing::{
    self, PASSWORD, TestContext, context, local_account, new_status, outgoing, person,
    remote_account,
};
use crate::user;
use crate::{account_note, block, boost, mute};

/// Says that `who` names `other` as an alias, as its server does.
async fn name(test: &TestContext, who: &Account, other: &Account) {
    let aliases = serde_json::to_string(&[&other.uri]).expect("is JSON");
    let tx = test.ctx.db.begin().await.expect("begins");
    account::set_aliases(&*tx, who.id, aliases)
        .await
        .expect("writes");
    tx.commit().await.expect("commits");
}

async fn row(test: &TestContext, who: AccountId) -> Account {
    let found = account::find_by_id(test.ctx.db.read(), who).await;
    found.expect("reads").expect("is there")
}

async fn follows(test: &TestContext, who: &Account, target: &Account) -> bool {
    let between = relationship::show(&test.ctx, who.id, target.id).await;
    let between = between.expect("both are here");
    between.following || between.requested
}

#[tokio::test]
async fn who_follows_an_account_that_moved_follows_the_new_one() {
    let test = context().await;
    let ctx = &test.ctx;
    let old = remote_account(ctx, "tim", "a.example").await;
    let new = remote_account(ctx, "tim", "b.example").await;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    testing::follow(ctx, anna.id, old.id).await;
    testing::follow(ctx, bob.id, old.id).await;
    let quiet = Options {
        reblogs: Some(false),
        notify: Some(true),
        languages: Some(vec!["de".into()]),
    };
    follow::follow(ctx, anna.id, old.id, &quiet)
        .await
        .expect("sets");
    let settings = Settings {
        title: Some("friends".into()),
        ..Settings::default()
    };
    let friends = list::create(ctx, anna.id, settings).await.expect("creates");
    list::add(ctx, anna.id, friends.id, vec![old.id])
        .await
        .expect("adds");
    account_note::write(ctx, bob.id, old.id, "met in Ulm")
        .await
        .expect("writes");
    name(&test, &new, &old).await;
    outgoing(ctx).await;

    receive(ctx, old.id, new.id).await.expect("moves");
    assert_eq!(row(&test, old.id).await.moved_to_id, Some(new.id));
    for _ in 0..2 {
        carry_over(ctx, old.id, new.id).await.expect("carries");
    }
    for follower in [&anna, &bob] {
        assert!(follows(&test, follower, &new).await);
        assert!(!follows(&test, follower, &old).await);
    }
    let told = outgoing(ctx).await;
    let asked = told
        .iter()
        .filter(|it| matches!(it, Outgoing::Follow { .. }));
    assert_eq!(asked.count(), 2);
    let carried = storage::follow::find(ctx.db.read(), anna.id, new.id).await;
    let carried = carried.expect("reads").expect("follows");
    assert!(carried.notify && !carried.show_reblogs);
    assert_eq!(carried.languages, r#"["de"]"#);
    let members = list::members(ctx, anna.id, friends.id, crate::Page::first(10)).await;
    let members: Vec<_> = members
        .expect("lists")
        .iter()
        .map(|it| it.account_id)
        .collect();
    assert_eq!(members, [new.id]);
    let between = relationship::show(ctx, bob.id, new.id)
        .await
        .expect("reads");
    assert_eq!(between.note, "met in Ulm");
}

#[tokio::test]
async fn blocks_and_mutes_go_along() {
    let test = context().await;
    let ctx = &test.ctx;
    let old = remote_account(ctx, "tim", "a.example").await;
    let new = remote_account(ctx, "tim", "b.example").await;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    block::block(ctx, anna.id, old.id).await.expect("blocks");
    mute::mute(ctx, bob.id, old.id, false, None)
        .await
        .expect("mutes");
    name(&test, &new, &old).await;
    receive(ctx, old.id, new.id).await.expect("moves");
    carry_over(ctx, old.id, new.id).await.expect("carries");
    let anna = relationship::show(ctx, anna.id, new.id)
        .await
        .expect("reads");
    assert!(anna.blocking);
    assert_eq!(anna.note, "Moved from @tim@a.example, whom you blocked.");
    let bob = relationship::show(ctx, bob.id, new.id)
        .await
        .expect("reads");
    assert!(bob.muting && !bob.muting_notifications);
}

#[tokio::test]
async fn security_57_a_move_that_is_not_sound_changes_nothing() {
    let test = context().await;
    let ctx = &test.ctx;
    let old = remote_account(ctx, "tim", "a.example").await;
    let new = remote_account(ctx, "tim", "b.example").await;
    let third = remote_account(ctx, "tim", "c.example").await;
    let anna = local_account(ctx, "anna").await;
    testing::follow(ctx, anna.id, old.id).await;
    assert!(receive(ctx, old.id, new.id).await.is_err(), "not named");
    name(&test, &old, &old).await;
    assert!(receive(ctx, old.id, old.id).await.is_err(), "to itself");
    name(&test, &new, &old).await;
    name(&test, &third, &old).await;
    suspend(&test, &new, true).await;
    assert!(receive(ctx, old.id, new.id).await.is_err(), "suspended");
    suspend(&test, &new, false).await;
    suspend(&test, &old, true).await;
    assert!(receive(ctx, old.id, new.id).await.is_err(), "suspended");
    suspend(&test, &old, false).await;
    assert!(follows(&test, &anna, &old).await && !follows(&test, &anna, &new).await);

    receive(ctx, old.id, new.id).await.expect("moves");
    ctx.clock
        .advance(COOLDOWN.checked_sub(Duration::from_secs(1)).unwrap());
    assert!(receive(ctx, old.id, third.id).await.is_err(), "too early");
    assert_eq!(row(&test, old.id).await.moved_to_id, Some(new.id));
    ctx.clock.advance(Duration::from_secs(1));
    receive(ctx, old.id, third.id).await.expect("moves on");
}

async fn suspend(test: &TestContext, who: &Account, so: bool) {
    let done = if so {
        user::suspend(&test.ctx, who.id).await
    } else {
        user::unsuspend(&test.ctx, who.id).await
    };
    done.expect("decides");
}

#[tokio::test]
async fn a_member_moves_with_a_password_to_an_account_that_knows_of_it() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = person(ctx, "anna").await;
    let fan = local_account(ctx, "fan").await;
    let new = remote_account(ctx, "anna", "b.example").await;
    testing::follow(ctx, fan.id, anna.account_id).await;
    let go = async |password: &str| {
        depart(ctx, anna.user_id, anna.account_id, new.id, password.into()).await
    };
    assert!(go(PASSWORD).await.is_err(), "it does not know of it");
    let old = row(&test, anna.account_id).await;
    name(&test, &new, &old).await;
    assert!(go("wrong").await.is_err());
    outgoing(ctx).await;
    go(PASSWORD).await.expect("moves");
    let told = outgoing(ctx).await;
    let account_id = anna.account_id;
    assert!(told.contains(&Outgoing::Move { account_id }));
    assert!(told.contains(&Outgoing::UpdateActor { account_id }));
    carry_over(ctx, anna.account_id, new.id)
        .await
        .expect("carries");
    assert!(follows(&test, &fan, &new).await && !follows(&test, &fan, &old).await);

    let posted = status::publish(ctx, account_id, new_status("still here")).await;
    assert!(matches!(posted, Err(Error::Forbidden(_))));
    let followed = follow::follow(ctx, account_id, fan.id, &Options::default()).await;
    assert!(matches!(followed, Err(Error::Forbidden(_))));
    let theirs = testing::post(ctx, fan.id, new_status("hello")).await;
    let boosted = boost::boost(ctx, account_id, theirs, Visibility::Public).await;
    assert!(matches!(boosted, Err(Error::Forbidden(_))));
    let asked = follow::follow(ctx, fan.id, account_id, &Options::default()).await;
    assert!(matches!(asked, Err(Error::Forbidden(_))));

    stay(ctx, account_id).await.expect("comes back");
    status::publish(
        ctx,
        account_id,
        NewStatus {
            ..new_status("back")
        },
    )
    .await
    .expect("posts");
    assert!(go(PASSWORD).await.is_err(), "too early");
    ctx.clock.advance(COOLDOWN);
    go(PASSWORD).await.expect("moves again");
}

#[tokio::test]
async fn aliases_are_told_and_bounded() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    assert!(add_alias(ctx, anna.id, anna.id).await.is_err());
    let mut others = Vec::new();
    for number in 0..=ALIASES {
        others.push(remote_account(ctx, &format!("anna{number}"), "b.example").await);
    }
    let (last, rest) = others.split_last().expect("there are some");
    for other in rest {
        add_alias(ctx, anna.id, other.id).await.expect("adds");
        add_alias(ctx, anna.id, other.id).await.expect("is there");
    }
    assert_eq!(outgoing(ctx).await.len(), ALIASES);
    assert!(add_alias(ctx, anna.id, last.id).await.is_err());
    remove_alias(ctx, anna.id, &rest[0].uri)
        .await
        .expect("removes");
    remove_alias(ctx, anna.id, &rest[0].uri)
        .await
        .expect("again");
    let left = aliases(ctx, anna.id).await.expect("lists");
    assert_eq!(left.len(), ALIASES - 1);
    assert_eq!(left[0].acct.as_deref(), Some("anna1@b.example"));
}
