use storage::Page;
use storage::id::AccountId;
use storage::kinds::{ModerationAction, UserRole};

use super::{
    Decision, Filter, Moderator, Origin, Relief, State, act, delete, index, relieve, show,
};
use crate::context::Context;
use crate::error::Error;
use crate::group::NewGroup;
use crate::report::{self, NewReport};
use crate::testing::{self, TestContext};
use crate::{account, group, status, user};

async fn moderator(test: &TestContext, name: &str, role: UserRole) -> Moderator {
    let joined = testing::staff(&test.ctx, name, role).await;
    Moderator::of(joined.account_id, role).expect("moderates")
}

fn only(action: ModerationAction) -> Decision {
    Decision {
        action,
        report: None,
        text: String::new(),
        notify: false,
    }
}

async fn found(ctx: &Context, by: &Moderator, filter: Filter) -> Vec<String> {
    let page = index(ctx, by, &filter, Page::first(100)).await;
    let names = page.expect("lists").into_iter();
    let mut names: Vec<String> = names.map(|record| record.view.account.username).collect();
    names.sort();
    names
}

#[tokio::test]
async fn security_42_members_moderate_nothing_and_nobody_decides_on_their_peers() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await.account_id;
    assert!(matches!(
        Moderator::of(ada, UserRole::Member),
        Err(Error::Forbidden(_))
    ));
    let anna = moderator(&test, "anna", UserRole::Moderator).await;
    let bob = moderator(&test, "bob", UserRole::Moderator).await;
    let carl = moderator(&test, "carl", UserRole::Admin).await;
    for peer in [anna.account_id, bob.account_id, carl.account_id] {
        let refused = act(ctx, &anna, peer, only(ModerationAction::Suspend)).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
    assert!(anna.administrator().is_err());
    act(ctx, &carl, bob.account_id, only(ModerationAction::Suspend))
        .await
        .expect("an administrator stands above");
}

#[tokio::test]
async fn what_is_decided_holds_until_it_is_taken_back() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    let ada = testing::person(ctx, "ada").await.account_id;
    let cases = [
        (
            ModerationAction::Sensitive,
            Relief::Unsensitive,
            State::Sensitized,
        ),
        (
            ModerationAction::Silence,
            Relief::Unsilence,
            State::Silenced,
        ),
        (ModerationAction::Disable, Relief::Enable, State::Disabled),
        (
            ModerationAction::Suspend,
            Relief::Unsuspend,
            State::Suspended,
        ),
    ];
    for (action, relief, state) in cases {
        let filter = Filter {
            states: vec![state],
            ..Filter::default()
        };
        act(ctx, &by, ada, only(action)).await.expect("decides");
        assert_eq!(found(ctx, &by, filter.clone()).await, ["ada"], "{state:?}");
        let is_seen = account::show(ctx, ada).await.is_ok();
        assert_eq!(is_seen, action != ModerationAction::Suspend);
        relieve(ctx, &by, ada, relief).await.expect("takes back");
        assert_eq!(found(ctx, &by, filter).await, [""; 0], "{state:?}");
    }
    let owner = show(ctx, &by, ada).await.expect("is there").owner;
    assert_eq!(owner.expect("logs in").disabled_at, None);
}

#[tokio::test]
async fn what_a_marked_account_posts_is_sensitive() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    let ada = testing::person(ctx, "ada").await.account_id;
    act(ctx, &by, ada, only(ModerationAction::Sensitive))
        .await
        .expect("decides");
    let id = status::publish(ctx, ada, testing::new_status("x")).await;
    let id = id.expect("posts");
    let row = storage::status::find_by_id(ctx.db.read(), id).await;
    assert!(row.expect("reads").expect("is there").sensitive);
}

#[tokio::test]
async fn accounts_are_found_by_what_is_known_of_them() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    testing::person(ctx, "ada_l").await;
    testing::person(ctx, "adaxl").await;
    testing::remote_account(ctx, "bella", "b.example").await;
    let word = |text: &str| Some(text.to_owned());
    let cases = [
        (
            Filter {
                username: word("ADA_"),
                ..Filter::default()
            },
            vec!["ada_l"],
        ),
        (
            Filter {
                email: word("adaxl@ok"),
                ..Filter::default()
            },
            vec!["adaxl"],
        ),
        (
            Filter {
                domain: word("B.example"),
                ..Filter::default()
            },
            vec!["bella"],
        ),
        (
            Filter {
                origin: Some(Origin::Remote),
                ..Filter::default()
            },
            vec!["bella"],
        ),
        (
            Filter {
                roles: vec![UserRole::Moderator],
                ..Filter::default()
            },
            vec!["mo"],
        ),
        (
            Filter {
                ip: word("192.0.2.1"),
                ..Filter::default()
            },
            vec![],
        ),
        (
            Filter {
                origin: Some(Origin::Local),
                states: vec![State::Active],
                ..Filter::default()
            },
            vec!["ada_l", "adaxl", "mo"],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(
            found(ctx, &by, filter.clone()).await,
            expected,
            "{filter:?}"
        );
    }
}

#[tokio::test]
async fn a_decision_settles_what_led_to_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    let ada = testing::person(ctx, "ada").await.account_id;
    let bob = testing::person(ctx, "bob").await.account_id;
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(filed(ctx, ada, bob).await);
    }
    let other = filed(ctx, bob, ada).await;
    let open = async || {
        let filter = report::Filter::default();
        let page = report::index(ctx, &by, &filter, Page::first(10)).await;
        let rows = page.expect("lists").reports.into_iter();
        let mut open: Vec<_> = rows.map(|report| report.id).collect();
        open.sort();
        open
    };
    let warn = Decision {
        report: Some(ids[0]),
        ..only(ModerationAction::None)
    };
    let mistaken = act(ctx, &by, ada, warn.clone()).await;
    assert!(matches!(mistaken, Err(Error::Invalid { .. })));
    act(ctx, &by, bob, warn).await.expect("warns");
    assert_eq!(open().await, [ids[1], other]);
    act(ctx, &by, bob, only(ModerationAction::Silence))
        .await
        .expect("decides");
    assert_eq!(open().await, [other]);
    let settled = report::show(ctx, &by, ids[1]).await.expect("is there");
    assert_eq!(settled.reports[0].resolved_by_id, Some(by.account_id));
}

async fn filed(ctx: &Context, who: AccountId, target: AccountId) -> storage::id::ReportId {
    let new = NewReport {
        target,
        statuses: Vec::new(),
        comment: String::new(),
        category: "spam".into(),
        rules: Vec::new(),
        forward: false,
    };
    report::file(ctx, who, new).await.expect("is filed").0.id
}

#[tokio::test]
async fn only_a_suspended_account_is_deleted() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let admin = moderator(&test, "root", UserRole::Admin).await;
    let admin = admin.administrator().expect("administers");
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    let ada = testing::person(ctx, "ada").await;
    let remote = testing::remote_account(ctx, "bella", "b.example").await.id;
    for id in [ada.account_id, remote] {
        let early = delete(ctx, &admin, id).await;
        assert!(matches!(early, Err(Error::Forbidden(_))), "{early:?}");
        act(ctx, &by, id, only(ModerationAction::Suspend))
            .await
            .expect("suspends");
        delete(ctx, &admin, id).await.expect("deletes");
        let again = delete(ctx, &admin, id).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    }
    let login = user::show(ctx, ada.user_id).await;
    assert!(matches!(login, Err(Error::NotFound)));
    let told = testing::outgoing(ctx).await;
    let account_id = ada.account_id;
    assert_eq!(
        told,
        [
            crate::outgoing::Outgoing::DeleteActor { account_id },
            crate::outgoing::Outgoing::UpdateActor { account_id },
        ],
        "another server's account is not ours to delete"
    );
}

#[tokio::test]
async fn suspending_a_group_leaves_its_owner_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = moderator(&test, "mo", UserRole::Moderator).await;
    let ada = testing::person(ctx, "ada").await.account_id;
    let new = NewGroup {
        name: "ward".into(),
        title: "Ward".into(),
        description: String::new(),
    };
    let group = group::create(ctx, ada, new).await.expect("founds");
    act(ctx, &by, group, only(ModerationAction::Suspend))
        .await
        .expect("suspends");
    let owner = show(ctx, &by, ada).await.expect("is there").owner;
    assert_eq!(owner.expect("logs in").disabled_at, None);
}
