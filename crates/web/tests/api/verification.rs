//! Requests for verification, by the API.

use axum::http::StatusCode;
use domain::kinds::UserRole;
use domain::testing;
use serde_json::{Value, json};
use web::testing::{Answer, App, app, multipart, with_token};

const OWN: &str = "/api/rounds/v1/verification_requests";
const QUEUE: &str = "/api/rounds/v1/admin/verification_requests";
const STAFF: &str = "read write admin:read admin:write";
const PDF: &[u8] = b"%PDF-1.7 a diploma";
const NPI: &str = "1234567893";

const CLAIM: [(&str, &str); 5] = [
    ("profession", "physician"),
    ("specialty", "dermatology"),
    ("jurisdiction", "us-ny"),
    ("register", "npi"),
    ("number", "1234-567 893"),
];

async fn upload(app: &App, path: &str, token: &str, form: &[(&str, &str)], file: &[u8]) -> Answer {
    let (kind, body) = multipart("evidence", "diploma.pdf", file, form);
    let request = with_token("POST", path, token).header("content-type", kind);
    app.send(request.body(body).expect("a request")).await
}

struct World {
    app: App,
    ada: String,
    vera: String,
}

impl World {
    async fn new() -> Self {
        let app = app().await;
        let ada = app.person("ada", "read write").await;
        testing::verifier(&app.ctx, "vera").await;
        let vera = app.token("vera", STAFF).await;
        Self { app, ada, vera }
    }

    /// Ada's request, as she sees it.
    async fn submitted(&self) -> Value {
        let answer = upload(&self.app, OWN, &self.ada, &CLAIM, PDF).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    async fn decide(&self, id: &str, step: &str, said: Value) -> Answer {
        let path = format!("{QUEUE}/{id}/{step}");
        self.app.call("POST", &path, &self.vera, said).await
    }
}

fn id(request: &Value) -> String {
    request["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_member_asks_is_asked_answers_and_is_vouched_for() {
    let world = World::new().await;
    let app = &world.app;
    let request = world.submitted().await;
    let id = id(&request);
    assert_eq!(request["state"], "pending");
    assert_eq!(request["assurance"], "format-ok");
    assert_eq!(request["number"], NPI);
    assert_eq!(request["jurisdiction"], "US-NY");
    assert_eq!(request["register_system"], "http://hl7.org/fhir/sid/us-npi");
    assert_eq!(request["evidence"][0]["mime"], "application/pdf");

    let waits = app.get_as(QUEUE, &world.vera).await;
    assert_eq!(waits.json()[0]["id"], id.as_str(), "{}", waits.text());
    assert_eq!(waits.json()[0]["member"], "ada");
    let asked = json!({ "question": "Which hospital?" });
    assert_eq!(
        world.decide(&id, "ask", asked).await.json()["state"],
        "asked"
    );
    let path = format!("{OWN}/{id}/answer");
    let form = [("answer", "Mercy")];
    let answered = upload(app, &path, &world.ada, &form, PDF).await;
    assert_eq!(answered.json()["state"], "pending", "{}", answered.text());
    assert_eq!(
        answered.json()["evidence"].as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(
        answered.json()["steps"][1]["by"],
        Value::Null,
        "members are not told"
    );
    let seen = app
        .get_as(&format!("{QUEUE}/{id}"), &world.vera)
        .await
        .json();
    assert_eq!(seen["steps"][1]["by"], "vera");

    let approval = json!({ "assurance": "register-matched", "valid_until": "2027-12-31" });
    let approved = world.decide(&id, "approve", approval).await;
    assert_eq!(approved.json()["state"], "approved", "{}", approved.text());
    let own = app.get_as(&format!("{OWN}/{id}"), &world.ada).await.json();
    assert_eq!(own["assurance"], "register-matched");
    assert_eq!(own["evidence"], json!([]), "it went with the decision");
    assert!(own["credential_id"].is_string());
    let why = json!({ "reason": "Struck off" });
    let revoked = world.decide(&id, "revoke", why).await.json();
    assert_eq!(revoked["state"], "revoked");
    assert_eq!(revoked["steps"][4]["text"], "Struck off");
    let listed = app
        .get_as(&format!("{QUEUE}?state=revoked"), &world.vera)
        .await;
    assert_eq!(listed.json().as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_wrong_is_said_of_its_field_with_the_remedy() {
    let world = World::new().await;
    let app = &world.app;
    let call = async |field: &str, value: &str| {
        let mut body: Value = CLAIM.into_iter().collect();
        body[field] = value.into();
        let answer = app.call("POST", OWN, &world.ada, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        answer.json()["error"].as_str().expect("words").to_owned()
    };
    let error = call("number", "1234567890").await;
    assert!(
        error.contains("number has a digit that does not fit"),
        "{error}"
    );
    let error = call("number", "123").await;
    assert!(error.contains("number must be ten digits"), "{error}");
    for (field, value) in [
        ("kind", "DriversLicence"),
        ("register", "phone-book"),
        ("jurisdiction", "DE"),
        ("profession", "wizard"),
        ("evidence", "I swear"),
        ("account", "@nobody"),
    ] {
        let error = call(field, value).await;
        assert!(
            error.contains(&format!("Validation failed: {field} ")),
            "{error}"
        );
    }
    let no_file = upload(app, OWN, &world.ada, &CLAIM, b"MZ an executable").await;
    assert_eq!(no_file.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        no_file.text().contains("is no PDF, JPEG or PNG"),
        "{}",
        no_file.text()
    );
    let request = world.submitted().await;
    for (step, said) in [
        ("approve", json!({ "assurance": "format-ok" })),
        ("approve", json!({ "assurance": "sworn" })),
        (
            "approve",
            json!({ "assurance": "issuer-verified", "valid_until": "soon" }),
        ),
        (
            "approve",
            json!({ "assurance": "issuer-verified", "valid_until": "2001-01-01" }),
        ),
        ("ask", json!({})),
        ("refuse", json!({ "reason": " " })),
    ] {
        let refused = world.decide(&id(&request), step, said).await.status;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{step}");
    }
    let early = json!({ "reason": "Not approved yet" });
    let early = world.decide(&id(&request), "revoke", early).await.status;
    assert_eq!(early, StatusCode::CONFLICT);
}

#[tokio::test]
async fn security_42_what_verifiers_see_is_to_everybody_else_as_if_it_were_not_there() {
    let world = World::new().await;
    let app = &world.app;
    let request = world.submitted().await;
    let (id, file) = (id(&request), request["evidence"][0]["id"].clone());
    let file = file.as_str().expect("an id");
    app.staff("first", UserRole::Admin, STAFF).await;
    let admin = app.staff("root", UserRole::Admin, STAFF).await;
    let moderator = app.staff("mo", UserRole::Moderator, STAFF).await;
    let own = app.token("ada", STAFF).await;
    for token in [&admin, &moderator, &own] {
        for (there, missing) in [
            (format!("{QUEUE}/{id}"), format!("{QUEUE}/7")),
            (
                format!("{QUEUE}/{id}/evidence/{file}"),
                format!("{QUEUE}/7/evidence/8"),
            ),
        ] {
            let there = app.get_as(&there, token).await;
            let missing = app.get_as(&missing, token).await;
            assert_eq!(there.status, StatusCode::NOT_FOUND);
            assert_eq!((there.status, there.body), (missing.status, missing.body));
        }
        assert_eq!(app.get_as(QUEUE, token).await.status, StatusCode::NOT_FOUND);
        let said = json!({ "reason": "No", "question": "No", "assurance": "issuer-verified" });
        for step in ["approve", "ask", "refuse", "expire", "revoke"] {
            let path = format!("{QUEUE}/{id}/{step}");
            let there = app.call("POST", &path, token, said.clone()).await;
            let path = format!("{QUEUE}/7/{step}");
            let missing = app.call("POST", &path, token, said.clone()).await;
            assert_eq!(there.status, StatusCode::NOT_FOUND, "{step}");
            assert_eq!(there.body, missing.body, "{step}");
        }
    }
    let other = app.person("bo", "read write").await;
    for path in [format!("{OWN}/{id}"), format!("{OWN}/7")] {
        assert_eq!(
            app.get_as(&path, &other).await.status,
            StatusCode::NOT_FOUND
        );
        let deleted = app.call("DELETE", &path, &other, json!({})).await.status;
        assert_eq!(deleted, StatusCode::NOT_FOUND);
    }
    let still = app.get_as(&format!("{OWN}/{id}"), &world.ada).await.json();
    assert_eq!(still["state"], "pending");
}

#[tokio::test]
async fn evidence_is_for_no_cache_and_on_no_media_route() {
    let world = World::new().await;
    let app = &world.app;
    let request = world.submitted().await;
    let file = request["evidence"][0]["id"].as_str().expect("an id");
    let path = format!("{QUEUE}/{}/evidence/{file}", id(&request));
    let seen = app.get_as(&path, &world.vera).await;
    assert_eq!(seen.body, PDF);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(seen.header(name), value);
    }
    let far = app
        .ctx
        .clock
        .now()
        .after(std::time::Duration::from_hours(1_000_000));
    let keys = app.ctx.store.list_older(far).await.expect("lists");
    assert_eq!(keys.len(), 1);
    for variant in ["original", "small"] {
        let media = app.get(&format!("/media/{}/{variant}", keys[0])).await;
        assert_eq!(media.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_number_is_in_nothing_that_others_see() {
    let world = World::new().await;
    let app = &world.app;
    let request = world.submitted().await;
    let approval = json!({ "assurance": "register-matched" });
    world.decide(&id(&request), "approve", approval).await;
    let (_, account) = domain::user::find(&app.ctx, "ada").await.expect("is there");
    let bo = app.person("bo", "read").await;
    for path in [
        format!("/api/v1/accounts/{account}"),
        format!("/api/rounds/v1/accounts/{account}/profile"),
        "/@ada".to_owned(),
        format!("/ap/users/{account}"),
    ] {
        let seen = app.get_as(&path, &bo).await;
        assert!(!seen.text().contains(NPI), "{path}");
    }
}

#[tokio::test]
async fn a_request_is_taken_back() {
    let world = World::new().await;
    let app = &world.app;
    let path = format!("{OWN}/{}", id(&world.submitted().await));
    let gone = app.call("DELETE", &path, &world.ada, json!({})).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!({})));
    assert_eq!(
        app.get_as(&path, &world.ada).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(app.get_as(OWN, &world.ada).await.json(), json!([]));
}
