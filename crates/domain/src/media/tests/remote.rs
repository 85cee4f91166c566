//! Files of other servers: described here, fetched when somebody looks, kept for a while.

use std::time::Duration;

use storage::kinds::MediaKind;

use super::*;

fn remote(name: &str) -> RemoteMedia {
    RemoteMedia {
        blurhash: Some("not a blurhash".into()),
        focus: (f64::NAN, 7.0),
        width: Some(0),
        ..RemoteMedia::picture(format!("https://b.example/{name}"))
    }
}

async fn sync(ctx: &Context, account: AccountId, status: StatusId, files: &[RemoteMedia]) {
    let tx = ctx.db.begin().await.expect("begins");
    sync_remote(&tx, account, status, files, ctx.clock.now())
        .await
        .expect("syncs");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn a_remote_edit_keeps_the_rows_of_what_stays() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let status = status(ctx, anna, "public").await;
    let mut video = remote("v.mp4");
    video.kind = MediaKind::Video;
    sync(ctx, anna, status, &[remote("a"), video]).await;
    let before = carried(ctx, status).await;
    let renamed = RemoteMedia {
        description: "now described".into(),
        ..remote("a")
    };
    sync(ctx, anna, status, &[remote("c"), renamed]).await;
    let after = carried(ctx, status).await;
    assert_eq!((after.len(), after[1]), (2, before[0]));

    let all = rows::media_of(ctx.db.read(), &[before[0], before[1]])
        .await
        .expect("reads");
    let picture = view(ctx, all[&before[0]].clone());
    assert_eq!(picture.focus, (0.0, 1.0));
    assert_eq!(
        (
            picture.description.as_str(),
            picture.blurhash,
            picture.original
        ),
        ("now described", None, None)
    );
    assert!(picture.url.starts_with("https://rounds.example/media/"));
    let video = view(ctx, all[&before[1]].clone());
    assert_eq!(
        (video.kind, video.url.as_str()),
        (MediaKind::Unknown, "https://b.example/v.mp4")
    );
}

#[tokio::test]
async fn kept_files_go_when_room_is_needed_the_longest_unused_first() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let status = status(ctx, anna, "public").await;
    sync(ctx, anna, status, &[remote("a"), remote("b"), remote("c")]).await;
    let ids = carried(ctx, status).await;
    let mut bytes = 0;
    for id in &ids {
        bytes = keep_remote(ctx, *id, Bytes::from(picture(60, 40)))
            .await
            .expect("keeps");
        assert_eq!(
            keep_remote(ctx, *id, Bytes::from(picture(60, 40)))
                .await
                .expect("is kept already"),
            0
        );
        ctx.clock.advance(Duration::from_hours(48));
    }
    let all = rows::media_of(ctx.db.read(), &ids).await.expect("reads");
    let url = |at: usize| view(ctx, all[&ids[at]].clone()).url;
    assert!(
        is_here(ctx, &url(0)).await,
        "asked for, so it is not the first to go"
    );

    let pruned = prune(ctx, 2 * bytes, None).await.expect("prunes");
    assert_eq!(pruned, Pruned { files: 1, bytes });
    assert!(is_here(ctx, &url(0)).await && !is_here(ctx, &url(1)).await);
    let yesterday = ctx.clock.now().before(Duration::from_hours(24));
    assert_eq!(
        prune(ctx, u64::MAX, Some(yesterday))
            .await
            .expect("prunes")
            .files,
        1
    );
    assert!(is_here(ctx, &url(0)).await && !is_here(ctx, &url(2)).await);
}

#[tokio::test]
async fn a_file_that_was_removed_by_hand_is_fetched_again() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let status = status(ctx, anna, "public").await;
    sync(ctx, anna, status, &[remote("a")]).await;
    let id = carried(ctx, status).await[0];
    keep_remote(ctx, id, Bytes::from(picture(60, 40)))
        .await
        .expect("keeps");
    let media = rows::find_by_id(ctx.db.read(), id)
        .await
        .expect("reads")
        .expect("is there");
    delete_files(ctx, &[media.key.expect("a key")])
        .await
        .expect("deletes");
    let opened = open(ctx, &media.secret, Variant::Original, None)
        .await
        .expect("opens");
    assert!(matches!(opened, Opened::Elsewhere(found, ..) if found == id));
    keep_remote(ctx, id, Bytes::from(picture(60, 40)))
        .await
        .expect("keeps again");
    assert!(
        is_here(
            ctx,
            &view(
                ctx,
                rows::find_by_id(ctx.db.read(), id)
                    .await
                    .expect("reads")
                    .expect("is there")
            )
            .url
        )
        .await
    );
}
