use serde_json::{Value, json};
use storage::Page;
use storage::id::{AccountId, DirectoryStubId};
use storage::kinds::{Assurance, CredentialKind, Register};

use super::*;
use crate::account_kind::AccountKind;
use crate::context::Context;
use crate::directory::Filter;
use crate::error::{Error, Result};
use crate::moderation::Authority;
use crate::profile::Change;
use crate::testing::{self, TestContext};
use crate::verification::{self, Approval, NewRequest, Verifier};

const R4: &str = include_str!("../fhir/fixtures/r4-bundle.json");
const R5: &str = include_str!("../fhir/fixtures/r5.ndjson");

async fn import_as(ctx: &Context, source: &str, text: &str, dry_run: bool) -> Result<Report> {
    import(ctx, Authority::Operator, source, text.as_bytes(), dry_run).await
}

async fn imported(ctx: &Context, text: &str) -> Report {
    import_as(ctx, "staff-list", text, false)
        .await
        .expect("is taken")
}

fn outcomes(report: &Report) -> Vec<(&str, &str)> {
    let lines = report.lines.iter();
    lines
        .map(|it| (it.about.as_str(), it.outcome.as_str()))
        .collect()
}

async fn stubs(ctx: &Context, who: AccountId, filter: Filter) -> Vec<Stub> {
    let found = list(ctx, who, &filter, Page::first(20))
        .await
        .expect("reads");
    let total = count(ctx, who, &filter).await.expect("counts");
    assert_eq!(total, found.len() as u64);
    found
}

async fn names(ctx: &Context, who: AccountId, filter: Filter) -> Vec<String> {
    let mut names: Vec<String> = stubs(ctx, who, filter)
        .await
        .into_iter()
        .map(|it| it.name)
        .collect();
    names.sort();
    names
}

async fn id_of(ctx: &Context, who: AccountId, name: &str) -> Option<DirectoryStubId> {
    let all = stubs(ctx, who, Filter::default()).await;
    all.into_iter().find(|it| it.name == name).map(|it| it.id)
}

/// How many rows there are in a table.
async fn rows(ctx: &Context, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let found: Vec<i64> = storage::Sql::new(ctx.db.read(), &sql)
        .column(ctx.db.read())
        .await
        .expect("reads");
    found[0]
}

async fn deeds(ctx: &Context) -> Vec<String> {
    let sql = "SELECT action FROM audit_entries WHERE action LIKE 'directory.%' ORDER BY seq";
    let found = storage::Sql::new(ctx.db.read(), sql);
    found.column(ctx.db.read()).await.expect("reads")
}

struct World {
    test: TestContext,
    amara: AccountId,
    vera: Verifier,
}

impl World {
    async fn new() -> Self {
        let test = testing::context().await;
        let amara = testing::person(&test.ctx, "amara").await.account_id;
        let vera = testing::verifier(&test.ctx, "vera").await.account_id;
        let vera = Verifier::of(vera, true).expect("verifies");
        Self { test, amara, vera }
    }

    fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    /// A request of `who`, approved.
    async fn approved(&self, who: AccountId, npi: &str, stub: Option<DirectoryStubId>) {
        let new = request(npi, stub);
        let id = verification::submit(self.ctx(), who, &new)
            .await
            .expect("is taken");
        let approval = Approval {
            kind: None,
            assurance: Assurance::RegisterMatched,
            valid_until: None,
        };
        let approved = verification::approve(self.ctx(), &self.vera, id, approval).await;
        approved.expect("is approved");
    }
}

/// What somebody with this number asks for, who may say who they are in a list.
fn request(npi: &str, stub: Option<DirectoryStubId>) -> NewRequest {
    NewRequest {
        subject: None,
        kind: CredentialKind::HealthProfessional,
        profession: "physician".into(),
        specialty: String::new(),
        jurisdiction: "US-NY".into(),
        register: Some(Register::Npi),
        number: npi.into(),
        evidence: None,
        directory_stub: stub,
    }
}

const AMARA: &str = "Dr. Amara N. Okafor";
const AMARAS_NPI: &str = "1245319599";

#[tokio::test]
async fn a_list_is_taken_over_and_found_by_members() {
    let world = World::new().await;
    let ctx = world.ctx();
    let report = imported(ctx, R4).await;
    assert_eq!(report.count("created"), 5);
    assert_eq!(report.count("joined"), 3);
    assert_eq!(report.count("left-out"), 2);
    assert!(report.applied);
    let all = [
        "Dr. Amara N. Okafor",
        "Harbour Clinic",
        "Jonas Weber",
        "Klinikum Lindenhof",
        "Mme Mireille Dubois",
    ];
    assert_eq!(names(ctx, world.amara, Filter::default()).await, all);
    let by = |text: &str, specialty: Option<&str>, region: Option<&str>| Filter {
        text: text.into(),
        specialty: specialty.map(Into::into),
        region: region.map(Into::into),
        ..Filter::default()
    };
    for (filter, expected) in [
        (by("okaf", None, None), &[AMARA][..]),
        (by("", Some("cardiology"), None), &[AMARA, "Jonas Weber"]),
        (by("zahnarzt", None, None), &["Jonas Weber"]),
        (
            by("", None, Some("AT")),
            &[AMARA, "Jonas Weber", "Klinikum Lindenhof"],
        ),
        (
            by("lindenhof", Some("cardiology"), Some("AT-9")),
            &[AMARA, "Jonas Weber"],
        ),
        (by("patient", None, None), &[]),
    ] {
        assert_eq!(
            names(ctx, world.amara, filter.clone()).await,
            expected,
            "{filter:?}"
        );
    }
    assert_eq!(deeds(ctx).await, ["directory.import"]);
    let tx = ctx.db.begin().await.expect("begins");
    let forgotten = storage::Sql::new(&*tx, "DELETE FROM directory_stub_words");
    forgotten.execute(&*tx).await.expect("writes");
    tx.commit().await.expect("commits");
    let text = by("okafor", None, None);
    assert_eq!(names(ctx, world.amara, text.clone()).await, [""; 0]);
    assert_eq!(rebuild(ctx).await.expect("enters"), 5);
    assert_eq!(names(ctx, world.amara, text).await, [AMARA]);
}

#[tokio::test]
async fn no_number_and_no_key_can_be_read_from_the_tables() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    for (table, columns) in [
        ("directory_stubs", "source || key || name || specialties"),
        ("directory_stub_numbers", "number_hash"),
    ] {
        let sql = format!("SELECT {columns} FROM {table}");
        let found: Vec<String> = storage::Sql::new(ctx.db.read(), &sql)
            .column(ctx.db.read())
            .await
            .expect("reads");
        assert!(found.len() >= 3);
        for secret in [AMARAS_NPI, "838382202", "amara-okafor"] {
            assert!(
                !found.iter().any(|text| text.contains(secret)),
                "{secret} in {table}"
            );
        }
    }
}

#[tokio::test]
async fn a_second_import_changes_what_changed_alone() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    let before = stubs(ctx, world.amara, Filter::default()).await;
    let again = imported(ctx, R5).await;
    assert_eq!((again.count("unchanged"), again.count("created")), (5, 0));
    assert_eq!(stubs(ctx, world.amara, Filter::default()).await, before);
    let moved = R4.replace("Klinikum Lindenhof", "Klinikum Rosenhügel");
    let moved = imported(ctx, &moved).await;
    assert_eq!((moved.count("updated"), moved.count("unchanged")), (3, 2));
    let found = names(
        ctx,
        world.amara,
        Filter {
            workplace: "rosenhügel".into(),
            ..Filter::default()
        },
    )
    .await;
    assert_eq!(found, [AMARA, "Jonas Weber"]);
    let gone: Value = serde_json::from_str(R4).expect("is JSON");
    let mut gone = gone["entry"][2]["resource"].clone();
    gone["active"] = json!(false);
    let gone = imported(ctx, &gone.to_string()).await;
    assert_eq!(outcomes(&gone), [("Practitioner/amara-okafor", "removed")]);
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
    assert_eq!(rows(ctx, "directory_stub_numbers").await, 2);
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_writes_nothing() {
    let world = World::new().await;
    let ctx = world.ctx();
    let tried = import_as(ctx, "staff-list", R4, true)
        .await
        .expect("is read");
    assert!(!tried.applied);
    assert_eq!(rows(ctx, "directory_stubs").await, 0);
    assert_eq!(deeds(ctx).await, [""; 0]);
    assert_eq!(imported(ctx, R4).await.lines, tried.lines);
}

#[tokio::test]
async fn nothing_of_a_file_about_a_patient_is_written() {
    let world = World::new().await;
    let ctx = world.ctx();
    let lines = format!("{R5}{}\n", json!({ "resourceType": "Patient", "id": "p" }));
    let refused = import_as(ctx, "staff-list", &lines, false).await;
    let Err(Error::Invalid {
        field: "file",
        reason,
    }) = refused
    else {
        panic!("{refused:?}")
    };
    assert!(
        reason.to_string().starts_with("holds Patient at line 11"),
        "{reason}"
    );
    let named = import_as(ctx, "Staff List", R4, false).await;
    assert!(matches!(
        named,
        Err(Error::Invalid {
            field: "source",
            ..
        })
    ));
    assert_eq!(rows(ctx, "directory_stubs").await, 0);
    assert_eq!(deeds(ctx).await, [""; 0]);
}

#[tokio::test]
async fn accounts_of_industry_see_nobody() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    let id = id_of(ctx, world.amara, AMARA).await.expect("is there");
    let seller = testing::person(ctx, "seller").await.account_id;
    let kind = Change {
        account_kind: Some(AccountKind::Industry.as_str().into()),
        interests: Some("Sells stents".into()),
        ..Change::default()
    };
    crate::profile::update(ctx, seller, kind)
        .await
        .expect("is said");
    assert!(!may_see(ctx, seller).await.expect("reads"));
    let none = Filter::default();
    let listed = list(ctx, seller, &none, Page::first(20)).await;
    assert!(matches!(listed, Err(Error::NotFound)));
    assert!(matches!(
        count(ctx, seller, &none).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(show(ctx, seller, id).await, Err(Error::NotFound)));
    assert!(matches!(claim(ctx, seller, id).await, Err(Error::NotFound)));
    assert_eq!(
        show(ctx, world.amara, id).await.expect("is there").source,
        "staff-list"
    );
}

#[tokio::test]
async fn an_approved_number_claims_the_stub_and_fills_what_is_empty() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    let own = Change {
        workplace: Some("My practice".into()),
        ..Change::default()
    };
    crate::profile::update(ctx, world.amara, own)
        .await
        .expect("is said");
    let id = id_of(ctx, world.amara, AMARA).await.expect("is there");
    assert_eq!(
        claim(ctx, world.amara, id).await.expect("is asked"),
        Claim::NeedsRequest
    );
    world.approved(world.amara, AMARAS_NPI, None).await;
    assert!(matches!(
        show(ctx, world.amara, id).await,
        Err(Error::NotFound)
    ));
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
    let profile = crate::profile::show(ctx, world.amara)
        .await
        .expect("is there");
    assert_eq!(profile.workplace.as_deref(), Some("My practice"));
    assert_eq!(profile.profession.as_deref(), Some("physician"));
    assert_eq!(profile.specialties, ["cardiology"]);
    assert_eq!(profile.region.as_deref(), Some("AT-9"));
    assert_eq!(profile.languages, ["en-US", "de"]);
    assert_eq!(deeds(ctx).await, ["directory.import", "directory.claim"]);
    let again = imported(ctx, R4).await;
    assert_eq!(again.count("claimed"), 1);
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
    let other = testing::person(ctx, "other").await.account_id;
    assert!(matches!(claim(ctx, other, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn who_is_known_by_the_number_already_has_the_stub_when_it_comes() {
    let world = World::new().await;
    let ctx = world.ctx();
    world.approved(world.amara, AMARAS_NPI, None).await;
    let tried = import_as(ctx, "staff-list", R4, true)
        .await
        .expect("is read");
    let report = imported(ctx, R4).await;
    assert_eq!(report.lines, tried.lines);
    assert_eq!((report.count("claimed"), report.count("created")), (1, 4));
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
    let profile = crate::profile::show(ctx, world.amara)
        .await
        .expect("is there");
    assert_eq!(profile.workplace.as_deref(), Some("Klinikum Lindenhof"));
}

#[tokio::test]
async fn a_request_of_a_former_version_claims_by_the_button() {
    let world = World::new().await;
    let ctx = world.ctx();
    world.approved(world.amara, AMARAS_NPI, None).await;
    let tx = ctx.db.begin().await.expect("begins");
    let forgotten = storage::Sql::new(&*tx, "UPDATE verification_requests SET number_hash = NULL");
    forgotten.execute(&*tx).await.expect("writes");
    tx.commit().await.expect("commits");
    imported(ctx, R4).await;
    let id = id_of(ctx, world.amara, AMARA).await.expect("is there");
    let other = testing::person(ctx, "other").await.account_id;
    assert_eq!(
        claim(ctx, other, id).await.expect("is asked"),
        Claim::NeedsRequest
    );
    assert_eq!(
        claim(ctx, world.amara, id).await.expect("is theirs"),
        Claim::Done
    );
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
}

#[tokio::test]
async fn a_request_that_names_a_stub_claims_it_when_it_is_approved() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    let id = id_of(ctx, world.amara, "Mme Mireille Dubois")
        .await
        .expect("is there");
    world.approved(world.amara, "1234567893", Some(id)).await;
    assert!(matches!(
        show(ctx, world.amara, id).await,
        Err(Error::NotFound)
    ));
    let profile = crate::profile::show(ctx, world.amara)
        .await
        .expect("is there");
    assert_eq!(profile.workplace.as_deref(), Some("Cabinet du Port"));
    let other = testing::person(ctx, "other").await.account_id;
    let new = request("1003000126", Some(id));
    let refused = verification::submit(ctx, other, &new).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "directory_stub_id",
            ..
        })
    ));
}

#[tokio::test]
async fn who_was_taken_out_stays_out() {
    let world = World::new().await;
    let ctx = world.ctx();
    imported(ctx, R4).await;
    let id = id_of(ctx, world.amara, AMARA).await.expect("is there");
    take_out(ctx, Authority::Operator, id)
        .await
        .expect("is taken out");
    let again = take_out(ctx, Authority::Operator, id).await;
    assert!(matches!(again, Err(Error::NotFound)));
    let report = imported(ctx, R5).await;
    assert_eq!((report.count("taken-out"), report.count("created")), (1, 0));
    assert!(id_of(ctx, world.amara, AMARA).await.is_none());
    let left = sources(ctx, &Authority::Operator).await.expect("reads");
    assert_eq!(
        (left[0].source.as_str(), left[0].total, left[0].claimed),
        ("staff-list", 4, 0)
    );
    let removed = remove_source(ctx, Authority::Operator, "staff-list").await;
    assert_eq!(removed.expect("is removed"), 4);
    assert_eq!(rows(ctx, "directory_stubs").await, 0);
    assert_eq!(imported(ctx, R4).await.count("created"), 4);
    // Another list is another matter.
    let other = import_as(ctx, "chamber", R4, false)
        .await
        .expect("is taken");
    assert_eq!(other.count("created"), 5);
    let none = remove_source(ctx, Authority::Operator, "nothing").await;
    assert!(matches!(none, Err(Error::NotFound)));
}

#[tokio::test]
async fn pages_are_bounded_by_ids_and_queries_do_not_grow() {
    let world = World::new().await;
    let ctx = world.ctx();
    let lines: Vec<String> = (0..30)
        .map(|n| json!({ "resourceType": "Practitioner", "id": format!("p{n}"), "name": [{ "text": format!("Doctor {n}") }] }).to_string())
        .collect();
    imported(ctx, &lines.join("\n")).await;
    for filter in [
        Filter::default(),
        Filter {
            text: "doctor".into(),
            ..Filter::default()
        },
    ] {
        let first = list(ctx, world.amara, &filter, Page::first(20))
            .await
            .expect("reads");
        let rest = Page {
            max_id: Some(first[19].id.into()),
            ..Page::first(20)
        };
        let rest = list(ctx, world.amara, &filter, rest).await.expect("reads");
        assert_eq!((first.len(), rest.len()), (20, 10));
        assert!(first[19].id > rest[0].id);
        for limit in [2, 30] {
            world.test.db.queries();
            let page = list(ctx, world.amara, &filter, Page::first(limit)).await;
            assert_eq!(world.test.db.queries(), 2);
            assert_eq!(page.expect("reads").len() as u64, limit);
        }
    }
}
