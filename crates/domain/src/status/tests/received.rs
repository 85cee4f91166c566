//! Statuses of other servers, in any order.

use super::*;

#[tokio::test]
async fn a_status_is_kept_once_and_made_harmless() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    follow(ctx, anna.id, bob.id).await;
    let note = remote_note(&bob, 1, "<p>hi<script>x()</script></p>");
    let first = receive(ctx, note.clone(), Reason::Delivered)
        .await
        .expect("is kept");
    let again = receive(ctx, note, Reason::Delivered)
        .await
        .expect("is known");
    assert_eq!(first, again);
    let id = first.expect("concerns anna");
    assert_eq!(row(ctx, id).await.content, "<p>hi</p>");
    assert_eq!(home(ctx, &anna).await, [id]);
    assert_eq!(account(ctx, bob.id).await.statuses_count, 1);
}

#[tokio::test]
async fn what_concerns_nobody_here_is_not_kept_unless_it_was_asked_for() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let sent = receive(ctx, remote_note(&bob, 1, "x"), Reason::Delivered).await;
    assert_eq!(sent.expect("is read"), None);
    let fetched = receive(ctx, remote_note(&bob, 1, "x"), Reason::Fetched).await;
    assert!(fetched.expect("is read").is_some());
    let named = RemoteStatus {
        mentions: vec![RemoteMention {
            account_id: anna.id,
            silent: false,
        }],
        ..remote_note(&bob, 2, "x")
    };
    let named = receive(ctx, named, Reason::Delivered)
        .await
        .expect("is read");
    let told_of = ("mention".to_owned(), named.expect("names anna"));
    assert_eq!(told(ctx, &anna).await, [told_of]);
}

#[tokio::test]
async fn a_deletion_before_the_status_wins() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let note = remote_note(&bob, 1, "x");
    receive_delete(ctx, bob.id, &note.uri)
        .await
        .expect("is remembered");
    let late = receive(ctx, note, Reason::Fetched).await;
    assert_eq!(late.expect("is read"), None);
}

#[tokio::test]
async fn security_03_nobody_else_can_change_or_delete_a_status() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let eve = remote_account(ctx, "eve", "b.example").await;
    let note = remote_note(&bob, 1, "mine");
    let id = receive(ctx, note.clone(), Reason::Fetched)
        .await
        .expect("is kept")
        .expect("is kept");
    receive_delete(ctx, eve.id, &note.uri)
        .await
        .expect("is ignored");
    let taken = RemoteStatus {
        author: eve.id,
        updated: Some(ctx.clock.now()),
        ..note
    };
    let changed = receive_update(ctx, taken.clone()).await;
    assert!(matches!(changed, Err(Error::Forbidden(_))));
    let created = receive(ctx, taken, Reason::Fetched).await;
    assert!(matches!(created, Err(Error::Forbidden(_))));
    assert_eq!(row(ctx, id).await.content, "mine");
}

#[tokio::test]
async fn a_parent_that_comes_late_finds_its_answers() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let root = remote_note(&bob, 1, "root");
    let reply = RemoteStatus {
        in_reply_to_uri: Some(root.uri.clone()),
        ..remote_note(&bob, 2, "reply")
    };
    let nested = RemoteStatus {
        in_reply_to_uri: Some(reply.uri.clone()),
        ..remote_note(&bob, 3, "nested")
    };
    let mut ids = Vec::new();
    for note in [reply, nested, root] {
        ctx.clock.advance(std::time::Duration::from_secs(1));
        let kept = receive(ctx, note, Reason::Fetched).await.expect("is kept");
        ids.push(kept.expect("is kept"));
    }
    let [reply, nested, root] = ids[..] else {
        panic!("three were kept");
    };
    let thread = context(ctx, Viewer::Anonymous, nested)
        .await
        .expect("shows");
    let above: Vec<_> = thread
        .ancestors
        .iter()
        .map(|entry| entry.status.id)
        .collect();
    assert_eq!(above, [root, reply]);
    assert_eq!(row(ctx, root).await.replies_count, 1);
    assert_eq!(missing_parent(ctx, reply).await.expect("reads"), None);
}

#[tokio::test]
async fn only_a_newer_update_is_an_edit() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let note = remote_note(&bob, 1, "first");
    let id = receive(ctx, note.clone(), Reason::Fetched)
        .await
        .expect("is kept")
        .expect("is kept");
    let published = ctx.clock.now();
    ctx.clock.advance(std::time::Duration::from_mins(1));
    let with = |content: &str, updated| RemoteStatus {
        content: content.to_owned(),
        updated,
        ..note.clone()
    };
    for (update, expected) in [
        (with("no time", None), "first"),
        (with("as old", Some(published)), "first"),
        (with("newer", Some(ctx.clock.now())), "newer"),
        (with("the same again", Some(ctx.clock.now())), "newer"),
    ] {
        assert_eq!(
            receive_update(ctx, update).await.expect("is read"),
            Some(id)
        );
        assert_eq!(row(ctx, id).await.content, expected);
    }
    let (_, versions) = history(ctx, Viewer::Anonymous, id).await.expect("shows");
    assert_eq!(versions.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_and_its_parent_that_come_at_the_same_moment_find_each_other() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let cy = remote_account(ctx, "cy", "c.example").await;
    for number in 0..20 {
        let parent = remote_note(&bob, number, "a question");
        let answer = RemoteStatus {
            in_reply_to_uri: Some(parent.uri.clone()),
            ..remote_note(&cy, number, "an answer")
        };
        let (parent, answer) = tokio::join!(
            receive(ctx, parent, Reason::Fetched),
            receive(ctx, answer, Reason::Fetched)
        );
        let (parent, answer) = (parent.expect("is kept"), answer.expect("is kept"));
        let linked = row(ctx, answer.expect("is new")).await;
        assert_eq!(linked.in_reply_to_id, parent);
        let answered = row(ctx, parent.expect("is new")).await;
        assert_eq!(answered.replies_count, 1);
        assert_eq!(answered.conversation_id, linked.conversation_id);
    }
}
