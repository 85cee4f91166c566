//! How a file is worked on: confirmed, once, and by whom.

use storage::kinds::UserRole;

use super::*;
use crate::Error;
use crate::moderation::{Administrator, Moderator};

async fn administrator(ctx: &Context, name: &str) -> Administrator {
    let joined = testing::staff(ctx, name, UserRole::Admin).await;
    let moderator = Moderator::of(joined.account_id, UserRole::Admin);
    moderator
        .and_then(|it| it.administrator())
        .expect("administers")
}

fn many(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("m{at}@ok.example")).collect()
}

#[tokio::test]
async fn a_file_is_done_once_whatever_ends_between() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let names = many(12);
    let rows: Vec<[&str; 2]> = names.iter().map(|name| [&**name, ""]).collect();
    let list = members(&rows);
    let id = begin(ctx, &list, false).await;
    assert!(step(ctx, id).await.expect("does some"), "more wait");
    let (import, _) = show(ctx, BY, id).await.expect("is there");
    assert_eq!((import.waiting, import.finished_at), (2, None));
    // The process ends here; the job is run again, twice at the same time.
    let (one, other) = tokio::join!(run(ctx, id), run(ctx, id));
    one.and(other).expect("both end");
    let (import, plan) = show(ctx, BY, id).await.expect("is there");
    assert_eq!((import.waiting, plan.counts.created), (0, 12));
    assert!(import.finished_at.is_some());
    let after = storage::testing::contents(&ctx.db).await;
    assert_eq!(after["users"].len(), 12);
    assert_eq!(after["mail_links"].len(), 12);
    assert!(
        !after["member_import_lines"].join("\n").contains("said"),
        "entries are gone"
    );
    // Once more, the whole file.
    let done = bring(ctx, &list, false).await;
    assert_eq!(done.counts.unchanged, 12);
    let again = storage::testing::contents(&ctx.db).await;
    for table in [
        "users",
        "accounts",
        "listed_members",
        "mail_links",
        "credentials",
    ] {
        assert_eq!(after[table], again[table], "{table}");
    }
}

#[tokio::test]
async fn nothing_is_done_that_nobody_agreed_to() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::person(ctx, "ada").await;
    testing::person(ctx, "bo").await;
    testing::person(ctx, "cy").await;
    let all = members(&[
        ["ada@ok.example", ""],
        ["bo@ok.example", ""],
        ["cy@ok.example", ""],
    ]);
    bring(ctx, &all, false).await;
    let refusal = |plan: &Plan, without_refused, ending_most| {
        let confirmed = Confirmed {
            without_refused,
            ending_most,
        };
        plan.check(confirmed).err().map(|error| error.to_string())
    };
    let nameless = members(&[["ada@ok.example", ""], ["nobody", ""]]);
    let plan = plan(ctx, &nameless, true).await.expect("plans");
    let why = refusal(&plan, true, true).expect("refuses");
    assert!(why.contains("nobody on line 3"), "{why}");
    // A line that is refused is about somebody who is not missing.
    let few = members(&[["ada@ok.example", ""], ["bo@ok.example", "soon"]]);
    let plan = super::super::plan(ctx, &few, true).await.expect("plans");
    assert_eq!(
        (plan.ending, plan.standing, plan.ends_most()),
        (1, 3, false)
    );
    let few = members(&[["ada@ok.example", ""], ["new@ok.example", "soon"]]);
    let plan = super::super::plan(ctx, &few, true).await.expect("plans");
    assert_eq!((plan.ending, plan.standing, plan.ends_most()), (2, 3, true));
    let first = refusal(&plan, false, false).expect("refuses");
    assert!(first.contains("1 refused lines"), "{first}");
    let second = refusal(&plan, true, false).expect("refuses");
    assert!(second.contains("2 of 3 memberships"), "{second}");
    assert_eq!(refusal(&plan, true, true), None);
    let done = bring(ctx, &few, true).await;
    assert_eq!(done.ending, 2);
    let bo = login(ctx, "bo@ok.example").await.1;
    assert!(badges(ctx, bo).await.is_empty());
    let ada = login(ctx, "ada@ok.example").await.1;
    assert_eq!(badges(ctx, ada).await, [None]);
    let nothing = super::super::plan(ctx, &members(&[["nobody", ""]]), false).await;
    assert!(refusal(&nothing.expect("plans"), true, true).is_some());
}

#[tokio::test]
async fn a_file_is_its_administrators_and_waits_an_hour() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (root, other) = (
        administrator(ctx, "root").await,
        administrator(ctx, "other").await,
    );
    let list = members(&[["ada@ok.example", ""]]);
    let kept = plan(ctx, &list, false).await.expect("plans");
    let id = keep(ctx, root.into(), kept).await.expect("is kept");
    let confirmed = Confirmed::default();
    for stranger in [other.into(), BY] {
        let refused = start(ctx, stranger, id, confirmed).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(show(ctx, stranger, id).await.is_err());
        assert!(discard(ctx, stranger, id).await.is_err());
    }
    assert!(!step(ctx, id).await.expect("answers"), "nobody agreed");
    ctx.clock.advance(std::time::Duration::from_mins(61));
    let late = start(ctx, root.into(), id, confirmed).await;
    assert!(matches!(late, Err(Error::NotFound)));
    prune(ctx).await.expect("prunes");
    let after = storage::testing::contents(&ctx.db).await;
    assert!(after["member_import_lines"].is_empty());
    let kept = plan(ctx, &list, false).await.expect("plans");
    let id = keep(ctx, root.into(), kept).await.expect("is kept");
    start(ctx, root.into(), id, confirmed)
        .await
        .expect("starts");
    let twice = start(ctx, root.into(), id, confirmed).await;
    assert!(matches!(twice, Err(Error::Conflict(_))));
    let audit = storage::testing::contents(&ctx.db).await["audit_entries"].join("\n");
    assert_eq!(audit.matches("member_list.import").count(), 1);
}

#[tokio::test]
async fn what_is_taken_along_changes_nothing_when_it_is_brought() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::person(ctx, "ada").await;
    testing::person(ctx, "bo").await;
    testing::newcomer(ctx, "stranger").await;
    let formula = file(
        [
            Column::Email,
            Column::Name,
            Column::Workplace,
            Column::MemberUntil,
            Column::State,
        ],
        &[
            [
                "ada@ok.example",
                "=HYPERLINK(\"x\")",
                "-7, \"Ward\"\u{a0}",
                "2027-12-31",
                "",
            ],
            ["cy@ok.example", "Cy", "+43", "", "active"],
        ],
    );
    bring(ctx, &formula, false).await;
    let cells = export(ctx, BY).await.expect("exports");
    let emails: Vec<&str> = cells.iter().map(|it| &*it[&Column::Email]).collect();
    assert_eq!(emails, ["ada@ok.example", "bo@ok.example", "cy@ok.example"]);
    let states: Vec<&str> = cells.iter().map(|it| &*it[&Column::State]).collect();
    assert_eq!(states, ["active", "none", "active"]);
    let lines = (2..).zip(cells).map(|(number, cells)| Line {
        number,
        cells: Ok(cells),
    });
    let again = File {
        lines: lines.collect(),
        unknown: Vec::new(),
    };
    let plan = plan(ctx, &again, true).await.expect("plans");
    assert_eq!(plan.counts.unchanged, 3, "{:?}", plan.lines);
    assert_eq!(plan.lines.len(), 3);
    let audit = storage::testing::contents(&ctx.db).await["audit_entries"].join("\n");
    assert!(audit.contains("member_list.export"));
}
