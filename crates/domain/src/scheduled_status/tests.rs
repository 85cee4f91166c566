//! Statuses that wait, and are posted.

use storage::kinds::{MediaKind, MediaPurpose};

use super::*;
use crate::poll::NewPoll;
use crate::testing::{context, local_account, new_status};
use crate::viewer::Viewer;

const HOUR: Duration = Duration::from_hours(1);

async fn upload(ctx: &Context, owner: AccountId) -> MediaId {
    let now = ctx.clock.now();
    let id = MediaId::generate(now);
    let tx = ctx.db.begin().await.expect("begins");
    storage::Sql::new(
        &*tx,
        "INSERT INTO media (id, account_id, purpose, kind, secret, created_at) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(owner)
    .push(", ")
    .bind(MediaPurpose::Attachment.as_str())
    .push(", ")
    .bind(MediaKind::Image.as_str())
    .push(", ")
    .bind(id.to_string())
    .push(", ")
    .bind(now)
    .push(")")
    .execute(&*tx)
    .await
    .expect("is added");
    tx.commit().await.expect("commits");
    id
}

/// What the queue holds for later, in the order of time.
async fn due_jobs(ctx: &Context) -> Vec<Job> {
    let tx = ctx.db.begin().await.expect("begins");
    let rows = storage::job::claim(&*tx, 100, HOUR, ctx.clock.now()).await;
    let rows = rows.expect("claims");
    tx.commit().await.expect("commits");
    let jobs = rows.iter().map(|row| serde_json::from_str(&row.payload));
    jobs.map(|job| job.expect("a job")).collect()
}

#[tokio::test]
async fn it_is_posted_once_when_it_is_due_with_its_files() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let file = upload(ctx, anna).await;
    let draft = NewStatus {
        media_ids: vec![file],
        ..new_status("Later")
    };
    let at = ctx.clock.now().after(48 * HOUR);
    let waiting = schedule(ctx, anna, draft, at).await.expect("waits");
    assert_eq!(waiting.media[0].id, file);
    let id = waiting.id;
    assert_eq!(publish(ctx, id).await.expect("is not due"), None);
    assert_eq!(due_jobs(ctx).await, []);
    ctx.clock.advance(47 * HOUR);
    let removed = crate::media::remove_unattached(ctx).await;
    assert_eq!(removed.expect("sweeps"), 0, "the file waits too");
    ctx.clock.advance(HOUR);
    assert_eq!(
        due_jobs(ctx).await,
        [Job::PublishScheduled { scheduled_id: id }]
    );
    let posted = publish(ctx, id).await.expect("posts").expect("an id");
    assert_eq!(publish(ctx, id).await.expect("was posted"), None);
    assert_eq!(posted.at(), at);
    let entry = status::show(ctx, Viewer::Anonymous, posted)
        .await
        .expect("is public");
    let views = crate::status_view::load(ctx, &[entry.status])
        .await
        .expect("loads");
    assert_eq!(views[&posted].media[0].id, file);
    assert!(matches!(show(ctx, anna, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_poll_begins_when_it_is_posted() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let draft = NewStatus {
        poll: Some(NewPoll {
            options: vec!["a".into(), "b".into()],
            expires_in: HOUR,
            multiple: false,
            hide_totals: false,
        }),
        ..new_status("Which?")
    };
    let at = ctx.clock.now().after(2 * HOUR);
    let waiting = schedule(ctx, anna, draft, at).await.expect("waits");
    ctx.clock.advance(2 * HOUR);
    let posted = publish(ctx, waiting.id)
        .await
        .expect("posts")
        .expect("an id");
    let polls = storage::poll::polls_of(ctx.db.read(), &[posted]).await;
    let end = polls.expect("reads")[&posted].poll.expires_at;
    assert_eq!(end, Some(at.after(HOUR)));
}

#[tokio::test]
async fn the_same_key_schedules_once() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let keyed = NewStatus {
        idempotency_key: Some("one".into()),
        ..new_status("Later")
    };
    let at = ctx.clock.now().after(HOUR);
    let first = schedule(ctx, anna, keyed.clone(), at).await.expect("waits");
    let again = schedule(ctx, anna, keyed, at).await.expect("waits");
    assert_eq!(first.id, again.id);
    assert_eq!(
        list(ctx, anna, Page::first(10)).await.expect("lists").len(),
        1
    );
}

#[tokio::test]
async fn another_time_and_none_at_all() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let at = ctx.clock.now().after(HOUR);
    let first = schedule(ctx, anna, new_status("1"), at)
        .await
        .expect("waits");
    let other = schedule(ctx, anna, new_status("2"), at)
        .await
        .expect("waits");
    let moved = postpone(ctx, anna, first.id, at.after(HOUR))
        .await
        .expect("moves");
    assert_eq!(moved.scheduled_at, at.after(HOUR));
    let stolen = postpone(ctx, bob, first.id, at).await;
    assert!(matches!(stolen, Err(Error::NotFound)));
    assert!(matches!(
        delete(ctx, bob, other.id).await,
        Err(Error::NotFound)
    ));
    delete(ctx, anna, other.id).await.expect("is gone");
    ctx.clock.advance(HOUR);
    for id in [first.id, other.id] {
        assert_eq!(publish(ctx, id).await.expect("is not due"), None);
    }
    ctx.clock.advance(HOUR);
    let posted = publish(ctx, first.id).await.expect("posts");
    assert!(posted.is_some());
}

#[tokio::test]
async fn what_could_not_be_posted_does_not_wait() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let now = ctx.clock.now();
    let soon = schedule(ctx, anna, new_status("x"), now.after(AHEAD)).await;
    assert!(matches!(
        soon,
        Err(Error::Invalid {
            field: "scheduled_at",
            ..
        })
    ));
    let at = now.after(HOUR);
    let blank = schedule(ctx, anna, new_status(" "), at).await;
    assert!(matches!(
        blank,
        Err(Error::Invalid {
            field: "status",
            ..
        })
    ));
    let file = upload(ctx, anna).await;
    let with_file = NewStatus {
        media_ids: vec![file],
        ..new_status("x")
    };
    schedule(ctx, anna, with_file.clone(), at)
        .await
        .expect("waits");
    let twice = schedule(ctx, anna, with_file.clone(), at).await;
    assert!(twice.is_err(), "the file waits for another");
    let now = status::publish(ctx, anna, with_file).await;
    assert!(matches!(
        now,
        Err(Error::Invalid {
            field: "media_ids",
            ..
        })
    ));
}

#[tokio::test]
async fn a_day_takes_so_many() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let at = ctx.clock.now().after(HOUR);
    for number in 0..A_DAY {
        let draft = new_status(&number.to_string());
        schedule(ctx, anna, draft, at).await.expect("waits");
    }
    let full = schedule(ctx, anna, new_status("x"), at).await;
    assert!(matches!(full, Err(Error::Invalid { .. })));
    let tomorrow = schedule(ctx, anna, new_status("x"), at.after(DAY)).await;
    tomorrow.expect("waits");
}
