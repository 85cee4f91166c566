use std::time::Duration;

use storage::id::DisclosureId;
use storage::kinds::{ModerationAction, UserRole};
use storage::{Page, pseudonym as rows};

use super::disclosure::{self, Reason};
use super::*;
use crate::account_move;
use crate::audit::Actor;
use crate::config::{Config, Limits};
use crate::credential::revoke;
use crate::id::CredentialId;
use crate::moderation::{self, Administrator, Decision, Moderator};
use crate::sign_up::SignedUp;
use crate::testing::{self, PASSWORD, TestContext};
use crate::{mail_link, profile, session, user};

/// Someone for whose profession this server vouches.
async fn verified(ctx: &Context, name: &str) -> (SignedUp, CredentialId) {
    let member = testing::person(ctx, name).await;
    let proof = testing::vouched(ctx, member.account_id).await;
    (member, proof)
}

fn named(username: &str) -> NewPseudonym {
    NewPseudonym {
        username: username.into(),
        display_name: "Night Owl".into(),
    }
}

/// Ada, who is verified, and her pseudonym.
async fn ada() -> (TestContext, SignedUp, AccountId) {
    let test = testing::context().await;
    let (ada, _) = verified(&test.ctx, "ada").await;
    let made = create(&test.ctx, ada.user_id, named("owl")).await;
    (test, ada, made.expect("makes one"))
}

/// The one after the other, whenever that is.
async fn look_after(ctx: &Context, id: AccountId) {
    ctx.clock.advance(Duration::from_hours(36));
    tend(ctx, id).await.expect("looks after it");
}

async fn vouched(ctx: &Context, id: AccountId) -> Vec<credentials::Credential> {
    let known = credential::credentials_of(ctx.db.read(), &[id]).await;
    known.expect("reads").remove(&id).unwrap_or_default()
}

async fn administrator(ctx: &Context, name: &str) -> Administrator {
    let id = testing::staff(ctx, name, UserRole::Admin).await.account_id;
    let by = Moderator::of(id, UserRole::Admin).expect("moderates");
    by.administrator().expect("administers")
}

#[tokio::test]
async fn only_members_who_are_verified_have_pseudonyms_and_no_more_than_they_may() {
    let (test, ada, _) = ada().await;
    let ctx = &test.ctx;
    let ben = testing::person(ctx, "ben").await;
    let refused = create(ctx, ben.user_id, named("lark")).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let taken = create(ctx, ada.user_id, named("ben")).await;
    let is_name = |it: &Error| {
        matches!(
            it,
            Error::Invalid {
                field: "username",
                ..
            }
        )
    };
    assert!(taken.as_ref().is_err_and(is_name), "{taken:?}");
    let second = create(ctx, ada.user_id, named("lark")).await;
    second.expect("makes two");
    let third = create(ctx, ada.user_id, named("wren")).await;
    assert!(matches!(third, Err(Error::Forbidden(_))), "{third:?}");
    let own = list(ctx, ada.user_id).await.expect("lists");
    let names: Vec<&str> = own.pseudonyms.iter().map(|it| &*it.username).collect();
    assert_eq!((names.len(), own.most, own.verified), (2, 2, true));
    let none = list(ctx, ben.user_id).await.expect("lists");
    assert!(none.pseudonyms.is_empty() && !none.verified);
}

#[tokio::test]
async fn a_server_may_have_no_pseudonyms_and_a_pseudonym_has_none() {
    let limits = Limits {
        pseudonyms: 0,
        ..Limits::default()
    };
    let config = Config {
        limits,
        ..testing::config()
    };
    let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
    let (member, _) = verified(&test.ctx, "ada").await;
    let refused = create(&test.ctx, member.user_id, named("owl")).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");

    let (test, _, owl) = ada().await;
    look_after(&test.ctx, owl).await;
    let row = rows::find_by_account(test.ctx.db.read(), owl).await;
    let login = row.expect("reads").expect("is there").user_id;
    let refused = create(&test.ctx, login, named("lark")).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
}

#[tokio::test]
async fn what_is_kept_says_nothing_without_the_secret() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let lark = create(ctx, ada.user_id, named("lark")).await;
    let lark = lark.expect("makes two");
    let found = rows::pseudonyms_of(ctx.db.read(), &[owl, lark]).await;
    let found = found.expect("reads");
    let (one, other) = (&found[&owl], &found[&lark]);
    assert_ne!(one.slot, other.slot);
    assert_ne!(one.owner, other.owner);
    assert_ne!(one.user_id, other.user_id);
    assert_ne!(one.user_id, ada.user_id);
    let id = ada.user_id.0.to_be_bytes();
    let shown = one.owner.windows(8).any(|part| part == id);
    assert!(!shown && !one.slot.contains(&ada.user_id.to_string()));
    assert_eq!(mapping::owner(ctx, one).expect("opens"), ada.user_id);
    let stranger = testing::context().await;
    assert!(mapping::owner(&stranger.ctx, one).is_err());
}

#[tokio::test]
async fn a_pseudonym_shows_nothing_of_when_and_where_it_was_made() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let account = crate::account::show(ctx, owl).await.expect("is there");
    let now = ctx.clock.now();
    let earliest = now.before(Duration::from_hours(30 * 24));
    assert!((earliest..now).contains(&account.created_at));
    assert_eq!(owl.at(), account.created_at);
    assert!(account.avatar_id.is_none() && account.hide_collections && !account.discoverable);
    let member = crate::account::show(ctx, ada.account_id).await;
    assert_ne!(account.private_key, member.expect("is there").private_key);
    let told = profile::show(ctx, owl).await.expect("reads");
    assert_eq!(
        told.account_kind
            .map(crate::account_kind::AccountKind::as_str),
        Some("pseudonym")
    );
    assert_eq!(told.region.as_deref(), Some("DE"));
    let opened = enter(ctx, ada.user_id, owl).await.expect("acts as it");
    let browser = session::authenticate(ctx, &opened.secret).await;
    let browser = browser.expect("reads").expect("is logged in");
    assert_eq!(browser.holder.account_id, owl);
    assert_ne!(browser.holder.user_id, ada.user_id);
    let kept = session::list(ctx, browser.holder.user_id).await;
    let kept = kept.expect("lists");
    assert_eq!((&*kept[0].ip, &*kept[0].user_agent), ("", ""));
    assert!(
        session::list(ctx, ada.user_id)
            .await
            .expect("lists")
            .is_empty()
    );
}

#[tokio::test]
async fn nobody_else_acts_as_a_pseudonym() {
    let (test, _, owl) = ada().await;
    let ctx = &test.ctx;
    let (ben, _) = verified(ctx, "ben").await;
    let refused = enter(ctx, ben.user_id, owl).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let refused = delete(ctx, ben.user_id, owl).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_credential_says_what_many_have_in_common_and_comes_at_no_telling_time() {
    let (test, _, owl) = ada().await;
    let ctx = &test.ctx;
    assert!(vouched(ctx, owl).await.is_empty());
    look_after(ctx, owl).await;
    let issued = vouched(ctx, owl).await;
    let [issued] = &issued[..] else {
        panic!("{issued:?}");
    };
    let said = Claims {
        profession: Some("physician".into()),
        specialty: Some("dermatology".into()),
        jurisdiction: Some("DE".into()),
        ..Claims::default()
    };
    assert_eq!(credentials::claims(issued).expect("reads"), said);
    let day = 24 * 60 * 60 * 1000;
    let until = issued.valid_until.expect("ends");
    assert_eq!(
        (issued.valid_from.millis() % day, until.millis() % day),
        (0, 0)
    );
    look_after(ctx, owl).await;
    assert_eq!(vouched(ctx, owl).await.len(), 1, "one is enough");
}

#[tokio::test]
async fn what_becomes_of_the_member_becomes_of_the_pseudonym_later() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (ada, proof) = verified(ctx, "ada").await;
    let owl = create(ctx, ada.user_id, named("owl")).await.expect("makes");
    look_after(ctx, owl).await;
    let tx = ctx.db.begin().await.expect("begins");
    let revoked = revoke(&tx, ctx, proof, &Actor::Operator).await;
    revoked.expect("revokes");
    tx.commit().await.expect("commits");
    let state = async || vouched(ctx, owl).await[0].state;
    assert_eq!(state().await, CredentialState::Valid);
    look_after(ctx, owl).await;
    assert_eq!(state().await, CredentialState::Revoked);

    let gone = user::delete_account(ctx, ada.user_id, PASSWORD.into()).await;
    gone.expect("deletes");
    assert!(crate::account::show(ctx, owl).await.is_ok());
    look_after(ctx, owl).await;
    assert!(crate::account::show(ctx, owl).await.is_err());
    let row = rows::find_by_account(ctx.db.read(), owl).await;
    assert_eq!(row.expect("reads"), None);
}

#[tokio::test]
async fn moderators_see_nobody_behind_a_pseudonym_and_decide_on_it_alone() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let by = testing::staff(ctx, "mona", UserRole::Moderator).await;
    let by = Moderator::of(by.account_id, UserRole::Moderator).expect("moderates");
    enter(ctx, ada.user_id, owl).await.expect("acts as it");
    let record = moderation::show(ctx, &by, owl).await.expect("is there");
    assert!(record.owner.is_none() && record.addresses.is_empty());
    let login = rows::find_by_account(ctx.db.read(), owl).await;
    let login = login.expect("reads").expect("is there").user_id;
    let letter = mail_link::decision(ctx, login).await.expect("reads");
    assert!(letter.is_none(), "nobody reads it");
    let decision = Decision {
        action: ModerationAction::Suspend,
        report: None,
        text: "Enough".into(),
        notify: true,
    };
    let acted = moderation::act(ctx, &by, owl, decision).await;
    acted.expect("suspends");
    assert!(crate::account::show(ctx, owl).await.is_err());
    assert!(enter(ctx, ada.user_id, owl).await.is_err());
    let member = moderation::show(ctx, &by, ada.account_id).await;
    let member = member.expect("is there");
    assert!(member.view.account.suspended_at.is_none());
    assert!(member.owner.expect("logs in").disabled_at.is_none());
    look_after(ctx, owl).await;
}

#[tokio::test]
async fn a_pseudonym_is_nobodys_alias_and_moves_nowhere() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let tried = [
        account_move::add_alias(ctx, owl, ada.account_id).await,
        account_move::add_alias(ctx, ada.account_id, owl).await,
        account_move::depart(ctx, ada.user_id, owl, ada.account_id, PASSWORD.into()).await,
    ];
    for refused in tried {
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
    for change in [
        profile::Change {
            workplace: Some("Charité".into()),
            ..Default::default()
        },
        profile::Change {
            region: Some("DE-BE".into()),
            ..Default::default()
        },
        profile::Change {
            account_kind: Some("clinician".into()),
            ..Default::default()
        },
    ] {
        let refused = profile::update(ctx, owl, change).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    }
    let pretends = profile::Change {
        account_kind: Some("pseudonym".into()),
        ..Default::default()
    };
    let refused = profile::update(ctx, ada.account_id, pretends).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
}

#[tokio::test]
async fn what_a_pseudonym_says_leaves_in_batches_that_keep_their_order() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let mut last = ctx.clock.now();
    let mut waits = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let now = ctx.clock.now();
        let leaves = release(ctx, owl, now);
        assert!(leaves > now && leaves < now.after(Duration::from_mins(10)));
        assert!(leaves >= last, "nothing overtakes");
        waits.insert(leaves.millis() - now.millis());
        last = leaves;
        ctx.clock.advance(Duration::from_mins(1));
    }
    assert!(waits.len() > 30, "not at one distance: {waits:?}");
    let waiting = crate::delivery::leaves_at(ctx, owl).await.expect("reads");
    assert!(waiting.is_some());
    let at_once = crate::delivery::leaves_at(ctx, ada.account_id).await;
    assert_eq!(at_once.expect("reads"), None);
}

async fn learnt(ctx: &Context, by: &Administrator) -> Option<AccountId> {
    let seen = disclosure::index(ctx, by, Page::first(20)).await;
    let member = seen.expect("lists").remove(0).member;
    member.map(|account| account.id)
}

#[tokio::test]
async fn two_administrators_together_learn_whose_it_is_and_the_member_is_told() {
    let (test, ada, owl) = ada().await;
    let ctx = &test.ctx;
    let (one, two) = (
        administrator(ctx, "one").await,
        administrator(ctx, "two").await,
    );
    let third = administrator(ctx, "third").await;
    let nobody = disclosure::ask(ctx, &one, ada.account_id, Reason::Danger).await;
    assert!(matches!(nobody, Err(Error::NotFound)));
    let id = disclosure::ask(ctx, &one, owl, Reason::Danger).await;
    let id = id.expect("asks");
    let again = disclosure::ask(ctx, &two, owl, Reason::Danger).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let alone = disclosure::agree(ctx, &one, id).await;
    assert!(matches!(alone, Err(Error::Forbidden(_))), "{alone:?}");
    assert_eq!(learnt(ctx, &one).await, None);
    let untold = disclosure::of_member(ctx, ada.user_id).await;
    assert!(untold.expect("lists").is_empty());

    disclosure::agree(ctx, &two, id).await.expect("agrees");
    for by in [&one, &two] {
        assert_eq!(learnt(ctx, by).await, Some(ada.account_id));
    }
    assert_eq!(learnt(ctx, &third).await, None);
    let told = disclosure::of_member(ctx, ada.user_id).await;
    assert_eq!(told.expect("lists").len(), 1);
    let letter = disclosure::letter(ctx, id).await.expect("reads");
    let letter = letter.expect("a letter");
    assert_eq!(letter.email, ada.email);
    assert!(!letter.link.contains("owl"));
    ctx.clock.advance(Duration::from_hours(25));
    for by in [&one, &two] {
        assert_eq!(learnt(ctx, by).await, None);
    }
    assert_log(ctx, &ada, id).await;
}

/// Both deeds are in the log, and it does not say whose the pseudonym is.
async fn assert_log(ctx: &Context, member: &SignedUp, id: DisclosureId) {
    let last = storage::audit::hold_last(ctx.db.read()).await;
    let last = last.expect("reads").expect("is there");
    assert_eq!(last.action, "pseudonym.disclose");
    let detail = serde_json::json!({"disclosure": id, "reason": "danger"});
    assert_eq!(last.detail, detail.to_string());
    let text = format!("{last:?}");
    let (user, account) = (member.user_id.to_string(), member.account_id.to_string());
    assert!(!text.contains(&user) && !text.contains(&account));
}

#[tokio::test]
async fn who_agrees_too_late_learns_nothing() {
    let (test, _, owl) = ada().await;
    let ctx = &test.ctx;
    let (one, two) = (
        administrator(ctx, "one").await,
        administrator(ctx, "two").await,
    );
    let id = disclosure::ask(ctx, &one, owl, Reason::Misconduct).await;
    ctx.clock.advance(Duration::from_hours(73));
    let late = disclosure::agree(ctx, &two, id.expect("asks")).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    assert_eq!(learnt(ctx, &two).await, None);
    let anew = disclosure::ask(ctx, &two, owl, Reason::Misconduct).await;
    anew.expect("may be asked again");
}
