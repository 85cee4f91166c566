//! Files and the statuses that carry them.

use super::*;

#[tokio::test]
async fn what_a_status_carries_follows_it() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let (first, second) = (upload(ctx, anna).await, upload(ctx, anna).await);
    let status = status(ctx, anna, "private").await;
    assert_eq!(carry(ctx, anna, status, &[second.id, first.id]).await, 2);
    assert_eq!(carried(ctx, status).await, [second.id, first.id]);
    let opened = open(ctx, secret(&first.url), Variant::Original, None).await;
    assert!(matches!(
        opened,
        Ok(Opened::Here(File { public: false, .. }))
    ));
    let refused = delete(ctx, anna, first.id).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
    let refused = update(ctx, anna, first.id, focus(), None).await;
    assert!(matches!(refused, Err(Error::NotFound)));

    carry(ctx, anna, status, &[first.id]).await;
    assert_eq!(carried(ctx, status).await, [first.id]);
    assert!(is_here(ctx, &first.url).await && !is_here(ctx, &second.url).await);
    let again = show(ctx, anna, second.id).await;
    let again = again.expect("can be attached again");
    assert!(is_here(ctx, &again.url).await, "at another address");
}

#[tokio::test]
async fn nobody_attaches_what_is_not_theirs() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let bella = account(ctx, "bella").await;
    let (mine, foreign) = (upload(ctx, anna).await, upload(ctx, bella).await);
    let (used, status) = (
        status(ctx, anna, "public").await,
        status(ctx, anna, "public").await,
    );
    assert_eq!(carry(ctx, anna, used, &[mine.id]).await, 1);
    for id in [foreign.id, mine.id, MediaId(1)] {
        assert_eq!(carry(ctx, anna, status, &[id]).await, 0, "{id}");
    }
    assert_eq!(carried(ctx, used).await, [mine.id]);
}
