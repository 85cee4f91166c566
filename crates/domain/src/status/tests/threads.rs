//! Answers, and how many queries a page takes.

use super::*;
use crate::kinds::Visibility;
use crate::{account_view, status_view};

fn answer(to: StatusId, text: &str) -> NewStatus {
    NewStatus {
        in_reply_to_id: Some(to),
        ..new_status(text)
    }
}

fn ids(entries: &[timeline::Entry]) -> Vec<StatusId> {
    entries.iter().map(|entry| entry.status.id).collect()
}

#[tokio::test]
async fn a_thread_goes_up_and_down_and_around_what_is_hidden() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let root = post(ctx, anna.id, new_status("root")).await;
    let left = post(ctx, bob.id, answer(root, "left")).await;
    let right = post(ctx, bob.id, answer(root, "right")).await;
    let hidden = NewStatus {
        visibility: Visibility::Private,
        ..answer(left, "hidden")
    };
    let hidden = post(ctx, bob.id, hidden).await;
    let leaf = post(ctx, bob.id, answer(hidden, "leaf")).await;

    let seen = context(ctx, Viewer::Anonymous, leaf).await.expect("shows");
    assert_eq!(ids(&seen.ancestors), [root, left]);
    let seen = context(ctx, Viewer::Anonymous, root).await.expect("shows");
    assert_eq!(ids(&seen.descendants), [left, leaf, right]);
    let own = context(ctx, Viewer::Account(bob.id), root)
        .await
        .expect("shows");
    assert_eq!(ids(&own.descendants), [left, hidden, leaf, right]);
    assert_eq!(row(ctx, root).await.replies_count, 2);
    assert_eq!(
        row(ctx, left).await.replies_count,
        0,
        "a private answer is not counted"
    );
}

#[tokio::test]
async fn an_answer_is_offered_to_those_who_follow_both() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let follows_both = local_account(ctx, "carol").await;
    let follows_bob = local_account(ctx, "dora").await;
    follow(ctx, follows_both.id, anna.id).await;
    for follower in [&follows_both, &follows_bob] {
        follow(ctx, follower.id, bob.id).await;
    }
    let root = post(ctx, anna.id, new_status("root")).await;
    let said = post(ctx, bob.id, answer(root, "@anna yes")).await;
    let to_self = post(ctx, bob.id, answer(said, "and more")).await;
    assert_eq!(home(ctx, &follows_both).await, [to_self, said, root]);
    assert_eq!(home(ctx, &follows_bob).await, [to_self]);
}

#[tokio::test]
async fn a_page_takes_as_many_queries_whether_long_or_short() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    for number in 0..40 {
        post(ctx, anna.id, new_status(&format!("@anna #tag{number}"))).await;
    }
    let mut taken = Vec::new();
    for size in [5, 40] {
        test.db.queries();
        let entries = timeline::home(ctx, anna.id, Page::first(size))
            .await
            .expect("reads");
        assert_eq!(entries.len() as u64, size);
        assert_eq!(test.db.queries(), 1);
        let refs: Vec<_> = entries.iter().map(|entry| entry.status).collect();
        let authors: Vec<_> = refs.iter().map(|status| status.author).collect();
        assert_eq!(
            status_view::load(ctx, &refs).await.expect("loads").len(),
            entries.len()
        );
        account_view::load(ctx, &authors).await.expect("loads");
        taken.push(test.db.queries());
    }
    assert_eq!(taken[0], taken[1]);
}

#[tokio::test]
async fn a_post_takes_as_many_queries_for_many_followers_as_for_none() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    post(ctx, anna.id, new_status("to warm up")).await;
    test.db.queries();
    post(ctx, anna.id, new_status("to nobody")).await;
    let alone = test.db.queries();
    for number in 0..5 {
        let follower = local_account(ctx, &format!("follower{number}")).await;
        follow(ctx, follower.id, anna.id).await;
    }
    test.db.queries();
    post(ctx, anna.id, new_status("to five")).await;
    assert_eq!(test.db.queries(), alone);
    assert!(alone <= 12, "{alone}");
}

#[tokio::test]
async fn pages_meet_without_a_gap() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let mut all = Vec::new();
    for number in 0..7 {
        all.insert(0, post(ctx, anna.id, new_status(&number.to_string())).await);
    }
    let page = |max_id, min_id| Page {
        max_id,
        min_id,
        ..Page::first(3)
    };
    let read = async |page| ids(&timeline::home(ctx, anna.id, page).await.expect("reads"));
    let first = read(page(None, None)).await;
    let second = read(page(Some(first[2].0), None)).await;
    assert_eq!([first.clone(), second].concat(), all[..6]);
    assert_eq!(read(page(None, Some(all[6].0))).await, all[3..6]);
}
