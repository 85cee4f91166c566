//! Imported lists, and those of them who are no members yet: by the API and by page.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::kinds::UserRole;
use domain::testing;
use serde_json::{Value, json};
use web::testing::{Answer, App, app, multipart, with_token};

use crate::browser::Browser;

const R4: &str = include_str!("../../../domain/src/fhir/fixtures/r4-bundle.json");
const LINES: &str = include_str!("../../../domain/src/fhir/fixtures/r5.ndjson");
const IMPORTS: &str = "/api/rounds/v1/admin/directory_imports";
const SOURCES: &str = "/api/rounds/v1/admin/directory_sources";
const STUBS: &str = "/api/rounds/v1/directory/stubs";
const REQUESTS: &str = "/api/rounds/v1/verification_requests";
const STAFF: &str = "read write admin:read admin:write";
const DESK: &str = "/moderation/directory";

async fn import(app: &App, token: &str, query: &str, kind: &str, file: &str) -> Answer {
    let request = with_token("POST", &format!("{IMPORTS}?{query}"), token);
    let request = request.header("content-type", kind);
    let body = Body::from(file.to_owned());
    app.send(request.body(body).expect("a request")).await
}

/// A server with a list, its administrator and a member.
struct World {
    app: App,
    root: String,
    amara: String,
}

impl World {
    async fn new() -> Self {
        let app = app().await;
        let root = app.staff("root", UserRole::Admin, STAFF).await;
        let amara = app.person("amara", "read write").await;
        let sent = import(
            &app,
            &root,
            "source=staff-list",
            "application/fhir+json",
            R4,
        )
        .await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
        assert_eq!(sent.json()["counts"]["created"], 5);
        Self { app, root, amara }
    }

    async fn stubs(&self, query: &str) -> Vec<Value> {
        let found = self
            .app
            .get_as(&format!("{STUBS}?{query}"), &self.amara)
            .await;
        found.json().as_array().expect("a list").clone()
    }

    async fn id_of(&self, name: &str) -> String {
        let found = self.stubs(&format!("q={name}")).await;
        found[0]["id"].as_str().expect("an id").to_owned()
    }
}

#[tokio::test]
async fn a_file_comes_as_a_body_or_as_a_form_and_a_dry_run_writes_nothing() {
    let world = World::new().await;
    let (app, root) = (&world.app, &world.root);
    let tried = import(
        app,
        root,
        "source=chamber&dry_run=true",
        "application/json",
        R4,
    )
    .await;
    assert_eq!(tried.json()["applied"], false, "{}", tried.text());
    assert_eq!(tried.json()["counts"]["created"], 5);
    assert_eq!(tried.json()["lines"][2]["entry"], 2);
    assert_eq!(
        tried.json()["lines"][2]["resource"],
        "Practitioner/amara-okafor"
    );
    let sources = app.get_as(SOURCES, root).await.json();
    assert_eq!(sources.as_array().map(Vec::len), Some(1));
    let again = import(
        app,
        root,
        "source=staff-list",
        "application/x-ndjson",
        LINES,
    )
    .await;
    assert_eq!(again.json()["counts"]["unchanged"], 5, "{}", again.text());
    assert_eq!(again.json()["lines"][0]["line"], 1);
    let form = [("source", "chamber")];
    let (kind, body) = multipart("file", "list.json", R4.as_bytes(), &form);
    let request = with_token("POST", IMPORTS, root).header("content-type", kind);
    let sent = app.send(request.body(body).expect("a request")).await;
    assert_eq!(sent.json()["counts"]["created"], 5, "{}", sent.text());
    let removed = app
        .call("DELETE", &format!("{SOURCES}/chamber"), root, json!({}))
        .await;
    assert_eq!(removed.status, StatusCode::OK);
    let removed = app
        .call("DELETE", &format!("{SOURCES}/chamber"), root, json!({}))
        .await;
    assert_eq!(removed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_patient_is_refused_by_place() {
    let world = World::new().await;
    let patient = json!({ "resourceType": "Patient", "id": "p" });
    let lines = format!("{LINES}{patient}\n");
    let refused = import(
        &world.app,
        &world.root,
        "source=x",
        "application/x-ndjson",
        &lines,
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("Patient at line 11"),
        "{}",
        refused.text()
    );
    let nothing = import(&world.app, &world.root, "source=x", "application/json", "").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("is empty"), "{}", nothing.text());
    let sources = world.app.get_as(SOURCES, &world.root).await.json();
    assert_eq!(sources[0]["source"], "staff-list");
    assert_eq!(sources.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn only_administrators_import() {
    let world = World::new().await;
    let app = &world.app;
    testing::verifier(&app.ctx, "vera").await;
    let vera = app.token("vera", STAFF).await;
    let mona = app.staff("mona", UserRole::Moderator, STAFF).await;
    for token in [&world.amara, &vera, &mona] {
        let refused = import(app, token, "source=x", "application/json", R4).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let anybody = app.json(Method::POST, IMPORTS, None, &json!({})).await;
    assert_eq!(anybody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn members_see_stubs_and_nobody_else_does() {
    let world = World::new().await;
    let app = &world.app;
    let found = world
        .stubs("specialty=cardiology&region=AT&labels=de")
        .await;
    assert_eq!(found.len(), 2);
    let amara = &found[1];
    assert_eq!(amara["name"], "Dr. Amara N. Okafor");
    assert_eq!(
        (&amara["kind"], &amara["source"]),
        (&json!("person"), &json!("staff-list"))
    );
    assert_eq!(amara["profile"]["workplace"], "Klinikum Lindenhof");
    let whole = amara.to_string();
    for private in [
        "1245319599",
        "1979",
        "mail.example",
        "Hidden",
        "amara-okafor",
    ] {
        assert!(!whole.contains(private), "{private}: {whole}");
    }
    let one = format!("{STUBS}/{}", amara["id"].as_str().expect("an id"));
    assert_eq!(app.get(STUBS).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(app.get(&one).await.status, StatusCode::UNAUTHORIZED);
    for open in [
        "/directory?q=Okafor",
        "/api/rounds/v1/directory?q=Okafor",
        "/api/v1/directory?local=true",
        "/api/v2/search?q=Okafor",
    ] {
        for answer in [app.get(open).await, app.get_as(open, &world.amara).await] {
            assert!(!answer.text().contains("Amara N."), "{open}");
        }
    }
    let page = app.get("/directory/stubs").await;
    assert!(page.location().starts_with("/login"), "{}", page.text());
    let seller = app.person("seller", "read write").await;
    let industry = json!({ "account_kind": "industry", "interests": "Sells stents" });
    let said = app
        .call("PATCH", "/api/rounds/v1/profile", &seller, industry)
        .await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    for hidden in [STUBS, one.as_str()] {
        let answer = app.get_as(hidden, &seller).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let seller = Browser::of(app, "seller").await;
    assert_eq!(seller.get("/directory/stubs").await.status, 404);
    assert!(
        !seller
            .get("/directory")
            .await
            .text()
            .contains("/directory/stubs")
    );
}

#[tokio::test]
async fn a_request_that_names_a_stub_makes_it_the_members() {
    let world = World::new().await;
    let app = &world.app;
    let id = world.id_of("mireille").await;
    let claim = format!("{STUBS}/{id}/claim");
    let asked = app.call("POST", &claim, &world.amara, json!({})).await;
    assert_eq!(asked.json(), json!({ "claimed": false }));
    let request = json!({
        "profession": "nurse", "jurisdiction": "FR", "register": "rpps", "number": "10000000009",
        "directory_stub_id": id,
    });
    let request = app.call("POST", REQUESTS, &world.amara, request).await;
    assert_eq!(request.status, StatusCode::OK, "{}", request.text());
    assert_eq!(
        request.json()["listed_as"],
        "Mme Mireille Dubois, Cabinet du Port (staff-list)"
    );
    testing::verifier(&app.ctx, "vera").await;
    let vera = app.token("vera", STAFF).await;
    let request = request.json()["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/rounds/v1/admin/verification_requests/{request}/approve");
    let approval = json!({ "assurance": "register-matched" });
    let approved = app.call("POST", &path, &vera, approval).await;
    assert_eq!(approved.status, StatusCode::OK, "{}", approved.text());
    assert!(world.stubs("q=mireille").await.is_empty());
    let again = app.call("POST", &claim, &world.amara, json!({})).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let profile = app
        .get_as("/api/rounds/v1/profile", &world.amara)
        .await
        .json();
    assert_eq!(profile["workplace"], "Cabinet du Port");
    let unknown = json!({ "directory_stub_id": "x" });
    let unknown = app.call("POST", REQUESTS, &world.amara, unknown).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_administrator_takes_somebody_out_who_asked_for_it() {
    let world = World::new().await;
    let app = &world.app;
    let id = world.id_of("jonas").await;
    let path = format!("/api/rounds/v1/admin/directory_stubs/{id}");
    let denied = app.call("DELETE", &path, &world.amara, json!({})).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let out = app.call("DELETE", &path, &world.root, json!({})).await;
    assert_eq!(out.status, StatusCode::OK, "{}", out.text());
    let again = import(
        app,
        &world.root,
        "source=staff-list",
        "application/json",
        R4,
    )
    .await;
    assert_eq!(again.json()["counts"]["taken-out"], 1, "{}", again.text());
    assert!(world.stubs("q=jonas").await.is_empty());
}

#[tokio::test]
async fn an_administrator_tries_a_file_on_a_page_and_takes_it_over() {
    let app = app().await;
    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    testing::staff(&app.ctx, "mona", UserRole::Moderator).await;
    let root = Browser::of(&app, "root").await;
    assert_eq!(Browser::of(&app, "mona").await.get(DESK).await.status, 404);
    assert!(app.get(DESK).await.location().starts_with("/login"));
    let file = || ("file", R4.as_bytes().to_vec());
    let form = [("source", "staff-list"), ("dry_run", "1")];
    let tried = root.upload(DESK, &form, file()).await;
    assert_eq!(tried.status, 200, "{}", tried.text());
    for expected in [
        "Nothing was written",
        "New: 5",
        "PractitionerRole/r1",
        "is not in our list",
    ] {
        assert!(
            tried.text().contains(expected),
            "{expected}: {}",
            tried.text()
        );
    }
    assert!(
        root.get(DESK)
            .await
            .text()
            .contains("No list was taken over")
    );
    let done = root.upload(DESK, &form[..1], file()).await;
    assert!(
        done.text().contains("The file was taken over"),
        "{}",
        done.text()
    );
    assert!(root.get(DESK).await.text().contains("staff-list"));
    let patient = json!({ "resourceType": "Patient" }).to_string();
    let refused = root
        .upload(DESK, &form, ("file", patient.into_bytes()))
        .await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("may tell of a patient"),
        "{}",
        refused.text()
    );
    let removed = root
        .post(DESK, &format!("{DESK}/staff-list/remove"), &[])
        .await;
    assert_eq!(removed.location(), format!("{DESK}?saved=1"));
}

#[tokio::test]
async fn a_member_finds_themselves_on_a_page_and_asks_for_verification() {
    let world = World::new().await;
    let app = &world.app;
    let amara = Browser::of(app, "amara").await;
    let listed = amara.get("/directory").await.text();
    assert!(listed.contains("href=\"/directory/stubs\""), "{listed}");
    let found = amara.get("/directory/stubs?q=okafor").await.text();
    let id = world.id_of("okafor").await;
    let path = format!("/directory/stubs/{id}");
    for expected in [
        path.as_str(),
        "Dr. Amara N. Okafor",
        "From the list",
        "1 entry",
    ] {
        assert!(found.contains(expected), "{expected}: {found}");
    }
    assert!(!found.contains("Jonas"));
    let page = amara.get(&path).await.text();
    assert!(
        page.contains("This is me") && !page.contains("Take out for good"),
        "{page}"
    );
    let claimed = amara.post(&path, &format!("{path}/claim"), &[]).await;
    assert_eq!(
        claimed.location(),
        format!("/settings/verification?stub={id}")
    );
    let form = amara.get(claimed.location()).await;
    assert_eq!(form.hidden("stub"), id);
    for expected in [
        "Dr. Amara N. Okafor",
        "value=\"physician\" selected",
        "value=\"cardiology\" selected",
        "value=\"AT-9\"",
    ] {
        assert!(
            form.text().contains(expected),
            "{expected}: {}",
            form.text()
        );
    }
    assert!(!form.text().contains("1245319599"));
    let root = Browser::of(app, "root").await;
    assert!(root.get(&path).await.text().contains("Take out for good"));
    let out = root
        .post(&path, &format!("{DESK}/stubs/{id}/remove"), &[])
        .await;
    assert_eq!(out.location(), format!("{DESK}?saved=1"));
    assert_eq!(amara.get(&path).await.status, 404);
}
