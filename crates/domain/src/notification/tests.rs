//! Who is told of what, and shown it.

use super::*;
use crate::testing;

async fn told(ctx: &Context, who: AccountId) -> Vec<Told> {
    let page = Page::first(10);
    list(ctx, who, &Filter::default(), page)
        .await
        .expect("lists")
}

async fn follow_notice(ctx: &Context, account: AccountId, from: AccountId) {
    let tx = ctx.db.begin().await.expect("begins");
    let kind = NotificationKind::Follow;
    notify(&tx, account, kind, from, None, ctx.clock.now())
        .await
        .expect("notifies");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn only_a_local_recipient_is_told_and_once() {
    let test = testing::context().await;
    let anna = testing::local_account(&test.ctx, "anna").await.id;
    let bob = testing::remote_account(&test.ctx, "bob", "b.example")
        .await
        .id;
    for _ in 0..2 {
        follow_notice(&test.ctx, anna, bob).await;
    }
    follow_notice(&test.ctx, bob, anna).await;
    follow_notice(&test.ctx, anna, anna).await;
    let notices = told(&test.ctx, anna).await;
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].from.id, notices[0].status), (bob, None));
    assert_eq!(told(&test.ctx, bob).await, vec![]);
    let events = storage::event::list_after(test.ctx.db.read(), 0, 10)
        .await
        .expect("lists");
    assert_eq!(events.len(), 1, "one event for one notification");
}

#[tokio::test]
async fn security_41_a_notification_of_another_is_not_found() {
    let test = testing::context().await;
    let anna = testing::local_account(&test.ctx, "anna").await.id;
    let bob = testing::local_account(&test.ctx, "bob").await.id;
    follow_notice(&test.ctx, anna, bob).await;
    let id = told(&test.ctx, anna).await[0].id;
    assert!(matches!(
        show(&test.ctx, bob, id).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        dismiss(&test.ctx, bob, id).await,
        Err(Error::NotFound)
    ));
    assert_eq!(show(&test.ctx, anna, id).await.expect("is there").id, id);
    dismiss(&test.ctx, anna, id).await.expect("is dismissed");
    assert!(matches!(
        dismiss(&test.ctx, anna, id).await,
        Err(Error::NotFound)
    ));
}
