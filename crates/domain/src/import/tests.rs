use storage::id::ImportId;
use storage::kinds::{ImportKind, ImportProblem};

use super::{Batch, Entry, NewImport, NewLine, Outcome, Target};
use crate::context::Context;
use crate::error::Error;
use crate::job::Job;
use crate::testing::{self, START, TestContext};
use crate::{account, account_list, export, follow, import, list, relationship};
use storage::Page;
use storage::id::AccountId;

fn lines(entries: Vec<Result<Entry, ImportProblem>>) -> Vec<NewLine> {
    let line = |(number, entry)| NewLine {
        number,
        text: format!("line {number}"),
        entry,
    };
    (1..).zip(entries).map(line).collect()
}

fn following(acct: &str) -> Entry {
    Entry::Follow {
        acct: acct.into(),
        reblogs: Some(false),
        notify: None,
        languages: None,
    }
}

fn new(kind: ImportKind, overwrite: bool, entries: Vec<Result<Entry, ImportProblem>>) -> NewImport {
    NewImport {
        kind,
        overwrite,
        lines: lines(entries),
    }
}

/// The steps that are due, each taken and not yet finished: as a worker has them.
async fn claimed(ctx: &Context) -> Vec<(storage::id::JobId, ImportId)> {
    let lease = std::time::Duration::from_mins(1);
    let tx = ctx.db.begin().await.expect("begins");
    let rows = storage::job::claim(&*tx, 100, lease, ctx.clock.now()).await;
    tx.commit().await.expect("commits");
    let import = |row: storage::entity::job::Model| match serde_json::from_str(&row.payload) {
        Ok(Job::Import { import_id }) => Some((row.id, import_id)),
        _ => None,
    };
    rows.expect("claims")
        .into_iter()
        .filter_map(import)
        .collect()
}

async fn finish(ctx: &Context, id: storage::id::JobId) {
    let tx = ctx.db.begin().await.expect("begins");
    storage::job::finish(&*tx, id).await.expect("finishes");
    tx.commit().await.expect("commits");
}

/// What `protocol::import` does for people of this server.
async fn outcomes(ctx: &Context, batch: &Batch) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for entry in &batch.entries {
        let import::Subject::Account(acct) = entry.subject() else {
            panic!("only accounts here");
        };
        outcomes.push(match account::lookup(ctx, acct).await {
            Ok(found) => {
                let done = import::apply(ctx, batch.account_id, entry, Target::Account(found.id));
                Outcome::of(done.await).expect("answers")
            }
            Err(_) if acct == "sleeping" => Outcome::Later,
            Err(_) => Outcome::Failed(ImportProblem::NotFound),
        });
    }
    outcomes
}

/// Runs every step that is due, and the ones after it; says how many.
async fn run(ctx: &Context) -> usize {
    let mut steps = 0;
    loop {
        let due = claimed(ctx).await;
        if due.is_empty() {
            return steps;
        }
        for (job, id) in due {
            if let Some(batch) = import::next(ctx, id).await.expect("reads") {
                let outcomes = outcomes(ctx, &batch).await;
                import::settle(ctx, &batch, &outcomes)
                    .await
                    .expect("writes");
            }
            finish(ctx, job).await;
            steps += 1;
        }
    }
}

async fn scene(names: &[&str]) -> (TestContext, AccountId) {
    let test = testing::context().await;
    for name in names {
        testing::person(&test.ctx, name).await;
    }
    let nora = testing::person(&test.ctx, "nora").await.account_id;
    run(&test.ctx).await;
    (test, nora)
}

async fn followed(ctx: &Context, who: AccountId) -> Vec<String> {
    let rows = export::following(ctx, who).await.expect("reads");
    rows.into_iter().map(|row| row.username).collect()
}

#[tokio::test]
async fn a_file_is_done_in_steps_and_reports_what_was_not() {
    let names: Vec<String> = (0..25).map(|number| format!("p{number}")).collect();
    let (test, nora) = scene(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let ctx = &test.ctx;
    let mut entries: Vec<_> = names.iter().map(|name| Ok(following(name))).collect();
    entries.push(Err(ImportProblem::YesNo));
    entries.push(Ok(following("nobody")));
    entries.push(Ok(following("nora")));
    let id = import::start(ctx, nora, new(ImportKind::Following, false, entries));
    let id = id.await.expect("is taken");
    let (begun, _) = import::show(ctx, nora, id).await.expect("is there");
    assert_eq!((begun.progress.total, begun.progress.done), (28, 0));
    assert!(begun.finished_at.is_none());
    assert_eq!(run(ctx).await, 3, "27 lines that can be read, ten a step");
    let (done, failed) = import::show(ctx, nora, id).await.expect("is there");
    assert_eq!((done.progress.done, done.progress.failed), (25, 3));
    assert_eq!(done.finished_at, Some(START));
    let failed: Vec<_> = failed.iter().map(|it| (it.line, it.problem)).collect();
    let expected = [
        (26, Some(ImportProblem::YesNo)),
        (27, Some(ImportProblem::NotFound)),
        (28, Some(ImportProblem::Refused)),
    ];
    assert_eq!(failed, expected);
    assert_eq!(followed(ctx, nora).await.len(), 25);
    let p0 = account::lookup(ctx, "p0").await.expect("is there").id;
    let between = relationship::show(ctx, nora, p0).await.expect("answers");
    assert!(!between.showing_reblogs, "as the file says");
    let p1 = account::lookup(ctx, "p1").await.expect("is there").id;
    let other = import::show(ctx, p1, id).await;
    assert!(matches!(other, Err(Error::NotFound)), "it is not theirs");
}

#[tokio::test]
async fn a_step_that_was_killed_is_done_again_and_no_second_chain_begins() {
    let names: Vec<String> = (0..15).map(|number| format!("p{number}")).collect();
    let (test, nora) = scene(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let ctx = &test.ctx;
    let entries = names.iter().map(|name| Ok(following(name))).collect();
    let started = import::start(ctx, nora, new(ImportKind::Following, false, entries)).await;
    let id = started.expect("is taken");
    let [(first, _)] = claimed(ctx).await[..] else {
        panic!("one step")
    };
    let batch = import::next(ctx, id).await.expect("reads").expect("lines");
    outcomes(ctx, &batch).await;
    // Killed before it was written: the same lines come again.
    let again = import::next(ctx, id).await.expect("reads").expect("lines");
    assert_eq!(again.entries, batch.entries);
    let done = outcomes(ctx, &again).await;
    assert_eq!(done, vec![Outcome::Done; 10]);
    import::settle(ctx, &again, &done).await.expect("writes");
    // Killed before the job was finished: its lease ends and it runs beside the next one.
    assert_eq!(run(ctx).await, 1);
    ctx.clock.advance(std::time::Duration::from_mins(2));
    assert_eq!(claimed(ctx).await, [(first, id)]);
    assert!(
        import::next(ctx, id).await.expect("reads").is_none(),
        "done"
    );
    finish(ctx, first).await;
    assert_eq!(followed(ctx, nora).await.len(), 15);
}

#[tokio::test]
async fn a_server_that_sleeps_is_asked_again_later_and_given_up_in_the_end() {
    let (test, nora) = scene(&["ada"]).await;
    let ctx = &test.ctx;
    let entries = vec![Ok(following("sleeping")), Ok(following("ada"))];
    let started = import::start(ctx, nora, new(ImportKind::Following, false, entries)).await;
    let id = started.expect("is taken");
    for steps in [1, 1, 1, 0] {
        assert_eq!(run(ctx).await, steps);
        ctx.clock.advance(std::time::Duration::from_mins(10));
    }
    let (done, failed) = import::show(ctx, nora, id).await.expect("is there");
    assert!(done.finished_at.is_some());
    assert_eq!(failed[0].problem, Some(ImportProblem::Unreachable));
    assert_eq!(followed(ctx, nora).await, ["ada"]);
}

#[tokio::test]
async fn overwriting_takes_away_what_is_not_in_the_file() {
    let (test, nora) = scene(&["ada", "bo", "cy"]).await;
    let ctx = &test.ctx;
    let id_of = async |name: &str| account::lookup(ctx, name).await.expect("is there").id;
    let options = follow::Options::default();
    for name in ["ada", "bo"] {
        let target = id_of(name).await;
        let follows = follow::follow(ctx, nora, target, &options).await;
        follows.expect("follows");
    }
    let entries = vec![Ok(following("Bo@rounds.example")), Ok(following("cy"))];
    let started = import::start(ctx, nora, new(ImportKind::Following, true, entries)).await;
    started.expect("is taken");
    run(ctx).await;
    assert_eq!(followed(ctx, nora).await, ["bo", "cy"]);

    let unreadable = vec![Ok(following("ada")), Err(ImportProblem::Address)];
    let refused = import::start(ctx, nora, new(ImportKind::Following, true, unreadable)).await;
    assert!(
        matches!(refused, Err(Error::Invalid { field: "file", .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn lists_are_made_filled_and_replaced() {
    let (test, nora) = scene(&["ada", "bo"]).await;
    let ctx = &test.ctx;
    let on = |title: &str, acct: &str| {
        Ok(Entry::ListMember {
            list: title.into(),
            acct: acct.into(),
        })
    };
    let both = vec![on("Ward", "ada"), on("Ward", "bo"), on("Night", "bo")];
    let started = import::start(ctx, nora, new(ImportKind::Lists, false, both.clone())).await;
    started.expect("is taken");
    run(ctx).await;
    let repeated = import::start(ctx, nora, new(ImportKind::Lists, false, both)).await;
    let repeated = repeated.expect("is taken");
    run(ctx).await;
    let (again, _) = import::show(ctx, nora, repeated).await.expect("is there");
    assert_eq!(again.progress.failed, 0, "doing it twice is no fault");
    let counts = export::counts(ctx, nora).await.expect("counts");
    assert_eq!((counts.lists, counts.following), (3, 2));

    let fewer = vec![on("Ward", "bo")];
    let started = import::start(ctx, nora, new(ImportKind::Lists, true, fewer)).await;
    started.expect("is taken");
    run(ctx).await;
    let lists = list::all(ctx, nora).await.expect("reads");
    assert_eq!(lists.len(), 1);
    let members = list::members(ctx, nora, lists[0].id, Page::first(9)).await;
    assert_eq!(members.expect("reads").len(), 1);
}

#[tokio::test]
async fn mutes_blocks_servers_and_bookmarks_are_brought_and_replaced() {
    let (test, nora) = scene(&["ada", "bo"]).await;
    let ctx = &test.ctx;
    let block = |acct: &str| Ok(Entry::Block { acct: acct.into() });
    let mute = |acct: &str| {
        Ok(Entry::Mute {
            acct: acct.into(),
            notifications: false,
        })
    };
    for (kind, entries) in [
        (ImportKind::Blocks, [block("ada"), block("bo")]),
        (ImportKind::Mutes, [mute("ada"), mute("bo")]),
    ] {
        let [ada, bo] = entries;
        for (overwrite, entries) in [(false, vec![ada]), (true, vec![bo])] {
            let started = import::start(ctx, nora, new(kind, overwrite, entries)).await;
            started.expect("is taken");
            run(ctx).await;
        }
    }
    let page = Page::first(9);
    let bo = account::lookup(ctx, "bo").await.expect("is there").id;
    let blocked = account_list::blocks(ctx, nora, page).await.expect("reads");
    let muted = account_list::mutes(ctx, nora, page).await.expect("reads");
    for listed in [blocked, muted] {
        let listed: Vec<_> = listed.iter().map(|it| it.account_id).collect();
        assert_eq!(listed, [bo]);
    }
    let file = export::mutes(ctx, nora).await.expect("reads");
    assert!(!file[0].notifications, "as the file says");
}

#[tokio::test]
async fn old_reports_go_and_too_many_files_wait() {
    let (test, nora) = scene(&["ada"]).await;
    let ctx = &test.ctx;
    let one = || new(ImportKind::Following, false, vec![Ok(following("ada"))]);
    for _ in 0..5 {
        import::start(ctx, nora, one()).await.expect("is taken");
    }
    let sixth = import::start(ctx, nora, one()).await;
    assert!(matches!(sixth, Err(Error::Invalid { field: "file", .. })));
    run(ctx).await;
    assert_eq!(import::list(ctx, nora).await.expect("reads").len(), 5);
    ctx.clock.advance(std::time::Duration::from_hours(31 * 24));
    import::prune(ctx).await.expect("prunes");
    assert_eq!(import::list(ctx, nora).await.expect("reads"), []);
}
