use std::time::Duration;

use storage::account::Mark;
use storage::credential::Credential;
use storage::id::CredentialId;
use storage::kinds::{CredentialKind, CredentialState};

use super::*;
use crate::account::{self, Update};
use crate::moderation::Authority;
use crate::profile::{self, Change, Claim};
use crate::remote::{self, RemoteActor};
use crate::testing;
use crate::{Page, block};

const HOSPITAL: &str = "https://hospital.example/actor";

async fn agree(ctx: &Context, name: &str, agreed: bool) {
    let (user_id, id) = crate::user::find(ctx, name).await.expect("is there");
    let update = Update {
        discoverable: Some(agreed),
        ..Update::default()
    };
    let changed = account::update(ctx, id, user_id, update).await;
    changed.expect("is changed");
}

/// Somebody of ours who agreed and said this.
async fn listed(ctx: &Context, name: &str, said: Change) -> AccountId {
    let id = testing::person(ctx, name).await.account_id;
    agree(ctx, name, true).await;
    profile::update(ctx, id, said).await.expect("is said");
    ctx.clock.advance(Duration::from_secs(1));
    id
}

fn said(profession: &str, specialties: &[&str]) -> Change {
    Change {
        profession: Some(profession.into()),
        specialties: Some(specialties.iter().map(ToString::to_string).collect()),
        ..Change::default()
    }
}

async fn far(ctx: &Context, name: &str, discoverable: bool) -> AccountId {
    let uri = format!("https://peer.example/users/{name}");
    let actor = RemoteActor {
        discoverable,
        note: "<p>Sees <b>melanoma</b> all day</p>".into(),
        professional: Claim {
            profession: Some("physician".into()),
            specialties: vec![crate::specialty::iri("dermatology")],
            region: Some("SE".into()),
            ..Claim::default()
        },
        ..remote::tests::actor(&uri, name)
    };
    let kept = remote::upsert(ctx, actor).await.expect("is kept");
    ctx.clock.advance(Duration::from_secs(1));
    kept.id
}

async fn names_on(ctx: &Context, viewer: Viewer, filter: Filter, page: Page) -> Vec<String> {
    let found = members(ctx, viewer, &filter, page).await.expect("reads");
    let names = found.into_iter().map(|it| it.account.username);
    names.collect()
}

async fn names(ctx: &Context, filter: Filter) -> Vec<String> {
    let anybody = Viewer::Anonymous;
    let found = names_on(ctx, anybody, filter.clone(), Page::first(20)).await;
    let total = count(ctx, anybody, &filter).await.expect("counts");
    assert_eq!(total, found.len() as u64);
    found
}

fn text(text: &str) -> Filter {
    Filter {
        text: text.into(),
        ..Filter::default()
    }
}

#[tokio::test]
async fn who_agreed_is_found_by_what_they_are() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::person(ctx, "shy").await;
    far(ctx, "hidden", false).await;
    listed(
        ctx,
        "ada",
        said("physician", &["dermatology", "cardiology"]),
    )
    .await;
    listed(ctx, "ben", said("nurse", &["cardiology"])).await;
    far(ctx, "sven", true).await;
    assert_eq!(names(ctx, Filter::default()).await, ["sven", "ben", "ada"]);
    let by = |specialty: &str, profession: Option<&str>| Filter {
        specialty: Some(specialty.into()),
        profession: profession.map(Into::into),
        ..Filter::default()
    };
    let dermatology = by("dermatology", None);
    assert_eq!(names(ctx, dermatology.clone()).await, ["sven", "ada"]);
    let local = Filter {
        local: true,
        ..dermatology
    };
    assert_eq!(names(ctx, local).await, ["ada"]);
    assert_eq!(names(ctx, by("cardiology", Some("nurse"))).await, ["ben"]);
    assert!(
        names(ctx, by("dermatology", Some("nurse")))
            .await
            .is_empty()
    );
    assert_eq!(by("%", None).known(), Filter::default());
    let refused = by("%", None).checked().expect_err("is of no list");
    assert!(refused.to_string().contains("specialty"), "{refused}");
}

#[tokio::test]
async fn places_and_languages_find_what_lies_within_them() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let of = |region: &str, languages: &[&str], workplace: &str| Change {
        region: Some(region.into()),
        languages: Some(languages.iter().map(ToString::to_string).collect()),
        workplace: Some(workplace.into()),
        ..Change::default()
    };
    listed(ctx, "wien", of("AT-9", &["de-AT", "tr"], "AKH Wien")).await;
    listed(ctx, "graz", of("AT-6", &["de"], "LKH Graz")).await;
    listed(ctx, "bern", of("CH", &["fr"], "Inselspital")).await;
    let region = |code: &str| Filter {
        region: Some(code.into()),
        ..Filter::default()
    };
    assert_eq!(names(ctx, region("AT")).await, ["graz", "wien"]);
    assert_eq!(names(ctx, region("at-9").known()).await, ["wien"]);
    assert!(names(ctx, region("CH-BE")).await.is_empty());
    let language = |tag: &str| Filter {
        language: Some(tag.into()),
        ..Filter::default()
    };
    assert_eq!(names(ctx, language("de")).await, ["graz", "wien"]);
    assert_eq!(names(ctx, language("de-AT")).await, ["wien"]);
    let workplace = |text: &str| Filter {
        workplace: text.into(),
        ..Filter::default()
    };
    assert_eq!(names(ctx, workplace("insel")).await, ["bern"]);
    assert_eq!(names(ctx, workplace("lkh gr")).await, Vec::<String>::new());
    assert_eq!(names(ctx, workplace("LKH Gra")).await, ["graz"]);
    let both = Filter {
        language: Some("tr".into()),
        ..region("AT")
    };
    assert_eq!(names(ctx, both).await, ["wien"]);
}

#[tokio::test]
async fn words_find_names_texts_and_labels_in_every_language() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    listed(ctx, "ada", said("physician", &["cardiology"])).await;
    let kind = Change {
        account_kind: Some("student".into()),
        workplace: Some("Karolinska".into()),
        ..said("nurse", &["dermatology"])
    };
    listed(ctx, "ben_1", kind).await;
    far(ctx, "sven", true).await;
    for (typed, expected) in [
        ("Kardiologie", &["ada"][..]),
        ("kardio", &["ada"]),
        ("Cardiologie", &["ada"]),
        ("cardiología", &["ada"]),
        ("kardiologie dermatologie", &[]),
        ("Verpleegkundige", &["ben_1"]),
        ("studentin", &["ben_1"]),
        ("karolinska", &["ben_1"]),
        ("@ben_1", &["ben_1"]),
        ("melanoma", &["sven"]),
        ("@sven@peer.example", &["sven"]),
        ("dermatology sweden", &["sven"]),
        ("me da", &[]),
        ("\" * ' & | :*", &["sven", "ben_1", "ada"]),
    ] {
        assert_eq!(names(ctx, text(typed)).await, expected, "{typed}");
    }
}

#[tokio::test]
async fn who_takes_the_agreement_back_is_gone_with_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let id = listed(ctx, "ada", said("physician", &["cardiology"])).await;
    let entries = async || {
        let sql = storage::Sql::new(ctx.db.read(), "SELECT id FROM directory_entries");
        let rows = sql.column::<i64, _>(ctx.db.read()).await;
        rows.expect("reads")
    };
    assert_eq!(entries().await, [id.0]);
    agree(ctx, "ada", false).await;
    assert!(entries().await.is_empty());
    assert!(names(ctx, text("kardiologie")).await.is_empty());
    agree(ctx, "ada", true).await;
    assert_eq!(names(ctx, text("kardiologie")).await, ["ada"]);
    let industry = Change {
        account_kind: Some("industry".into()),
        interests: Some("Sells stents".into()),
        ..Change::default()
    };
    profile::update(ctx, id, industry).await.expect("is said");
    assert!(entries().await.is_empty());
    let slice = Slice {
        limit: 40,
        offset: 0,
    };
    for order in [Order::Active, Order::New] {
        let found = everyone(ctx, Viewer::Anonymous, false, order, slice).await;
        assert!(found.expect("reads").is_empty(), "{order:?}");
    }
}

#[tokio::test]
async fn who_is_limited_suspended_moved_or_deleted_is_not_listed() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = listed(ctx, "ada", said("physician", &[])).await;
    let sven = far(ctx, "sven", true).await;
    let now = ctx.clock.now();
    let change = async |sql: &str| {
        let tx = ctx.db.begin().await.expect("begins");
        let done = storage::Sql::new(&*tx, sql).execute(&*tx).await;
        done.expect("is changed");
        tx.commit().await.expect("commits");
    };
    for (set, reset) in [
        ("silenced_at = 1", "silenced_at = NULL"),
        ("suspended_at = 1", "suspended_at = NULL"),
        ("pending = TRUE", "pending = FALSE"),
    ] {
        change(&format!("UPDATE accounts SET {set} WHERE domain IS NULL")).await;
        assert_eq!(names(ctx, text("physician")).await, ["sven"], "{set}");
        change(&format!("UPDATE accounts SET {reset} WHERE domain IS NULL")).await;
    }
    for mark in [Mark::Silenced, Mark::Suspended] {
        let tx = ctx.db.begin().await.expect("begins");
        let marked = account_mark(&tx, mark, now).await;
        marked.expect("is marked");
        tx.commit().await.expect("commits");
        // What its server says in the meantime does not bring it back, nor keep it away afterwards.
        far(ctx, "sven", true).await;
        assert_eq!(names(ctx, Filter::default()).await, ["ada"], "{mark:?}");
        let tx = ctx.db.begin().await.expect("begins");
        let domains = ["peer.example"];
        let lifted = storage::account::unmark(&*tx, &domains, mark, &[now]).await;
        lifted.expect("is lifted");
        tx.commit().await.expect("commits");
        assert_eq!(names(ctx, text("physician")).await, ["sven", "ada"]);
    }
    change(&format!(
        "UPDATE accounts SET moved_to_id = {sven} WHERE id = {ada}"
    ))
    .await;
    assert_eq!(names(ctx, Filter::default()).await, ["sven"]);
    remote::receive_delete(ctx, sven).await.expect("goes");
    assert!(names(ctx, Filter::default()).await.is_empty());
}

async fn account_mark(
    tx: &storage::Transaction,
    mark: Mark,
    now: crate::clock::Timestamp,
) -> storage::Result<()> {
    storage::account::mark(&**tx, &["peer.example"], mark, now).await
}

#[tokio::test]
async fn a_block_hides_one_from_the_other() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = listed(ctx, "ada", said("physician", &[])).await;
    let ben = listed(ctx, "ben", said("nurse", &[])).await;
    testing::post(ctx, ada, testing::new_status("x")).await;
    let ids = async |viewer, order, limit, offset| {
        let slice = Slice { limit, offset };
        let found = everyone(ctx, viewer, false, order, slice).await;
        let found = found.expect("reads");
        found.iter().map(|account| account.id).collect::<Vec<_>>()
    };
    let anybody = Viewer::Anonymous;
    assert_eq!(ids(anybody, Order::New, 40, 0).await, [ben, ada]);
    assert_eq!(ids(anybody, Order::Active, 40, 0).await, [ada, ben]);
    assert_eq!(ids(anybody, Order::Active, 1, 1).await, [ben]);
    block::block(ctx, ada, ben).await.expect("blocks");
    let viewer = Viewer::Account(ben);
    assert_eq!(ids(viewer, Order::New, 40, 0).await, [ben]);
    let page = Page::first(20);
    assert_eq!(
        names_on(ctx, viewer, text("physician"), page).await.len(),
        0
    );
    assert_eq!(
        names_on(ctx, viewer, Filter::default(), page).await,
        ["ben"]
    );
}

fn vouching(account_id: AccountId, number: i64, now: crate::clock::Timestamp) -> Credential {
    Credential {
        id: CredentialId(number),
        uri: format!("https://hospital.example/credentials/{number}"),
        account_id,
        issuer_uri: HOSPITAL.into(),
        kind: CredentialKind::Employment,
        claims: "{}".into(),
        valid_from: now,
        valid_until: Some(now.after(Duration::from_hours(1))),
        state: CredentialState::Valid,
        refusal: None,
        document: Some("{}".into()),
        checked_at: Some(now),
        created_at: now,
        updated_at: now,
    }
}

#[tokio::test]
async fn who_vouches_counts_while_the_credential_does() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = |issuer: &str| Filter {
        issuer: Some(issuer.into()),
        ..Filter::default()
    };
    let now = ctx.clock.now();
    for (number, name) in [(1, "ada"), (2, "ben")] {
        let id = listed(ctx, name, said("nurse", &[])).await;
        let tx = ctx.db.begin().await.expect("begins");
        let added = storage::credential::insert(&*tx, vouching(id, number, now)).await;
        added.expect("is added");
        refresh(&tx, id).await.expect("is entered");
        tx.commit().await.expect("commits");
    }
    listed(ctx, "cleo", said("nurse", &[])).await;
    assert!(
        names(ctx, by(HOSPITAL)).await.is_empty(),
        "its word does not count here"
    );
    let kinds = [CredentialKind::Employment];
    let listed = credential_issuer::add(ctx, Authority::Operator, HOSPITAL, &kinds).await;
    listed.expect("is listed");
    assert_eq!(names(ctx, by(HOSPITAL)).await, ["ben", "ada"]);
    // Another address that differs in what words are made without.
    assert!(
        names(ctx, by("https://hospital-example/actor"))
            .await
            .is_empty()
    );
    let known = issuers(ctx).await.expect("reads");
    let mut known: Vec<String> = known.into_iter().map(|issuer| issuer.uri).collect();
    known.sort_unstable();
    assert_eq!(known, [HOSPITAL.to_owned(), ctx.uris.instance_actor()]);
    let tx = ctx.db.begin().await.expect("begins");
    let (id, state) = (CredentialId(1), CredentialState::Revoked);
    let revoked = storage::credential::set_state(&*tx, id, state, now).await;
    assert!(revoked.expect("is revoked"));
    tx.commit().await.expect("commits");
    assert_eq!(names(ctx, by(HOSPITAL)).await, ["ben"]);
    ctx.clock.advance(Duration::from_mins(16));
    assert!(
        names(ctx, by(HOSPITAL)).await.is_empty(),
        "nobody asked since"
    );
}

#[tokio::test]
async fn pages_follow_each_other_and_stay_where_they_are() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let mut ids = Vec::new();
    for number in 0..5 {
        let name = format!("nurse{number}");
        ids.push(listed(ctx, &name, said("nurse", &["cardiology"])).await);
    }
    for filter in [Filter::default(), text("kardiologie nurse")] {
        let page = async |page: Page| names_on(ctx, Viewer::Anonymous, filter.clone(), page).await;
        let first = Page::first(2);
        assert_eq!(page(first).await, ["nurse4", "nurse3"]);
        let below = |id: AccountId| Page {
            max_id: Some(id.0),
            ..first
        };
        assert_eq!(page(below(ids[3])).await, ["nurse2", "nurse1"]);
        assert_eq!(page(below(ids[1])).await, ["nurse0"]);
        let above = Page {
            min_id: Some(ids[0].0),
            ..first
        };
        assert_eq!(page(above).await, ["nurse2", "nurse1"]);
    }
}

#[tokio::test]
async fn who_agreed_before_there_was_a_directory_enters_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    listed(ctx, "ada", said("nurse", &["cardiology"])).await;
    listed(ctx, "ben", said("nurse", &[])).await;
    testing::outgoing(ctx).await;
    let empty = async || {
        let tx = ctx.db.begin().await.expect("begins");
        let sql = storage::Sql::new(&*tx, "DELETE FROM directory_entries");
        sql.execute(&*tx).await.expect("is emptied");
        tx.commit().await.expect("commits");
    };
    empty().await;
    assert!(names(ctx, text("kardiologie")).await.is_empty());
    step(ctx, AccountId(0)).await.expect("enters");
    step(ctx, AccountId(0)).await.expect("enters again");
    assert_eq!(names(ctx, text("kardiologie")).await, ["ada"]);
    assert_eq!(names(ctx, text("nurse")).await, ["ben", "ada"]);
    let tx = ctx.db.begin().await.expect("begins");
    let lease = Duration::from_mins(1);
    let jobs = storage::job::claim(&*tx, 10, lease, ctx.clock.now()).await;
    assert_eq!(jobs.expect("claims").len(), 1, "one chain goes on");
    drop(tx);
    empty().await;
    assert_eq!(rebuild(ctx).await.expect("enters"), 2);
    assert_eq!(names(ctx, text("nurse")).await, ["ben", "ada"]);
}
