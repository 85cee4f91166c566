//! Videos and sound: taken, processed by the queue, and shown when they are ready.

use std::time::Duration;

use storage::kinds::{MediaKind, MediaState};

use super::*;
use crate::job::Job;
use crate::testing::{clip, new_status};

const MP4: &str = "-c:v libx264 -pix_fmt yuv420p -c:a aac -f mp4";

async fn start_with_ffmpeg() -> (TestContext, AccountId) {
    let test = testing::context_with_ffmpeg().await;
    let anna = account(&test.ctx, "anna").await;
    (test, anna)
}

async fn send(ctx: &Context, account: AccountId, bytes: Vec<u8>) -> Result<MediaView> {
    let file = NewFile {
        content: bytes.into(),
        thumbnail: None,
        wording: focus(),
    };
    receive(ctx, account, file, Pace::Later).await
}

/// Does the one slow job that is due, as the worker does.
async fn work(ctx: &Context) {
    let tx = ctx.db.begin().await.expect("begins");
    let now = ctx.clock.now();
    let jobs = storage::job::claim_slow(&*tx, 10, Duration::from_mins(1), now).await;
    tx.commit().await.expect("commits");
    let [job] = &jobs.expect("claims")[..] else {
        panic!("one job")
    };
    let Job::ProcessMedia { media_id } = serde_json::from_str(&job.payload).expect("a job") else {
        panic!("another job: {}", job.payload)
    };
    process(ctx, media_id).await.expect("processes");
    let tx = ctx.db.begin().await.expect("begins");
    let finished = storage::job::finish(&*tx, job.id).await;
    finished.expect("finishes");
    tx.commit().await.expect("commits");
}

/// Removes what is to be removed, and says how many files are left.
async fn files_left(test: &TestContext) -> usize {
    let ctx = &test.ctx;
    let tx = ctx.db.begin().await.expect("begins");
    let now = ctx.clock.now();
    let jobs = storage::job::claim(&*tx, 100, Duration::from_mins(1), now).await;
    for job in jobs.expect("claims") {
        if let Ok(Job::DeleteFiles { keys }) = serde_json::from_str(&job.payload) {
            delete_files(ctx, &keys).await.expect("deletes");
        }
        storage::job::finish(&*tx, job.id).await.expect("finishes");
    }
    tx.commit().await.expect("commits");
    std::fs::read_dir(test.files.path())
        .expect("a folder")
        .count()
}

#[tokio::test]
async fn a_video_is_shown_when_it_was_processed_and_not_before() {
    let (test, anna) = start_with_ffmpeg().await;
    let ctx = &test.ctx;
    let sent = send(ctx, anna, clip(MP4).await).await.expect("is taken");
    assert_eq!(
        (sent.kind, sent.state),
        (MediaKind::Video, MediaState::Processing)
    );
    assert_eq!(
        (sent.description.as_str(), sent.focus),
        ("An X-ray", (0.5, -1.0))
    );
    let early = open(ctx, secret(&sent.url), Variant::Original, None).await;
    assert!(matches!(early, Err(Error::NotFound)));
    let posted = crate::status::NewStatus {
        media_ids: vec![sent.id],
        ..new_status("Look")
    };
    let refused = crate::status::post(ctx, anna, posted).await;
    assert!(
        matches!(
            refused,
            Err(Error::Invalid {
                field: "media_ids",
                ..
            })
        ),
        "{refused:?}"
    );

    work(ctx).await;
    let ready = show(ctx, anna, sent.id).await.expect("shows");
    assert_eq!(
        (ready.kind, ready.state),
        (MediaKind::Video, MediaState::Ready)
    );
    assert_eq!((ready.mime.as_str(), &ready.url), ("video/mp4", &sent.url));
    assert_eq!(
        ready.original,
        Some(Size {
            width: 320,
            height: 240
        })
    );
    assert!(ready.blurhash.is_some());
    let playback = ready.playback.expect("is known");
    assert_eq!(
        (playback.duration, playback.frame_rate),
        (Some(1.0), Some(25.0))
    );
    assert_eq!(playback.audio_channels.as_deref(), Some("mono"));
    assert!(is_here(ctx, &ready.url).await);
    assert!(is_here(ctx, &ready.preview_url.expect("a preview")).await);
    assert_eq!(files_left(&test).await, 2, "what was uploaded is gone");

    delete(ctx, anna, sent.id).await.expect("deletes");
    assert_eq!(files_left(&test).await, 0);
}

#[tokio::test]
async fn what_a_killed_worker_left_is_done_by_the_next() {
    let (test, anna) = start_with_ffmpeg().await;
    let ctx = &test.ctx;
    let sent = send(ctx, anna, clip(MP4).await).await.expect("is taken");
    let killed = tokio::time::timeout(Duration::ZERO, process(ctx, sent.id)).await;
    assert!(killed.is_err(), "was not done");
    work(ctx).await;
    let ready = show(ctx, anna, sent.id).await.expect("shows");
    assert_eq!(ready.state, MediaState::Ready);
    process(ctx, sent.id).await.expect("does nothing again");
    assert_eq!(files_left(&test).await, 2);
}

#[tokio::test]
async fn a_broken_video_fails_and_a_deleted_one_leaves_nothing() {
    let (test, anna) = start_with_ffmpeg().await;
    let ctx = &test.ctx;
    let broken = clip(MP4).await[..200].to_vec();
    let sent = send(ctx, anna, broken).await.expect("is taken");
    work(ctx).await;
    let failed = show(ctx, anna, sent.id).await.expect("shows");
    assert_eq!(failed.state, MediaState::Failed);
    assert_eq!(files_left(&test).await, 0);

    let sent = send(ctx, anna, clip(MP4).await).await.expect("is taken");
    delete(ctx, anna, sent.id).await.expect("deletes");
    work(ctx).await;
    assert_eq!(files_left(&test).await, 0);
}

#[tokio::test]
async fn an_own_picture_is_shown_instead_of_the_first_frame() {
    let (test, anna) = start_with_ffmpeg().await;
    let ctx = &test.ctx;
    let file = NewFile {
        content: clip("-vn -c:a libmp3lame -f mp3").await.into(),
        thumbnail: Some(picture(64, 32).into()),
        wording: Wording::default(),
    };
    let sent = receive(ctx, anna, file, Pace::Now).await.expect("is taken");
    assert_eq!(
        (sent.kind, sent.state),
        (MediaKind::Audio, MediaState::Ready)
    );
    assert_eq!((sent.mime.as_str(), sent.original), ("audio/mpeg", None));
    assert_eq!(
        sent.preview,
        Some(Size {
            width: 64,
            height: 32
        })
    );

    let other = Some(picture(30, 40).into());
    let changed = update(ctx, anna, sent.id, Wording::default(), other).await;
    let changed = changed.expect("changes");
    assert_eq!(
        changed.preview,
        Some(Size {
            width: 30,
            height: 40
        })
    );
    assert_ne!(
        changed.url, sent.url,
        "the bytes behind an address never change"
    );
    assert!(is_here(ctx, &changed.preview_url.expect("a preview")).await);
    assert_eq!(files_left(&test).await, 2);
    let broken = Some(Bytes::from_static(b"GIF"));
    let refused = update(ctx, anna, sent.id, Wording::default(), broken).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "thumbnail",
            ..
        })
    ));
}

#[tokio::test]
async fn an_animation_becomes_a_loop_where_ffmpeg_is() {
    let gif = clip("-an -vf scale=64:48 -f gif").await;
    let (test, anna) = start_with_ffmpeg().await;
    let sent = send(&test.ctx, anna, gif.clone()).await.expect("is taken");
    assert_eq!(
        (sent.kind, sent.state),
        (MediaKind::Gifv, MediaState::Processing)
    );
    work(&test.ctx).await;
    let ready = show(&test.ctx, anna, sent.id).await.expect("shows");
    assert_eq!(
        (ready.kind, ready.mime.as_str()),
        (MediaKind::Gifv, "video/mp4")
    );

    let (test, anna) = start().await;
    let kept = send(&test.ctx, anna, gif).await.expect("is taken");
    assert_eq!(
        (kept.kind, kept.mime.as_str()),
        (MediaKind::Image, "image/gif")
    );
}

#[tokio::test]
async fn without_ffmpeg_and_beyond_the_limit_they_are_refused() {
    let refusal = |refused: Result<MediaView>| match refused {
        Err(Error::Invalid {
            field: "file",
            reason,
        }) => reason.to_string(),
        other => panic!("{other:?}"),
    };
    let (test, anna) = start().await;
    let refused = send(&test.ctx, anna, b"OggS\0\x02".to_vec()).await;
    assert!(refusal(refused).contains("ffmpeg is not installed"));
    let (test, anna) = start_with_ffmpeg().await;
    let mut large = vec![0; test.ctx.config.limits.video_bytes + 1];
    large[..4].copy_from_slice(b"OggS");
    let refused = send(&test.ctx, anna, large).await;
    assert_eq!(refusal(refused), "is too big (maximum is 99 MB)");
}

#[tokio::test]
async fn a_remote_video_loses_its_metadata_or_stays_where_it_is() {
    let (test, anna) = start_with_ffmpeg().await;
    let ctx = &test.ctx;
    let status = status(ctx, anna, "public").await;
    let file = |name: &str| RemoteMedia {
        kind: MediaKind::Video,
        duration: Some(62.0),
        ..RemoteMedia::picture(format!("https://b.example/{name}"))
    };
    let files = [file("a.mp4"), file("b.webm")];
    let tx = ctx.db.begin().await.expect("begins");
    let synced = sync_remote(&tx, anna, status, &files, ctx.clock.now()).await;
    synced.expect("syncs");
    tx.commit().await.expect("commits");
    let ids = carried(ctx, status).await;
    let shown = || async {
        let found = rows::find_by_id(ctx.db.read(), ids[0]).await;
        view(ctx, found.expect("reads").expect("is there"))
    };
    let before = shown().await;
    assert_eq!((before.kind, before.preview_url), (MediaKind::Video, None));
    assert!(before.url.starts_with("https://rounds.example/media/"));
    assert_eq!(
        before.playback.and_then(|playback| playback.duration),
        Some(62.0)
    );

    let told = clip(&format!("-metadata title=Ward7 {MP4}")).await;
    keep_remote(ctx, ids[0], told.into()).await.expect("keeps");
    let after = shown().await;
    assert_eq!(
        after.playback.and_then(|playback| playback.duration),
        Some(1.0)
    );
    assert!(is_here(ctx, &after.url).await);
    assert!(is_here(ctx, &after.preview_url.expect("a preview")).await);
    let webm = clip("-c:v libvpx-vp9 -an -f webm").await;
    let refused = keep_remote(ctx, ids[1], webm.into()).await;
    assert!(matches!(refused, Err(Error::Invalid { field: "file", .. })));
}
