//! Polls from asking to their end.

mod remote;

use std::time::Duration;

use storage::Page;
use storage::account::Account;
use storage::id::StatusId;
use storage::kinds::{NotificationKind, Visibility};

use super::*;
use crate::job::Job;
use crate::notification::{self, Filter};
use crate::outgoing::Outgoing;
use crate::status::{self, EditStatus, NewStatus, RemoteStatus};
use crate::testing::{context, local_account, new_status, outgoing, post, remote_account};
use crate::{block, status_view};

fn asking(options: &[&str], multiple: bool) -> NewPoll {
    NewPoll {
        options: options.iter().map(|&option| option.into()).collect(),
        expires_in: Duration::from_hours(1),
        multiple,
        hide_totals: false,
    }
}

fn status_with(poll: NewPoll) -> NewStatus {
    NewStatus {
        poll: Some(poll),
        ..new_status("Which one?")
    }
}

/// The poll of a status as it stands now.
async fn poll_of(ctx: &Context, id: StatusId) -> PollView {
    let entry = status::show(ctx, Viewer::Anonymous, id).await;
    let entry = entry.expect("is public");
    let mut views = status_view::load(ctx, &[entry.status])
        .await
        .expect("loads");
    let view = views.remove(&id).expect("is there");
    view.poll.expect("asks")
}

fn votes(poll: &PollView) -> Vec<i64> {
    poll.options
        .iter()
        .map(|option| option.votes_count)
        .collect()
}

async fn told(ctx: &Context, who: AccountId) -> Vec<NotificationKind> {
    let page = Page::first(10);
    let told = notification::list(ctx, who, &Filter::default(), page).await;
    told.expect("lists").iter().map(|told| told.kind).collect()
}

/// Runs every job that is due; jobs for other servers are left out.
async fn work(ctx: &Context) -> Vec<Job> {
    let lease = Duration::from_mins(1);
    let tx = ctx.db.begin().await.expect("begins");
    let rows = storage::job::claim(&*tx, 100, lease, ctx.clock.now()).await;
    let rows = rows.expect("claims");
    for row in &rows {
        storage::job::finish(&*tx, row.id).await.expect("finishes");
    }
    tx.commit().await.expect("commits");
    let jobs: Vec<Job> = rows
        .iter()
        .map(|row| serde_json::from_str(&row.payload).expect("a job"))
        .collect();
    for job in &jobs {
        if let Job::EndPoll { poll_id } = job {
            end(ctx, *poll_id).await.expect("ends");
        }
    }
    jobs
}

#[tokio::test]
async fn each_votes_once_and_never_in_their_own_poll() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let carl = local_account(ctx, "carl").await.id;
    let asked = post(ctx, anna, status_with(asking(&["a", "b"], false))).await;
    let id = poll_of(ctx, asked).await.id;
    for (who, choices) in [(anna, &[0][..]), (bob, &[0, 1]), (bob, &[2]), (bob, &[])] {
        let refused = vote(ctx, who, id, choices).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{choices:?}");
    }
    vote(ctx, bob, id, &[1]).await.expect("votes");
    let twice = vote(ctx, bob, id, &[0]).await;
    assert!(matches!(twice, Err(Error::Invalid { .. })));
    vote(ctx, carl, id, &[1]).await.expect("votes");
    let poll = poll_of(ctx, asked).await;
    assert_eq!((votes(&poll), poll.voters_count), (vec![0, 2], Some(2)));
    let chosen = choices_of(ctx, &[id], bob).await.expect("reads");
    assert_eq!(chosen[&id], [1]);
    ctx.clock.advance(Duration::from_hours(1));
    let dora = local_account(ctx, "dora").await.id;
    let late = vote(ctx, dora, id, &[0]).await;
    assert!(matches!(late, Err(Error::Invalid { .. })));
}

#[tokio::test]
async fn several_answers_are_one_voter() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let asked = post(ctx, anna, status_with(asking(&["a", "b", "c"], true))).await;
    let id = poll_of(ctx, asked).await.id;
    vote(ctx, bob, id, &[2, 0, 2]).await.expect("votes");
    let poll = poll_of(ctx, asked).await;
    assert_eq!((votes(&poll), poll.voters_count), (vec![1, 0, 1], Some(1)));
}

#[tokio::test]
async fn what_is_no_poll_is_refused() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let many = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let long = "x".repeat(CHARACTERS + 1);
    let short = NewPoll {
        expires_in: Duration::from_secs(299),
        ..asking(&["a", "b"], false)
    };
    let endless = NewPoll {
        expires_in: LONGEST + Duration::from_secs(1),
        ..asking(&["a", "b"], false)
    };
    for poll in [
        asking(&["a"], false),
        asking(&many, false),
        asking(&["a", " "], false),
        asking(&["a", "a "], false),
        asking(&["a", &long], false),
        short,
        endless,
    ] {
        let refused = status::publish(ctx, anna, status_with(poll.clone())).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{poll:?}");
    }
}

#[tokio::test]
async fn its_end_is_told_once_to_who_asked_and_who_voted() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let carl = local_account(ctx, "carl").await.id;
    let asked = post(ctx, anna, status_with(asking(&["a", "b"], false))).await;
    let poll = poll_of(ctx, asked).await;
    vote(ctx, bob, poll.id, &[1]).await.expect("votes");
    work(ctx).await;
    assert_eq!(told(ctx, anna).await, []);
    ctx.clock.advance(Duration::from_hours(1));
    let jobs = work(ctx).await;
    let poll_id = poll.id;
    assert!(jobs.contains(&Job::EndPoll { poll_id }));
    end(ctx, poll_id).await.expect("is no more");
    for (who, expected) in [(anna, 1), (bob, 1), (carl, 0)] {
        let kinds = told(ctx, who).await;
        assert_eq!(kinds, vec![NotificationKind::Poll; expected]);
    }
}

#[tokio::test]
async fn numbers_are_told_once_for_many_votes_and_hidden_ones_at_the_end() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let voters = [
        local_account(ctx, "bob").await.id,
        local_account(ctx, "carl").await.id,
    ];
    let shown = post(ctx, anna, status_with(asking(&["a", "b"], false))).await;
    let mut hidden = asking(&["a", "b"], false);
    hidden.hide_totals = true;
    let hidden = post(ctx, anna, status_with(hidden)).await;
    for asked in [shown, hidden] {
        let poll = poll_of(ctx, asked).await;
        assert_eq!(poll.shows_totals(ctx.clock.now()), asked == shown);
        for who in voters {
            vote(ctx, who, poll.id, &[0]).await.expect("votes");
        }
    }
    let updates = |sent: Vec<Outgoing>| -> Vec<StatusId> {
        let ids = sent.into_iter().filter_map(|activity| match activity {
            Outgoing::UpdatePoll { status_id } => Some(status_id),
            _ => None,
        });
        ids.collect()
    };
    assert_eq!(updates(outgoing(ctx).await), []);
    ctx.clock.advance(Duration::from_mins(3));
    assert_eq!(updates(outgoing(ctx).await), [shown]);
    ctx.clock.advance(Duration::from_hours(1));
    work(ctx).await;
    let mut ended = updates(outgoing(ctx).await);
    ended.sort_unstable();
    assert_eq!(ended, [shown, hidden]);
    assert!(poll_of(ctx, hidden).await.shows_totals(ctx.clock.now()));
}

#[tokio::test]
async fn an_edit_keeps_votes_as_long_as_the_answers_stay() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let asked = post(ctx, anna, status_with(asking(&["a", "b"], false))).await;
    let poll = poll_of(ctx, asked).await;
    vote(ctx, bob, poll.id, &[0]).await.expect("votes");
    let edit = |poll| EditStatus {
        text: "Which one, please?".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        media_ids: Vec::new(),
        media_changes: Vec::new(),
        quote_policy: None,
        poll,
    };
    let longer = NewPoll {
        expires_in: Duration::from_hours(2),
        ..asking(&["a", "b"], false)
    };
    status::edit(ctx, anna, asked, edit(Some(longer)))
        .await
        .expect("edits");
    let kept = poll_of(ctx, asked).await;
    assert_eq!((votes(&kept), kept.id), (vec![1, 0], poll.id));
    // The end that was planned first comes too early.
    ctx.clock.advance(Duration::from_hours(1));
    work(ctx).await;
    assert_eq!(told(ctx, bob).await, []);
    let other = asking(&["a", "c"], false);
    status::edit(ctx, anna, asked, edit(Some(other)))
        .await
        .expect("edits");
    let void = poll_of(ctx, asked).await;
    assert_eq!((votes(&void), void.voters_count), (vec![0, 0], Some(0)));
    vote(ctx, bob, poll.id, &[1]).await.expect("votes anew");
    status::edit(ctx, anna, asked, edit(None))
        .await
        .expect("edits");
    let gone = show(ctx, Viewer::Account(bob), poll.id).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    let (_, versions) = status::history(ctx, Viewer::Anonymous, asked)
        .await
        .expect("reads");
    let options: Vec<_> = versions
        .into_iter()
        .map(|version| version.poll_options)
        .collect();
    let titles = |titles: [&str; 2]| Some(titles.map(str::to_owned).to_vec());
    assert_eq!(
        options,
        [
            titles(["a", "b"]),
            titles(["a", "b"]),
            titles(["a", "c"]),
            None
        ]
    );
}

#[tokio::test]
async fn security_43_a_vote_in_what_one_may_not_see_is_not_found() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await.id;
    let carl = remote_account(ctx, "carl", "b.example").await;
    let secret = NewStatus {
        visibility: Visibility::Private,
        ..status_with(asking(&["a", "b"], false))
    };
    let asked = post(ctx, anna.id, secret).await;
    let polls = storage::poll::polls_of(ctx.db.read(), &[asked]).await;
    let id = polls.expect("reads")[&asked].poll.id;
    assert!(matches!(
        vote(ctx, bob, id, &[0]).await,
        Err(Error::NotFound)
    ));
    let seen = show(ctx, Viewer::Account(bob), id).await;
    assert!(matches!(seen, Err(Error::NotFound)));
    let uri = ctx.uris.status(anna.id, asked);
    let received = receive_vote(ctx, carl.id, &uri, "a", "https://b.example/1").await;
    assert!(matches!(received, Err(Error::NotFound)));
}

#[tokio::test]
async fn two_votes_at_once_are_one() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let asked = post(ctx, anna, status_with(asking(&["a", "b"], false))).await;
    let id = poll_of(ctx, asked).await.id;
    let (one, other) = tokio::join!(vote(ctx, bob, id, &[0]), vote(ctx, bob, id, &[1]));
    assert!(one.is_ok() != other.is_ok());
    let poll = poll_of(ctx, asked).await;
    assert_eq!((votes(&poll).iter().sum(), poll.voters_count), (1, Some(1)));
}
