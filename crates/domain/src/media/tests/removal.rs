//! When files go.

use std::time::Duration;

use super::*;
use crate::job::Job;

#[tokio::test]
async fn files_go_with_their_time_their_status_and_their_account() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let (attached, waiting) = (upload(ctx, anna).await, upload(ctx, anna).await);
    let status = status(ctx, anna, "public").await;
    carry(ctx, anna, status, &[attached.id]).await;

    assert_eq!(remove_unattached(ctx).await.expect("looks"), 0, "not yet");
    ctx.clock.advance(Duration::from_hours(25));
    assert_eq!(remove_unattached(ctx).await.expect("removes"), 1);
    assert!(!is_here(ctx, &waiting.url).await && is_here(ctx, &attached.url).await);
    assert_eq!(run_deletions(ctx).await, 2, "the file and its preview");

    suspend(ctx, anna, true).await;
    assert!(!is_here(ctx, &attached.url).await);
    suspend(ctx, anna, false).await;
    assert!(is_here(ctx, &attached.url).await);

    carry(ctx, anna, status, &[]).await;
    assert!(!is_here(ctx, &attached.url).await);
    assert_eq!(
        remove_unattached(ctx).await.expect("looks"),
        0,
        "a day again"
    );
    let tx = ctx.db.begin().await.expect("begins");
    let removed = discard_of_account(&tx, anna, 10, ctx.clock.now()).await;
    assert_eq!(removed.expect("removes"), 1);
    tx.commit().await.expect("commits");
    assert_eq!(run_deletions(ctx).await, 2);
}

async fn suspend(ctx: &Context, id: AccountId, yes: bool) {
    let tx = ctx.db.begin().await.expect("begins");
    let at = if yes { "1" } else { "NULL" };
    storage::Sql::new(
        &*tx,
        &format!("UPDATE accounts SET suspended_at = {at} WHERE id = "),
    )
    .bind(id)
    .execute(&*tx)
    .await
    .expect("updates");
    tx.commit().await.expect("commits");
}

/// Does what the worker does with queued deletions, and says how many files there were.
async fn run_deletions(ctx: &Context) -> usize {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.expect("begins");
    let due = storage::job::claim(&*tx, 10, Duration::from_mins(1), now)
        .await
        .expect("claims");
    let mut removed = 0;
    for row in due {
        if let Job::DeleteFiles { keys } = serde_json::from_str(&row.payload).expect("a job") {
            for key in &keys {
                assert!(ctx.store.get(key).await.expect("answers").is_some());
            }
            delete_files(ctx, &keys).await.expect("deletes");
            for key in &keys {
                assert!(ctx.store.get(key).await.expect("answers").is_none());
            }
            removed += keys.len();
        }
        storage::job::finish(&*tx, row.id).await.expect("finishes");
    }
    tx.commit().await.expect("commits");
    removed
}

#[tokio::test]
async fn files_that_no_row_names_go() {
    let (test, _) = start().await;
    let ctx = &test.ctx;
    let bytes = Bytes::from(picture(800, 600));
    let kept = file::keep(ctx, bytes, MediaPurpose::Attachment).await;
    let cached = &kept.as_ref().expect("keeps").cached;
    let preview = cached.preview_key.clone().expect("a preview");
    let keys = [cached.key.clone(), preview];
    assert!(is_stored(ctx, &keys[0]).await && is_stored(ctx, &keys[1]).await);
    drop(kept);
    // They are removed by a task of its own, which has all the time it needs.
    while is_stored(ctx, &keys[0]).await || is_stored(ctx, &keys[1]).await {
        tokio::task::yield_now().await;
    }
}

async fn is_stored(ctx: &Context, key: &str) -> bool {
    ctx.store.get(key).await.expect("answers").is_some()
}
