//! Whom a list is about, and what becomes of them.

use super::*;
use crate::{profile, scim, user};

#[tokio::test]
async fn somebody_new_is_invited_and_a_member_as_soon_as_they_have_come() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let list = file(
        [
            Column::Email,
            Column::Name,
            Column::Profession,
            Column::Specialties,
            Column::MemberUntil,
        ],
        &[[
            "Ada.Lovelace@Clinic.example",
            "Ada Lovelace",
            "Ärztin oder Arzt",
            "cardiology; Nephrology",
            "2027-12-31",
        ]],
    );
    let done = bring(ctx, &list, false).await;
    assert_eq!(done.counts.created, 1, "{:?}", words(&done));
    let (user, own) = login(ctx, "ada.lovelace@clinic.example").await;
    assert!(
        account::show(ctx, own).await.is_err(),
        "nobody sees them yet"
    );
    assert!(badges(ctx, own).await.is_empty());
    accept(ctx, user).await;
    let shown = account::show(ctx, own).await.expect("is seen");
    let names = (&*shown.username, &*shown.display_name);
    assert_eq!(names, ("ada_lovelace", "Ada Lovelace"));
    let said = profile::show(ctx, own).await.expect("reads");
    assert_eq!(said.profession.as_deref(), Some("physician"));
    assert_eq!(said.specialties, ["cardiology", "nephrology"]);
    assert_eq!(badges(ctx, own).await, [Some("2027-12-31".to_owned())]);
    assert_eq!(outcomes(ctx, &list).await, [MemberOutcome::Unchanged]);
}

#[tokio::test]
async fn a_membership_is_given_renewed_and_ended() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await;
    for (until, shown) in [
        ("2027-12-31", Some("2027-12-31")),
        ("2028-12-31", Some("2028-12-31")),
        ("", None),
    ] {
        let list = members(&[["ada@ok.example", until]]);
        bring(ctx, &list, false).await;
        let shown = shown.map(str::to_owned);
        assert_eq!(badges(ctx, ada.account_id).await, [shown], "{until}");
        let before = storage::testing::contents(&ctx.db).await;
        assert_eq!(outcomes(ctx, &list).await, [MemberOutcome::Unchanged]);
        let after = storage::testing::contents(&ctx.db).await;
        assert_eq!(before, after, "a plan writes nothing");
    }
    let columns = [Column::Email, Column::State];
    let _told_before = testing::outgoing(ctx).await;
    let ended = file(columns, &[["ada@ok.example", "ended"]]);
    let done = bring(ctx, &ended, false).await;
    assert_eq!(deeds(&done), [[Deed::End]]);
    assert!(badges(ctx, ada.account_id).await.is_empty());
    let news = testing::outgoing(ctx).await;
    let account_id = ada.account_id;
    let update = crate::outgoing::Outgoing::UpdateActor { account_id };
    assert!(news.contains(&update), "followers hear of it: {news:?}");
    let login = user::show(ctx, ada.user_id).await.expect("is there");
    assert!(login.disabled_at.is_none(), "the login stays");
    assert_eq!(outcomes(ctx, &ended).await, [MemberOutcome::Unchanged]);
    let back = file(columns, &[["ada@ok.example", "active"]]);
    bring(ctx, &back, false).await;
    assert_eq!(badges(ctx, ada.account_id).await, [None]);
}

#[tokio::test]
async fn what_members_wrote_stays_and_what_a_list_wrote_follows_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await.account_id;
    let list = |workplace, profession| {
        let columns = [Column::Email, Column::Workplace, Column::Profession];
        file(columns, &[["ada@ok.example", workplace, profession]])
    };
    let own = profile::Change {
        profession: Some("nurse".to_owned()),
        ..profile::Change::default()
    };
    profile::update(ctx, ada, own).await.expect("is written");
    let done = bring(ctx, &list("Ward 7", "physician"), false).await;
    let column = Column::Workplace;
    assert_eq!(deeds(&done), [[Deed::Write { column }]]);
    assert_eq!(words(&done), ["stays as the member wrote it"]);
    bring(ctx, &list("Ward 8", ""), false).await;
    let said = profile::show(ctx, ada).await.expect("reads");
    assert_eq!(said.workplace.as_deref(), Some("Ward 8"));
    assert_eq!(said.profession.as_deref(), Some("nurse"));
    let own = profile::Change {
        workplace: Some("At home".to_owned()),
        ..profile::Change::default()
    };
    profile::update(ctx, ada, own).await.expect("is written");
    let again = outcomes(ctx, &list("Ward 9", "")).await;
    assert_eq!(again, [MemberOutcome::Unchanged]);
}

#[tokio::test]
async fn who_was_shut_out_or_has_left_is_left_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await;
    let bo = testing::person(ctx, "bo").await;
    let list = members(&[["ada@ok.example", ""], ["bo@ok.example", ""]]);
    bring(ctx, &list, false).await;
    user::suspend(ctx, ada.account_id).await.expect("suspends");
    let gone = user::delete_account(ctx, bo.user_id, testing::PASSWORD.into());
    gone.await.expect("is deleted");
    let later = members(&[["ada@ok.example", "2027-12-31"], ["bo@ok.example", ""]]);
    let before = storage::testing::contents(&ctx.db).await;
    let done = bring(ctx, &later, true).await;
    assert_eq!(done.counts.skipped, 2, "{:?}", done.lines);
    let after = storage::testing::contents(&ctx.db).await;
    for table in [
        "users",
        "accounts",
        "credentials",
        "listed_members",
        "mail_links",
    ] {
        assert_eq!(before[table], after[table], "{table}");
    }
    let left = after["listed_members"].join("\n");
    assert!(!left.contains("ok.example"), "{left}");
    // Nobody is invited whose membership is over.
    let over = members(&[["cy@ok.example", "2020-12-31"]]);
    assert_eq!(outcomes(ctx, &over).await, [MemberOutcome::Skipped]);
}

#[tokio::test]
async fn an_address_is_believed_when_its_owner_confirmed_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let eve = testing::newcomer(ctx, "eve").await;
    let list = members(&[["eve@ok.example", ""]]);
    let done = bring(ctx, &list, false).await;
    let until = None;
    assert_eq!(deeds(&done), [[Deed::Invite, Deed::Give { until }]]);
    assert!(badges(ctx, eve.account_id).await.is_empty());
    let stale = mail_link::letter(ctx, eve.user_id, MailLinkPurpose::Confirm).await;
    assert!(stale.expect("reads").is_none(), "the former link is gone");
    accept(ctx, eve.user_id).await;
    assert_eq!(badges(ctx, eve.account_id).await, [None]);
    // Who takes another address stays the one whom the list means.
    let tx = ctx.db.begin().await.expect("begins");
    let email = "eve@new.example".to_owned();
    let moved = storage::user::replace_email(&*tx, eve.user_id, email).await;
    moved.expect("is written");
    tx.commit().await.expect("commits");
    let plan = plan(ctx, &list, true).await.expect("plans");
    assert_eq!(plan.counts.unchanged, 1, "{:?}", plan.lines);
    assert_eq!(words(&plan), ["uses another address here now"]);
}

#[tokio::test]
async fn a_directory_that_answers_for_memberships_is_not_contradicted() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    scim::directory::create_token(ctx, "it", &crate::audit::Actor::Operator)
        .await
        .expect("a token");
    let vouches = Some(crate::credential::CredentialKind::Membership);
    scim::directory::set_vouches(ctx, "it", vouches)
        .await
        .expect("vouches");
    let directory = scim::directory::find(ctx, "it").await.expect("is there");
    let person = scim::user::Person {
        user_name: "ada".to_owned(),
        active: true,
        email: "ada@ok.example".to_owned(),
        attributes: "{}".to_owned(),
        ..scim::user::Person::default()
    };
    let row = scim::user::create(ctx, &directory, person)
        .await
        .expect("is entered");
    accept(ctx, row.user_id).await;
    let columns = [Column::Email, Column::State];
    let list = file(columns, &[["ada@ok.example", "ended"]]);
    let done = bring(ctx, &list, false).await;
    assert_eq!(done.counts.unchanged, 1);
    let (_, own) = login(ctx, "ada@ok.example").await;
    assert_eq!(badges(ctx, own).await, [None]);
}

#[tokio::test]
async fn what_a_member_gave_back_is_not_given_again() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await.account_id;
    let list = members(&[["ada@ok.example", ""]]);
    bring(ctx, &list, false).await;
    let known = storage::credential::credentials_of(ctx.db.read(), &[ada]).await;
    let id = known.expect("reads")[&ada][0].id;
    let given = crate::credential::give_back(ctx, ada, id).await;
    given.expect("is given back");
    let done = bring(ctx, &list, false).await;
    assert_eq!(done.counts.unchanged, 1, "{:?}", done.lines);
    assert!(badges(ctx, ada).await.is_empty());
}
