use storage::status::{self, find_boost};

use super::*;
use crate::follow as follows;
use crate::group::{NewGroup, create};
use crate::group_decision::Decision;
use crate::group_member::{Ban, ban};
use crate::status::{Reason, RemoteMention, RemoteStatus, receive};
use crate::testing::{
    self, TestContext, local_account, new_status, outgoing, post, remote_account,
};
use crate::{notification, timeline};

/// Anna owns the group `ward`.
pub(crate) struct Ward {
    test: TestContext,
    pub anna: AccountId,
    pub id: AccountId,
}

pub(crate) async fn ward() -> Ward {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await.id;
    let new = NewGroup {
        name: "ward".into(),
        title: "The Ward".into(),
        description: String::new(),
    };
    let id = create(&test.ctx, anna, new).await.expect("is founded");
    Ward { test, anna, id }
}

impl Ward {
    pub fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    /// A local follower of the group.
    pub async fn follower(&self, name: &str) -> AccountId {
        let who = local_account(self.ctx(), name).await.id;
        let options = follows::Options::default();
        follows::follow(self.ctx(), who, self.id, &options)
            .await
            .expect("follows");
        who
    }

    pub async fn say(&self, who: AccountId, text: &str) -> StatusId {
        post(self.ctx(), who, new_status(text)).await
    }

    async fn is_boosted(&self, status: StatusId) -> bool {
        find_boost(self.ctx().db.read(), self.id, status)
            .await
            .expect("reads")
            .is_some()
    }

    async fn state(&self, status: StatusId) -> Option<GroupPostState> {
        let post = group::find_post(self.ctx().db.read(), self.id, status).await;
        post.expect("reads").map(|post| post.state)
    }

    async fn announced(&self) -> Vec<StatusId> {
        let told = outgoing(self.ctx()).await.into_iter();
        told.filter_map(|activity| match activity {
            Outgoing::GroupAnnounce { status_id, .. } => Some(status_id),
            _ => None,
        })
        .collect()
    }

    /// What someone is told of posts that wait, the newest first.
    async fn told(&self, who: AccountId) -> Vec<StatusId> {
        let filter = notification::Filter {
            kinds: vec![NotificationKind::Status],
            ..notification::Filter::default()
        };
        let told = notification::list(self.ctx(), who, &filter, Page::first(10)).await;
        let statuses = told.expect("lists").into_iter();
        statuses
            .filter_map(|told| Some(told.status?.status.id))
            .collect()
    }

    async fn waiting(&self) -> Vec<StatusId> {
        let waiting = pending(self.ctx(), self.id, self.anna, Page::first(10)).await;
        waiting
            .expect("lists")
            .iter()
            .map(|(status, _)| status.id)
            .collect()
    }
}

#[tokio::test]
async fn a_followers_post_is_announced_and_stands_in_homes() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let cara = ward.follower("cara").await;
    let status = ward.say(bob, "A case for @ward").await;
    assert!(ward.is_boosted(status).await);
    assert_eq!(ward.announced().await, [status]);
    assert_eq!(ward.told(ward.anna).await, [], "nothing waits");
    let home = timeline::home(ward.ctx(), cara, Page::first(10))
        .await
        .expect("reads");
    assert_eq!(
        home.iter()
            .filter_map(|entry| entry.reblog)
            .map(|boosted| boosted.id)
            .collect::<Vec<_>>(),
        [status]
    );
    let row = status::find_by_id(ward.ctx().db.read(), status)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(row.group_id, Some(ward.id));
}

#[tokio::test]
async fn a_strangers_post_waits_for_a_moderator() {
    let ward = ward().await;
    let bob = local_account(ward.ctx(), "bob").await.id;
    let good = ward.say(bob, "@ward May I?").await;
    let bad = ward.say(bob, "@ward Buy!").await;
    assert_eq!(ward.announced().await, []);
    assert_eq!(ward.waiting().await, [bad, good]);
    assert_eq!(ward.told(ward.anna).await, [bad, good]);
    assert_eq!(ward.told(bob).await, []);
    let refused = approve(ward.ctx(), ward.id, bob, good).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    approve(ward.ctx(), ward.id, ward.anna, good)
        .await
        .expect("is approved");
    reject(ward.ctx(), ward.id, ward.anna, bad)
        .await
        .expect("is rejected");
    assert_eq!(ward.announced().await, [good]);
    assert!(!ward.is_boosted(bad).await);
    assert_eq!(ward.waiting().await, []);
    let again = approve(ward.ctx(), ward.id, ward.anna, bad).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn only_what_is_public_is_offered_and_the_banned_are_not_heard() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let quiet = crate::status::NewStatus {
        visibility: Visibility::Unlisted,
        ..new_status("@ward psst")
    };
    let quiet = post(ward.ctx(), bob, quiet).await;
    assert_eq!(ward.state(quiet).await, None);
    ban(ward.ctx(), ward.id, ward.anna.into(), bob, Ban::default())
        .await
        .expect("is banned");
    let loud = ward.say(bob, "@ward hear me").await;
    assert_eq!(ward.state(loud).await, None);
}

#[tokio::test]
async fn who_posts_too_much_waits_until_the_hour_is_over() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    for number in 0..10 {
        ward.say(bob, &format!("@ward {number}")).await;
    }
    let eleventh = ward.say(bob, "@ward once more").await;
    assert_eq!(ward.state(eleventh).await, Some(GroupPostState::Pending));
    let of_another = ward.say(ward.anna, "@ward calm down").await;
    assert_eq!(
        ward.state(of_another).await,
        Some(GroupPostState::Announced)
    );
    ward.ctx().clock.advance(HOUR);
    let later = ward.say(bob, "@ward good morning").await;
    assert_eq!(ward.state(later).await, Some(GroupPostState::Announced));
}

#[tokio::test]
async fn an_answer_is_announced_but_not_boosted() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let cara = ward.follower("cara").await;
    let question = ward.say(bob, "@ward What is it?").await;
    let answer = crate::status::NewStatus {
        in_reply_to_id: Some(question),
        ..new_status("It is lupus.")
    };
    let answer = post(ward.ctx(), cara, answer).await;
    assert_eq!(ward.announced().await, [question, answer]);
    assert!(!ward.is_boosted(answer).await);
}

#[tokio::test]
async fn what_is_removed_is_taken_back_everywhere_but_stays_with_its_author() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let status = ward.say(bob, "@ward Oops").await;
    outgoing(ward.ctx()).await;
    remove(ward.ctx(), ward.id, ward.anna.into(), status, "off topic")
        .await
        .expect("is removed");
    assert!(!ward.is_boosted(status).await);
    let row = status::find_by_id(ward.ctx().db.read(), status)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(row.reblogs_count, 0);
    let told = outgoing(ward.ctx()).await;
    assert_eq!(told.len(), 2, "{told:?}");
    let undone = |activity: &Outgoing| matches!(activity, Outgoing::UndoAnnounce { object_uri, .. } if *object_uri == row.uri);
    let deleted = |activity: &Outgoing| {
        let Outgoing::GroupDecision { decision, .. } = activity else {
            return false;
        };
        matches!(decision, Decision::Remove { reason, .. } if reason == "off topic")
    };
    assert!(
        told.iter().any(undone) && told.iter().any(deleted),
        "{told:?}"
    );
    let again = remove(ward.ctx(), ward.id, ward.anna.into(), status, "off topic").await;
    assert!(matches!(again, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_came_from_elsewhere_keeps_its_bytes_and_comes_once() {
    let ward = ward().await;
    let eve = remote_account(ward.ctx(), "eve", "b.example").await;
    follows::receive(ward.ctx(), eve.id, ward.id, "https://b.example/f/1")
        .await
        .expect("follows");
    outgoing(ward.ctx()).await;
    let activity = r#"{"type": "Create",   "odd": "spacing"}"#;
    let remote = RemoteStatus {
        uri: format!("{}/notes/1", eve.uri),
        url: None,
        author: eve.id,
        kind: "Note".into(),
        title: String::new(),
        content: "<p>@ward Hello</p>".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        visibility: Visibility::Public,
        group_id: None,
        published: None,
        updated: None,
        in_reply_to_uri: None,
        mentions: vec![RemoteMention {
            account_id: ward.id,
            silent: false,
        }],
        strangers: Vec::new(),
        tags: Vec::new(),
        emojis: Vec::new(),
        media: Vec::new(),
        poll: None,
        quote: None,
        quote_approval: crate::quote::Approval::default(),
        interaction_policy: crate::interaction::Policy::default(),
        activity: Some(activity.into()),
    };
    let mut ids = Vec::new();
    for _ in 0..2 {
        let received = receive(ward.ctx(), remote.clone(), Reason::Delivered).await;
        ids.push(received.expect("is received").expect("concerns the group"));
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ward.announced().await, [ids[0]]);
    let post = group::find_post(ward.ctx().db.read(), ward.id, ids[0])
        .await
        .expect("reads");
    assert_eq!(
        post.and_then(|post| post.activity).as_deref(),
        Some(activity)
    );
}

#[tokio::test]
async fn what_its_author_deletes_the_group_takes_back() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let status = ward.say(bob, "@ward Oops").await;
    outgoing(ward.ctx()).await;
    crate::status::delete(ward.ctx(), bob, status)
        .await
        .expect("is deleted");
    let told = outgoing(ward.ctx()).await;
    assert_eq!(told.len(), 3, "{told:?}");
    let undone = |activity: &Outgoing| matches!(activity, Outgoing::UndoAnnounce { account_id, .. } if *account_id == ward.id);
    let deleted = |activity: &Outgoing| matches!(activity, Outgoing::GroupDelete { .. });
    assert!(
        told.iter().any(undone) && told.iter().any(deleted),
        "{told:?}"
    );
}

#[tokio::test]
async fn what_was_removed_is_brought_back() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let status = ward.say(bob, "@ward Oops").await;
    let early = restore(ward.ctx(), ward.id, ward.anna.into(), status).await;
    assert!(matches!(early, Err(Error::NotFound)));
    remove(ward.ctx(), ward.id, ward.anna.into(), status, "")
        .await
        .expect("is removed");
    let refused = restore(ward.ctx(), ward.id, bob.into(), status).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    outgoing(ward.ctx()).await;
    restore(ward.ctx(), ward.id, ward.anna.into(), status)
        .await
        .expect("is restored");
    assert!(ward.is_boosted(status).await);
    let told = outgoing(ward.ctx()).await;
    let undone = |activity: &Outgoing| {
        matches!(
            activity,
            Outgoing::GroupDecision {
                decision: Decision::Restore { .. },
                ..
            }
        )
    };
    let boosted = |activity: &Outgoing| matches!(activity, Outgoing::Announce { .. });
    assert!(
        told.iter().any(undone) && told.iter().any(boosted),
        "{told:?}"
    );
}

#[tokio::test]
async fn the_posts_of_the_banned_go_if_that_is_wanted() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let status = ward.say(bob, "@ward Buy!").await;
    let with_posts = Ban {
        with_posts: true,
        ..Ban::default()
    };
    ban(ward.ctx(), ward.id, ward.anna.into(), bob, with_posts)
        .await
        .expect("is banned");
    assert!(ward.is_boosted(status).await, "not before the job ran");
    for _ in 0..2 {
        remove_all_of(ward.ctx(), ward.id, ward.anna, bob)
            .await
            .expect("runs");
    }
    assert_eq!(ward.state(status).await, Some(GroupPostState::Removed));
    assert!(!ward.is_boosted(status).await);
}

#[tokio::test]
async fn in_a_restricted_group_only_those_who_run_it_start_threads() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let change = crate::group::ChangeGroup {
        restricted: Some(true),
        ..Default::default()
    };
    crate::group::update(ward.ctx(), ward.id, ward.anna, change)
        .await
        .expect("is changed");
    let of_bob = ward.say(bob, "@ward Me too").await;
    assert_eq!(ward.state(of_bob).await, Some(GroupPostState::Pending));
    let news = ward.say(ward.anna, "@ward News").await;
    assert_eq!(ward.state(news).await, Some(GroupPostState::Announced));
    let answer = crate::status::NewStatus {
        in_reply_to_id: Some(news),
        ..new_status("Thanks")
    };
    let answer = post(ward.ctx(), bob, answer).await;
    assert_eq!(ward.state(answer).await, Some(GroupPostState::Announced));
}

#[tokio::test]
async fn the_posts_of_a_group_are_listed_with_a_fixed_number_of_queries() {
    let ward = ward().await;
    let bob = ward.follower("bob").await;
    let mut counts = Vec::new();
    for round in 0..2 {
        for number in 0..3 {
            ward.say(bob, &format!("@ward {round} {number}")).await;
        }
        ward.test.db.queries();
        let listed = list(ward.ctx(), ward.id, Page::first(10)).await;
        assert_eq!(listed.expect("lists").len(), 3 * (round + 1));
        counts.push(ward.test.db.queries());
    }
    assert_eq!(counts[0], counts[1]);
}
