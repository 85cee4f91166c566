use std::time::Duration;

use bytes::Bytes;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::{MediaKind, MediaPurpose};
use storage::media as rows;

use super::*;
use crate::context::Context;
use crate::job::Job;
use crate::testing::{self, TestContext, picture};

async fn account(ctx: &Context, name: &str) -> AccountId {
    testing::local_account(ctx, name).await.id
}

async fn status(ctx: &Context, author: AccountId, visibility: &str) -> StatusId {
    let now = ctx.clock.now();
    let id = StatusId::generate(now);
    let tx = ctx.db.begin().await.expect("begins");
    storage::Sql::new(
        &*tx,
        "INSERT INTO statuses (id, uri, account_id, local, visibility, conversation_id, created_at) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(format!("https://rounds.example/{id}"))
    .push(", ")
    .bind(author)
    .push(&format!(", TRUE, '{visibility}', 1, "))
    .bind(now)
    .push(")")
    .execute(&*tx)
    .await
    .expect("inserts");
    tx.commit().await.expect("commits");
    id
}

async fn upload(ctx: &Context, account: AccountId) -> MediaView {
    let bytes = Bytes::from(picture(800, 600));
    super::upload(ctx, account, bytes, Wording::default())
        .await
        .expect("is taken")
}

/// The secret in an address.
fn secret(url: &str) -> &str {
    url.split('/').nth_back(1).expect("an address of a file")
}

async fn is_here(ctx: &Context, url: &str) -> bool {
    let variant = Variant::parse(url.rsplit('/').next().expect("a path")).expect("a variant");
    matches!(open(ctx, secret(url), variant).await, Ok(Opened::Here(_)))
}

async fn start() -> (TestContext, AccountId) {
    let test = testing::context().await;
    let anna = account(&test.ctx, "anna").await;
    (test, anna)
}

fn focus() -> Wording {
    Wording {
        description: Some(" An X-ray ".into()),
        focus: Some("0.5,-1".parse().expect("a point")),
    }
}

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

    let changed = update(ctx, anna, media.id, focus()).await.expect("changes");
    assert_eq!(
        (changed.description.as_str(), changed.focus),
        ("An X-ray", (0.5, -1.0))
    );
    assert_eq!(show(ctx, anna, media.id).await.expect("shows"), changed);

    let refused = [
        update(ctx, bella, media.id, focus()).await.err(),
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
    let refused = update(ctx, anna, media.id, long).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "description",
            ..
        })
    ));
}

/// Makes a status carry `ids` and nothing else; says how many it could.
async fn carry(ctx: &Context, owner: AccountId, status: StatusId, ids: &[MediaId]) -> u64 {
    let tx = ctx.db.begin().await.expect("begins");
    detach(&tx, status, ids, ctx.clock.now())
        .await
        .expect("detaches");
    let count = rows::attach(&*tx, owner, status, ids).await;
    tx.commit().await.expect("commits");
    count.expect("attaches")
}

#[tokio::test]
async fn what_a_status_carries_follows_it() {
    let (test, anna) = start().await;
    let ctx = &test.ctx;
    let (first, second) = (upload(ctx, anna).await, upload(ctx, anna).await);
    let status = status(ctx, anna, "private").await;
    assert_eq!(carry(ctx, anna, status, &[second.id, first.id]).await, 2);
    assert_eq!(carried(ctx, status).await, [second.id, first.id]);
    let opened = open(ctx, secret(&first.url), Variant::Original).await;
    assert!(matches!(
        opened,
        Ok(Opened::Here(File { public: false, .. }))
    ));
    let refused = delete(ctx, anna, first.id).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
    let refused = update(ctx, anna, first.id, focus()).await;
    assert!(matches!(refused, Err(Error::NotFound)));

    carry(ctx, anna, status, &[first.id]).await;
    assert_eq!(carried(ctx, status).await, [first.id]);
    assert!(is_here(ctx, &first.url).await && !is_here(ctx, &second.url).await);
    let again = show(ctx, anna, second.id).await;
    let again = again.expect("can be attached again");
    assert!(is_here(ctx, &again.url).await, "at another address");
}

async fn carried(ctx: &Context, status: StatusId) -> Vec<MediaId> {
    let mut found = rows::attachments_of(ctx.db.read(), &[status])
        .await
        .expect("reads");
    found
        .remove(&status)
        .unwrap_or_default()
        .iter()
        .map(|media| media.id)
        .collect()
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
    let picture = view(&ctx.uris, all[&before[0]].clone());
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
    let video = view(&ctx.uris, all[&before[1]].clone());
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
    let url = |at: usize| view(&ctx.uris, all[&ids[at]].clone()).url;
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
    let opened = open(ctx, &media.secret, Variant::Original)
        .await
        .expect("opens");
    assert!(matches!(opened, Opened::Elsewhere(found, _) if found == id));
    keep_remote(ctx, id, Bytes::from(picture(60, 40)))
        .await
        .expect("keeps again");
    assert!(
        is_here(
            ctx,
            &view(
                &ctx.uris,
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

#[tokio::test]
async fn files_that_no_row_names_go() {
    let (test, _) = start().await;
    let ctx = &test.ctx;
    let bytes = Bytes::from(picture(800, 600));
    let kept = file::keep(ctx, bytes, MediaPurpose::Attachment).await;
    let keys = kept.as_ref().expect("keeps").keys();
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
