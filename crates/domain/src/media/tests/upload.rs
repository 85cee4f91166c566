//! Uploads and what their owners change.

use super::*;

#[tokio::test]
async fn an_upload_is_its_owners_to_change() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let bella = account(ctx, "bella").await;
    let media = upload(ctx, anna).await;
    assert_eq!(
        media.original,
        Some(Size {
            width: 800,
            height: 600
        })
    );
    assert_eq!(
        media.preview,
        Some(Size {
            width: 554,
            height: 415
        })
    );
    assert!(is_here(ctx, &media.url).await && media.blurhash.is_some());

    let changed = update(ctx, anna, media.id, focus(), None)
        .await
        .expect("changes");
    assert_eq!(
        (changed.description.as_str(), changed.focus),
        ("An X-ray", (0.5, -1.0))
    );
    assert_eq!(show(ctx, anna, media.id).await.expect("shows"), changed);

    let refused = [
        update(ctx, bella, media.id, focus(), None).await.err(),
        show(ctx, bella, media.id).await.err(),
        delete(ctx, bella, media.id).await.err(),
        delete(ctx, anna, MediaId(1)).await.err(),
    ];
    assert!(
        refused
            .iter()
            .all(|error| matches!(error, Some(Error::NotFound))),
        "{refused:?}"
    );
    let long = Wording {
        description: Some("x".repeat(1501)),
        focus: None,
    };
    let refused = update(ctx, anna, media.id, long, None).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "description",
            ..
        })
    ));
}

#[tokio::test]
async fn a_new_avatar_takes_the_place_of_the_old_one() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let mut avatar = None;
    for _ in 0..2 {
        let bytes = Bytes::from(picture(500, 500));
        let new = read_picture(ctx, MediaPurpose::Avatar, bytes)
            .await
            .expect("reads");
        let tx = ctx.db.begin().await.expect("begins");
        let now = ctx.clock.now();
        avatar = replace_picture(&tx, anna, avatar, Some(new), now)
            .await
            .expect("replaces");
        tx.commit().await.expect("commits");
    }
    let kept = rows::list_of_account(ctx.db.read(), anna, 10)
        .await
        .expect("reads");
    assert_eq!(
        kept.iter().map(|media| Some(media.id)).collect::<Vec<_>>(),
        [avatar]
    );
    let refused = read_picture(ctx, MediaPurpose::Header, Bytes::from_static(b"GIF")).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "header",
            ..
        })
    ));
}
