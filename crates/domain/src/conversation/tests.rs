//! Conversations as those in them see them.

use storage::account::Account;
use storage::kinds::NotificationAction;

use super::*;
use crate::notification::Filter;
use crate::notification_policy::{self, Change};
use crate::notification_request::Answer;
use crate::status::NewStatus;
use crate::testing::{self, TestContext, local_account, new_status, post};
use crate::{favourite, notification_request as requests};

fn direct(text: &str, answers: Option<StatusId>) -> NewStatus {
    NewStatus {
        visibility: Visibility::Direct,
        in_reply_to_id: answers,
        ..new_status(text)
    }
}

async fn of(ctx: &Context, who: &Account) -> Vec<Conversation> {
    list(ctx, who.id, Page::first(20)).await.expect("lists")
}

/// The last status, the others and whether it is news, of every conversation.
async fn seen(ctx: &Context, who: &Account) -> Vec<(StatusId, Vec<AccountId>, bool)> {
    let conversations = of(ctx, who).await;
    let read = |one: Conversation| {
        let people = one.accounts.iter().map(|account| account.id).collect();
        let last = one.last_status.expect("is shown").status.id;
        (last, people, one.unread)
    };
    conversations.into_iter().map(read).collect()
}

async fn three() -> (TestContext, [Account; 3]) {
    let test = testing::context().await;
    let people = [
        local_account(&test.ctx, "anna").await,
        local_account(&test.ctx, "bob").await,
        local_account(&test.ctx, "cleo").await,
    ];
    (test, people)
}

#[tokio::test]
async fn a_conversation_goes_on_with_its_newest_status() {
    let (test, [anna, bob, cleo]) = three().await;
    let ctx = &test.ctx;
    let first = post(ctx, anna.id, direct("@bob hello", None)).await;
    post(ctx, anna.id, new_status("@bob for everyone")).await;
    assert_eq!(seen(ctx, &anna).await, [(first, vec![bob.id], false)]);
    assert_eq!(seen(ctx, &bob).await, [(first, vec![anna.id], true)]);
    let id = of(ctx, &bob).await[0].id;
    assert!(matches!(read(ctx, anna.id, id).await, Err(Error::NotFound)));
    read(ctx, bob.id, id).await.expect("reads");
    assert_eq!(seen(ctx, &bob).await, [(first, vec![anna.id], false)]);

    let second = post(ctx, bob.id, direct("@anna hello", Some(first))).await;
    assert_eq!(seen(ctx, &anna).await, [(second, vec![bob.id], true)]);
    let third = post(ctx, bob.id, direct("@anna @cleo look", Some(second))).await;
    let wide = (third, vec![anna.id, cleo.id], false);
    assert_eq!(
        seen(ctx, &bob).await,
        [wide, (second, vec![anna.id], false)],
        "with others it is another one"
    );
    let all = statuses(ctx, anna.id, Page::first(20))
        .await
        .expect("lists");
    let all: Vec<StatusId> = all.iter().map(|entry| entry.status.id).collect();
    assert_eq!(all, [third, second, first]);
}

#[tokio::test]
async fn a_conversation_ends_with_what_is_left_of_it() {
    let (test, [anna, bob, _]) = three().await;
    let ctx = &test.ctx;
    let first = post(ctx, anna.id, direct("@bob hello", None)).await;
    let second = post(ctx, bob.id, direct("@anna hello", Some(first))).await;
    status::delete(ctx, bob.id, second).await.expect("deletes");
    assert_eq!(seen(ctx, &anna).await, [(first, vec![bob.id], true)]);
    let id = of(ctx, &anna).await[0].id;
    assert!(matches!(
        delete(ctx, bob.id, id).await,
        Err(Error::NotFound)
    ));
    delete(ctx, anna.id, id).await.expect("deletes");
    assert_eq!(seen(ctx, &anna).await, []);
    status::delete(ctx, anna.id, first).await.expect("deletes");
    assert_eq!(seen(ctx, &bob).await, []);
    let note = post(ctx, anna.id, direct("a note to myself", None)).await;
    assert_eq!(seen(ctx, &anna).await, [(note, vec![anna.id], false)]);
}

#[tokio::test]
async fn whoever_is_filtered_converses_once_they_are_heard() {
    let (test, [anna, bob, _]) = three().await;
    let ctx = &test.ctx;
    let change = Change {
        for_private_mentions: Some(NotificationAction::Filter),
        ..Change::default()
    };
    notification_policy::update(ctx, anna.id, change)
        .await
        .expect("changes");
    let first = post(ctx, bob.id, direct("@anna hello", None)).await;
    let second = post(ctx, bob.id, direct("@anna hello?", Some(first))).await;
    assert_eq!(seen(ctx, &anna).await, []);
    let page = Page::first(20);
    let request = requests::list(ctx, anna.id, page).await.expect("lists")[0];
    requests::answer(ctx, anna.id, request.row.id, Answer::Accept)
        .await
        .expect("accepts");
    assert_eq!(seen(ctx, &anna).await, [(second, vec![bob.id], true)]);
}

#[tokio::test]
async fn nobody_is_told_of_a_thread_that_they_muted() {
    let (test, [anna, bob, cleo]) = three().await;
    let ctx = &test.ctx;
    let told = async || {
        let page = Page::first(40);
        let list = crate::notification::list(ctx, anna.id, &Filter::default(), page).await;
        list.expect("lists").len()
    };
    let root = post(ctx, anna.id, new_status("a question")).await;
    let answer = NewStatus {
        in_reply_to_id: Some(root),
        ..new_status("@anna an answer")
    };
    let answer = post(ctx, bob.id, answer).await;
    assert_eq!(told().await, 1);
    let hidden = post(ctx, bob.id, direct("@cleo psst", None)).await;
    let refused = mute(ctx, anna.id, hidden).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    mute(ctx, anna.id, answer).await.expect("mutes");
    mute(ctx, anna.id, answer).await.expect("mutes again");
    let marks = async |id| {
        let entry = status::show(ctx, Viewer::Account(anna.id), id).await;
        entry.expect("shows").marks.expect("someone looks")
    };
    assert!(marks(root).await.muted, "the whole thread is");
    favourite::favourite(ctx, cleo.id, root)
        .await
        .expect("favourites");
    let more = NewStatus {
        in_reply_to_id: Some(answer),
        ..new_status("@anna more")
    };
    post(ctx, cleo.id, more).await;
    assert_eq!(told().await, 1);
    unmute(ctx, anna.id, root).await.expect("unmutes");
    assert!(!marks(answer).await.muted);
    post(ctx, cleo.id, new_status("@anna hello")).await;
    assert_eq!(told().await, 2);
}
