use std::time::Duration;

use storage::Page;

use super::*;
use crate::boost::RemoteBoost;
use crate::follow::Asked;
use crate::kinds::Visibility;
use crate::status::tests::remote_note;
use crate::status::{NewStatus, Reason, publish};
use crate::testing::{self, TestContext, local_account, new_status, remote_account};
use crate::{relationship, timeline};

/// Anna follows the group `heart` of a.example, which announced what Otto of the same server wrote.
struct Heart {
    test: TestContext,
    anna: Account,
    group: Account,
    otto: Account,
    post: Status,
}

impl Heart {
    fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    async fn boosted(&self) -> usize {
        let home = timeline::home(self.ctx(), self.anna.id, Page::first(10)).await;
        let home = home.expect("reads").into_iter();
        home.filter(|entry| entry.reblog.is_some()).count()
    }

    async fn follows(&self) -> bool {
        let between = relationship::show(self.ctx(), self.anna.id, self.group.id).await;
        between.expect("both are here").following
    }

    async fn answer(&self) -> Result<StatusId> {
        let new = NewStatus {
            in_reply_to_id: Some(self.post.id),
            ..new_status("Me too")
        };
        publish(self.ctx(), self.anna.id, new).await
    }
}

async fn heart() -> Heart {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let group = testing::remote_group(ctx, "heart", "a.example").await;
    follow::follow(ctx, anna.id, group.id, &follow::Options::default())
        .await
        .expect("asks");
    follow::receive_accept(ctx, group.id, Asked::Party(anna.id))
        .await
        .expect("accepts");
    let otto = remote_account(ctx, "otto", "a.example").await;
    let note = crate::status::RemoteStatus {
        group_id: Some(group.id),
        ..remote_note(&otto, 1, "<p>A case</p>")
    };
    let id = crate::status::receive(ctx, note, Reason::Fetched).await;
    let id = id.expect("is received").expect("is kept");
    let announce = RemoteBoost {
        uri: "https://a.example/announces/1".into(),
        booster: group.id,
        original: id,
        visibility: Visibility::Public,
        published: None,
    };
    boost::receive(ctx, announce).await.expect("is announced");
    let post = status::find_by_id(ctx.db.read(), id).await;
    let post = post.expect("reads").expect("is there");
    Heart {
        test,
        anna,
        group,
        otto,
        post,
    }
}

#[tokio::test]
async fn what_is_taken_out_stands_in_no_timeline_and_the_copy_goes_if_the_server_may_say_so() {
    let heart = heart().await;
    assert_eq!(heart.boosted().await, 1);
    remove(heart.ctx(), heart.group.id, &heart.post, false)
        .await
        .expect("is removed");
    assert_eq!(heart.boosted().await, 0);
    let find = async || {
        let found = status::find_by_uri(heart.ctx().db.read(), &heart.post.uri).await;
        found.expect("reads")
    };
    assert!(find().await.is_some(), "the copy stays");
    remove(heart.ctx(), heart.group.id, &heart.post, true)
        .await
        .expect("is removed");
    assert!(find().await.is_none());
}

#[tokio::test]
async fn nobody_here_answers_in_a_locked_thread_but_its_moderators() {
    let heart = heart().await;
    lock(heart.ctx(), heart.group.id, heart.post.id, false)
        .await
        .expect("is locked");
    let refused = heart.answer().await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    appoint(heart.ctx(), heart.group.id, heart.anna.id)
        .await
        .expect("is appointed");
    heart.answer().await.expect("runs it");
    dismiss(heart.ctx(), heart.group.id, heart.anna.id)
        .await
        .expect("is dismissed");
    heart.answer().await.expect_err("does not any more");
    lock(heart.ctx(), heart.group.id, heart.post.id, true)
        .await
        .expect("is unlocked");
    heart.answer().await.expect("is open");
}

#[tokio::test]
async fn whom_the_group_shuts_out_follows_it_no_more_until_the_ban_ends() {
    let heart = heart().await;
    let (ctx, day) = (heart.ctx(), Duration::from_hours(24));
    let for_a_day = Ban {
        until: Some(ctx.clock.now().after(day)),
        ..Ban::default()
    };
    ban(ctx, &heart.group, &heart.anna, &for_a_day)
        .await
        .expect("is banned");
    assert!(!heart.follows().await);
    let ask = async || {
        let options = follow::Options::default();
        follow::follow(ctx, heart.anna.id, heart.group.id, &options).await
    };
    assert!(matches!(ask().await, Err(Error::Forbidden(_))));
    ctx.clock.advance(day);
    group_member::end_ban(ctx, heart.group.id, heart.anna.id)
        .await
        .expect("runs");
    ask().await.expect("may ask again");
}

#[tokio::test]
async fn with_someone_banned_elsewhere_their_posts_go() {
    let heart = heart().await;
    let with_posts = Ban {
        with_posts: true,
        ..Ban::default()
    };
    ban(heart.ctx(), &heart.group, &heart.otto, &with_posts)
        .await
        .expect("is banned");
    assert_eq!(heart.boosted().await, 0);
    let membership = group::find_membership(heart.ctx().db.read(), heart.group.id, heart.otto.id);
    assert_eq!(membership.await.expect("reads"), None, "not our business");
}

#[tokio::test]
async fn the_groups_own_list_says_who_runs_it() {
    let heart = heart().await;
    let (ctx, id) = (heart.ctx(), heart.group.id);
    appoint(ctx, id, heart.otto.id).await.expect("is appointed");
    let listed = [
        heart.anna.uri.clone(),
        "https://b.example/users/unknown".into(),
    ];
    keep_moderators(ctx, id, &listed).await.expect("is kept");
    let runs = async |who| {
        let runs = group_member::is_moderator(ctx, id, who).await;
        runs.expect("reads")
    };
    assert!(runs(heart.anna.id).await && !runs(heart.otto.id).await);
}

#[tokio::test]
async fn security_54_a_list_of_elsewhere_says_nothing_of_a_group_of_ours() {
    let heart = heart().await;
    let new = crate::group::NewGroup {
        name: "ward".into(),
        title: "The Ward".into(),
        description: String::new(),
    };
    let founder = local_account(heart.ctx(), "bob").await.id;
    let ours = crate::group::create(heart.ctx(), founder, new).await;
    let ours = ours.expect("is founded");
    let refused = appoint(heart.ctx(), ours, heart.otto.id).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let listed = [heart.otto.uri.clone()];
    let refused = keep_moderators(heart.ctx(), ours, &listed).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let runs = group_member::is_moderator(heart.ctx(), ours, founder).await;
    assert!(runs.expect("reads"), "nothing was written");
}

#[tokio::test]
async fn a_group_holds_what_was_posted_to_it_or_what_it_passed_on() {
    let heart = heart().await;
    let (ctx, id) = (heart.ctx(), heart.group.id);
    let apart = remote_note(&heart.otto, 2, "<p>Something else</p>");
    let apart = crate::status::receive(ctx, apart, Reason::Fetched).await;
    let apart = apart.expect("is received").expect("is kept");
    let apart = status::find_by_id(ctx.db.read(), apart).await;
    let apart = apart.expect("reads").expect("is there");
    assert!(holds(ctx, id, &heart.post).await.expect("reads"));
    assert!(!holds(ctx, id, &apart).await.expect("reads"));
    pin(ctx, id, heart.post.id, false).await.expect("is pinned");
    let pins = pin::pinned_of(ctx.db.read(), id, &[heart.post.id]).await;
    assert_eq!(pins.expect("reads").len(), 1);
    pin(ctx, id, heart.post.id, true)
        .await
        .expect("is taken off");
    let pins = pin::pinned_of(ctx.db.read(), id, &[heart.post.id]).await;
    assert!(pins.expect("reads").is_empty());
}
