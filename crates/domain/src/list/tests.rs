//! What stands in a list and what does not.

use storage::kinds::Visibility;

use super::*;
use crate::follow::{self, Options};
use crate::status::{self, NewStatus};
use crate::testing::{context, local_account, new_status, post, remote_account};
use crate::{block, boost, timeline};
use storage::id::StatusId;

const FIRST: Page = Page {
    max_id: None,
    since_id: None,
    min_id: None,
    limit: 40,
};

/// An owner who follows `bob` and `carl`, and their ids.
async fn three(ctx: &Context) -> [AccountId; 3] {
    let mut ids = Vec::new();
    for name in ["anna", "bob", "carl"] {
        ids.push(local_account(ctx, name).await.id);
    }
    for followed in &ids[1..] {
        follow(ctx, ids[0], *followed).await;
    }
    [ids[0], ids[1], ids[2]]
}

async fn follow(ctx: &Context, who: AccountId, target: AccountId) {
    follow::follow(ctx, who, target, &Options::default())
        .await
        .expect("follows");
}

async fn make(ctx: &Context, owner: AccountId, settings: Settings) -> ListId {
    let named = Settings {
        title: Some("Ward".into()),
        ..settings
    };
    create(ctx, owner, named).await.expect("is made").id
}

async fn exclusive(ctx: &Context, owner: AccountId) -> ListId {
    let settings = Settings {
        exclusive: Some(true),
        ..Settings::default()
    };
    make(ctx, owner, settings).await
}

async fn read(ctx: &Context, owner: AccountId, list: ListId) -> Vec<StatusId> {
    let entries = timeline::list(ctx, owner, list, FIRST)
        .await
        .expect("reads");
    entries.iter().map(|entry| entry.status.id).collect()
}

async fn home(ctx: &Context, owner: AccountId) -> Vec<StatusId> {
    let entries = timeline::home(ctx, owner, FIRST).await.expect("reads");
    entries.iter().map(|entry| entry.status.id).collect()
}

fn answer(to: StatusId) -> NewStatus {
    NewStatus {
        in_reply_to_id: Some(to),
        ..new_status("an answer")
    }
}

#[tokio::test]
async fn a_list_holds_what_its_members_post_and_the_home_too() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, carl] = three(ctx).await;
    let old = post(ctx, bob, new_status("before")).await;
    let list = make(ctx, anna, Settings::default()).await;
    add(ctx, anna, list, vec![bob, bob]).await.expect("adds");
    let new = post(ctx, bob, new_status("after")).await;
    let other = post(ctx, carl, new_status("not on it")).await;
    let private = NewStatus {
        visibility: Visibility::Private,
        ..new_status("for followers")
    };
    let private = post(ctx, bob, private).await;
    let direct = NewStatus {
        visibility: Visibility::Direct,
        ..new_status("@anna in confidence")
    };
    let direct = post(ctx, bob, direct).await;
    assert_eq!(read(ctx, anna, list).await, [private, new, old]);
    assert_eq!(home(ctx, anna).await, [direct, private, other, new, old]);
    status::delete(ctx, bob, new).await.expect("deletes");
    assert_eq!(read(ctx, anna, list).await, [private, old]);
    remove(ctx, anna, list, &[bob]).await.expect("removes");
    assert_eq!(read(ctx, anna, list).await, []);
}

#[tokio::test]
async fn only_the_followed_are_on_a_list_and_an_unfollow_takes_them_off() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, carl] = three(ctx).await;
    let stranger = local_account(ctx, "dora").await.id;
    let list = make(ctx, anna, Settings::default()).await;
    let refused = add(ctx, anna, list, vec![bob, stranger]).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    add(ctx, anna, list, vec![anna, bob, carl])
        .await
        .expect("adds");
    let twice = add(ctx, anna, list, vec![bob]).await;
    assert!(matches!(twice, Err(Error::Invalid { .. })));
    let own = post(ctx, anna, new_status("mine")).await;
    for author in [bob, carl] {
        post(ctx, author, new_status("x")).await;
    }
    follow::unfollow(ctx, anna, bob).await.expect("unfollows");
    block::block(ctx, carl, anna).await.expect("blocks");
    assert_eq!(read(ctx, anna, list).await, [own]);
    let left = members(ctx, anna, list, FIRST).await.expect("lists");
    let left: Vec<_> = left.iter().map(|member| member.account_id).collect();
    assert_eq!(left, [anna]);
    follow(ctx, anna, bob).await;
    assert_eq!(
        read(ctx, anna, list).await,
        [own],
        "being followed again is not enough"
    );
    assert_eq!(with(ctx, anna, bob).await.expect("lists"), []);
    assert_eq!(with(ctx, anna, anna).await.expect("lists").len(), 1);
}

#[tokio::test]
async fn one_who_has_yet_to_agree_fills_the_list_when_they_do() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = remote_account(ctx, "bob", "b.example").await.id;
    follow(ctx, anna, bob).await;
    let list = exclusive(ctx, anna).await;
    add(ctx, anna, list, vec![bob]).await.expect("adds");
    let early = post(ctx, bob, new_status("before")).await;
    assert_eq!(read(ctx, anna, list).await, []);
    follow::receive_accept(ctx, bob, follow::Asked::Party(anna))
        .await
        .expect("accepts");
    assert_eq!(read(ctx, anna, list).await, [early]);
    assert_eq!(home(ctx, anna).await, [], "the list is exclusive");
}

#[tokio::test]
async fn a_replies_policy_decides_whose_answers_are_shown() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, carl] = three(ctx).await;
    let dora = local_account(ctx, "dora").await.id;
    follow(ctx, anna, dora).await;
    let mut lists = Vec::new();
    for policy in [
        RepliesPolicy::None,
        RepliesPolicy::List,
        RepliesPolicy::Followed,
    ] {
        let settings = Settings {
            replies_policy: Some(policy),
            ..Settings::default()
        };
        let list = make(ctx, anna, settings).await;
        add(ctx, anna, list, vec![bob, carl]).await.expect("adds");
        lists.push(list);
    }
    let of_anna = post(ctx, anna, new_status("to be answered")).await;
    let of_carl = post(ctx, carl, new_status("to be answered")).await;
    let of_dora = post(ctx, dora, new_status("to be answered")).await;
    let own = post(ctx, bob, new_status("to be answered")).await;
    let [to_anna, to_carl, to_dora, to_self] = [
        post(ctx, bob, answer(of_anna)).await,
        post(ctx, bob, answer(of_carl)).await,
        post(ctx, bob, answer(of_dora)).await,
        post(ctx, bob, answer(own)).await,
    ];
    let boosted = boost::boost(ctx, bob, of_dora, Visibility::Public)
        .await
        .expect("boosts");
    let always = [to_self, own, of_carl];
    let expected = [
        vec![boosted, to_self, to_anna, own, of_carl],
        vec![boosted, to_self, to_carl, to_anna, own, of_carl],
        vec![boosted, to_self, to_dora, to_carl, to_anna, own, of_carl],
    ];
    for (list, mut expected) in lists.into_iter().zip(expected) {
        let mut found = read(ctx, anna, list).await;
        found.sort_unstable();
        expected.sort_unstable();
        assert!(always.iter().all(|id| found.contains(id)));
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn the_members_of_an_exclusive_list_leave_home_and_come_back() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, carl] = three(ctx).await;
    let first = post(ctx, bob, new_status("one")).await;
    let list = make(ctx, anna, Settings::default()).await;
    let second = exclusive(ctx, anna).await;
    add(ctx, anna, list, vec![anna, bob]).await.expect("adds");
    let own = post(ctx, anna, new_status("mine")).await;
    let set = async |exclusive| {
        let settings = Settings {
            exclusive: Some(exclusive),
            ..Settings::default()
        };
        update(ctx, anna, list, settings).await.expect("changes")
    };
    assert!(set(true).await.exclusive);
    let later = post(ctx, bob, new_status("two")).await;
    let kept = post(ctx, carl, new_status("three")).await;
    assert_eq!(home(ctx, anna).await, [kept, own]);
    assert_eq!(read(ctx, anna, list).await, [later, own, first]);

    add(ctx, anna, second, vec![bob, carl]).await.expect("adds");
    assert_eq!(home(ctx, anna).await, [own]);
    assert_eq!(set(false).await.title, "Ward");
    assert_eq!(home(ctx, anna).await, [own], "another list keeps bob out");
    remove(ctx, anna, second, &[carl]).await.expect("removes");
    assert_eq!(home(ctx, anna).await, [kept, own]);
    delete(ctx, anna, second).await.expect("deletes");
    assert_eq!(home(ctx, anna).await, [kept, later, own, first]);
}

#[tokio::test]
async fn security_44_a_list_is_its_owners_alone_and_hides_what_a_home_hides() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, _] = three(ctx).await;
    let list = make(ctx, anna, Settings::default()).await;
    add(ctx, anna, list, vec![bob]).await.expect("adds");
    post(ctx, bob, new_status("x")).await;
    let none = Settings::default();
    assert!(matches!(show(ctx, bob, list).await, Err(Error::NotFound)));
    assert!(matches!(
        update(ctx, bob, list, none).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(delete(ctx, bob, list).await, Err(Error::NotFound)));
    assert!(matches!(
        add(ctx, bob, list, vec![]).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        remove(ctx, bob, list, &[bob]).await,
        Err(Error::NotFound)
    ));
    let stolen = timeline::list(ctx, bob, list, FIRST).await;
    assert!(matches!(stolen, Err(Error::NotFound)));
    assert!(matches!(
        members(ctx, bob, list, FIRST).await,
        Err(Error::NotFound)
    ));
    crate::mute::mute(ctx, anna, bob, true, None)
        .await
        .expect("mutes");
    assert_eq!(read(ctx, anna, list).await, []);
}

#[tokio::test]
async fn a_title_is_bounded_and_so_are_the_lists() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let titled = async |title: &str| {
        let settings = Settings {
            title: Some(title.into()),
            ..Settings::default()
        };
        create(ctx, anna, settings).await
    };
    for title in ["", " \u{200b} ", &"x".repeat(257), &"x".repeat(10_000_000)] {
        assert!(matches!(titled(title).await, Err(Error::Invalid { .. })));
    }
    for _ in 0..LISTS {
        titled("Ward").await.expect("is made");
    }
    assert!(matches!(
        titled("One more").await,
        Err(Error::Invalid { .. })
    ));
    assert_eq!(all(ctx, anna).await.expect("lists").len() as u64, LISTS);
}

#[tokio::test]
async fn a_page_of_a_list_is_one_query_at_any_size() {
    let test = context().await;
    let ctx = &test.ctx;
    let [anna, bob, _] = three(ctx).await;
    let list = make(ctx, anna, Settings::default()).await;
    add(ctx, anna, list, vec![bob]).await.expect("adds");
    for number in 0..6 {
        post(ctx, bob, new_status(&number.to_string())).await;
    }
    for limit in [1, 5] {
        test.db.queries();
        let page = timeline::list(ctx, anna, list, Page::first(limit)).await;
        assert_eq!(page.expect("reads").len() as u64, limit);
        assert_eq!(test.db.queries(), 1);
    }
}
