//! What each column takes.

use super::*;

#[tokio::test]
async fn each_column_says_what_it_takes() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::person(ctx, "ada").await;
    testing::person(ctx, "bo").await;
    let long = "x".repeat(300);
    for (column, cell, words) in [
        (Column::Email, "", "each line needs one"),
        (Column::Email, "ada at clinic", "each line needs one"),
        (Column::Username, "Ada Lovelace", "letters a to z"),
        (Column::Username, "bo", "not the name of the account"),
        (Column::Name, &*long, "too long"),
        (Column::Profession, "wizard", "physician or nurse"),
        (Column::Specialties, "cardiology;magic", "cardiology"),
        (Column::Region, "Vienna", "AT-9"),
        (Column::Languages, "klingon", "BCP 47"),
        (Column::Workplace, &*long, "too long"),
        (Column::MemberUntil, "31.12.2027", "2027-12-31"),
        (Column::MemberUntil, "2027-02-30", "2027-12-31"),
        (Column::MemberUntil, "2027-12-31T00:00:00Z", "2027-12-31"),
        (Column::State, "aktiv", "active, ended and none"),
    ] {
        let email = if column == Column::Email {
            cell
        } else {
            "ada@ok.example"
        };
        let mut cells = Cells::from([(column, cell.to_owned())]);
        cells.insert(Column::Email, email.to_owned());
        let line = Line {
            number: 2,
            cells: Ok(cells),
        };
        let lines = vec![line];
        let unknown = Vec::new();
        let plan = plan(ctx, &File { lines, unknown }, false).await;
        let plan = plan.expect("plans");
        assert_eq!(plan.counts.refused, 1, "{column:?} {cell}");
        let why = &plan.lines[0].report.remarks[0];
        assert_eq!(why.column, Some(column), "{cell}");
        let said = why.reason.to_string();
        assert!(said.contains(words), "{column:?} {cell}: {said}");
    }
}

#[tokio::test]
async fn nobody_stands_in_a_file_twice() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await;
    bring(ctx, &members(&[["ada@ok.example", ""]]), false).await;
    let tx = ctx.db.begin().await.expect("begins");
    let email = "ada@new.example".to_owned();
    let moved = storage::user::replace_email(&*tx, ada.user_id, email).await;
    moved.expect("is written");
    tx.commit().await.expect("commits");
    let list = members(&[
        ["bo@ok.example", ""],
        ["BO@ok.example ", ""],
        ["ada@ok.example", ""],
        ["ada@new.example", ""],
    ]);
    let plan = plan(ctx, &list, false).await.expect("plans");
    let refused = words(&plan);
    assert!(
        refused.contains(&"stands on line 2 already".to_owned()),
        "{refused:?}"
    );
    assert!(
        refused.contains(&"stands on line 4 already".to_owned()),
        "{refused:?}"
    );
    assert_eq!((plan.counts.refused, plan.counts.created), (2, 1));
    let columns = [Column::Email, Column::Username];
    let new = [
        ["a@a.example", "cy"],
        ["b@a.example", "CY"],
        ["c@a.example", "admin"],
    ];
    let refused = MemberOutcome::Refused;
    assert_eq!(
        outcomes(ctx, &file(columns, &new)).await,
        [MemberOutcome::Created, refused, refused]
    );
}

#[tokio::test]
async fn an_address_that_is_kept_out_is_refused_and_not_counted_as_a_try() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let root = testing::staff(ctx, "root", storage::kinds::UserRole::Admin).await;
    let by = crate::moderation::Moderator::of(root.account_id, storage::kinds::UserRole::Admin);
    let by = by.and_then(|it| it.administrator()).expect("administers");
    let blocked = crate::email_domain_block::create(ctx, &by, "spam.example", false).await;
    blocked.expect("is kept out");
    let before = storage::testing::contents(&ctx.db).await;
    let list = members(&[["a@mail.spam.example", ""], ["b@ok.example", ""]]);
    let outcomes = outcomes(ctx, &list).await;
    assert_eq!(outcomes, [MemberOutcome::Refused, MemberOutcome::Created]);
    assert_eq!(before, storage::testing::contents(&ctx.db).await);
}

#[tokio::test]
async fn a_list_without_columns_of_membership_says_nothing_of_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await.account_id;
    bring(ctx, &members(&[["ada@ok.example", "2027-12-31"]]), false).await;
    let columns = [Column::Email, Column::Name];
    let list = file(columns, &[["ada@ok.example", "Ada"]]);
    let done = bring(ctx, &list, false).await;
    assert_eq!(done.counts.updated, 1);
    assert_eq!(badges(ctx, ada).await, [Some("2027-12-31".to_owned())]);
    let columns = [Column::Email, Column::State];
    let list = file(columns, &[["ada@ok.example", "none"]]);
    assert_eq!(outcomes(ctx, &list).await, [MemberOutcome::Unchanged]);
    let list = file(columns, &[["ada@ok.example", "active"]]);
    assert_eq!(outcomes(ctx, &list).await, [MemberOutcome::Unchanged]);
}

#[tokio::test]
async fn a_plan_asks_the_database_as_often_for_many_as_for_few() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let mut asked = Vec::new();
    for lines in [2, 400] {
        let names: Vec<String> = (0..lines)
            .map(|at| format!("m{at}@d{at}.example"))
            .collect();
        let rows: Vec<[&str; 2]> = names.iter().map(|name| [&**name, ""]).collect();
        test.db.queries();
        plan(ctx, &members(&rows), false).await.expect("plans");
        asked.push(test.db.queries());
    }
    assert_eq!(asked[0], asked[1]);
}
