//! What directories of people ask of this server, and what hostile ones try.

mod desk;
mod groups;
mod hostile;
mod lists;
mod users;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::scim::directory;
use serde_json::{Value, json};
use web::testing::{Answer, App, app, with_token};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CLINICIAN: &str = "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician";

/// A directory that is connected to an app.
struct Directory<'a> {
    app: &'a App,
    token: String,
}

impl<'a> Directory<'a> {
    async fn connect(app: &'a App, name: &str) -> Self {
        let token = directory::create_token(&app.ctx, name, &domain::audit::Actor::Operator).await;
        Self {
            app,
            token: token.expect("a token"),
        }
    }

    async fn send(&self, method: &str, path: &str, body: Body, tag: Option<&str>) -> Answer {
        let mut request = with_token(method, &format!("/scim/v2{path}"), &self.token)
            .header("content-type", "application/scim+json");
        if let Some(tag) = tag {
            let name = if method == "GET" {
                "if-none-match"
            } else {
                "if-match"
            };
            request = request.header(name, tag);
        }
        let answer = self.app.send(request.body(body).expect("a request")).await;
        let is_empty = answer.body.is_empty();
        assert!(is_empty || answer.header("content-type") == "application/scim+json");
        answer
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(method, path, body.to_string().into(), None).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Body::empty(), None).await
    }

    async fn delete(&self, path: &str) -> StatusCode {
        self.send("DELETE", path, Body::empty(), None).await.status
    }

    /// Enters somebody, as Entra ID does, and gives the answer.
    async fn enter(&self, name: &str) -> Value {
        let answer = self.call("POST", "/Users", &user(name)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()
    }

    async fn patch(&self, path: &str, operations: Value) -> Answer {
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations,
        });
        self.call("PATCH", path, &body).await
    }
}

fn user(name: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE, CLINICIAN],
        "externalId": format!("{name}-1"),
        "userName": format!("{name}@hospital.example"),
        "active": true,
        "displayName": format!("Dr {name}"),
        "name": {"givenName": name, "familyName": "Lovelace"},
        "emails": [{"value": format!("{name}@hospital.example"), "type": "work", "primary": true}],
        "preferredLanguage": "de-AT",
        (ENTERPRISE): {"department": "Oncology"},
        (CLINICIAN): {
            "profession": "nurse",
            "specialties": [],
            "regulatorId": {"system": "https://register.example", "value": "N-7"},
            "membershipUntil": "2099-12-31",
        },
    })
}

#[track_caller]
fn refused(answer: &Answer, status: u16, word: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    let body = answer.json();
    let schema = "urn:ietf:params:scim:api:messages:2.0:Error";
    assert_eq!(body["schemas"], json!([schema]));
    assert_eq!(body["status"], status.to_string());
    assert_eq!(
        body["scimType"].as_str().unwrap_or_default(),
        word,
        "{body}"
    );
}

fn id(resource: &Value) -> &str {
    resource["id"].as_str().expect("every resource has an id")
}

#[tokio::test]
async fn what_the_server_can_do_is_published() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let config = app.get("/scim/v2/ServiceProviderConfig").await;
    assert_eq!(config.status, StatusCode::OK, "for everyone");
    assert_eq!(config.json()["bulk"]["supported"], false);
    let types = hospital.get("/ResourceTypes").await.json();
    assert_eq!(types["totalResults"], 2);
    assert_eq!(
        types["Resources"][0]["schemaExtensions"][1]["schema"],
        CLINICIAN
    );
    let group = hospital.get("/ResourceTypes/Group").await.json();
    assert_eq!(group["endpoint"], "/Groups");
    let schemas = hospital.get("/Schemas").await.json();
    assert_eq!(schemas["totalResults"], 4);
    let clinician = hospital.get(&format!("/Schemas/{CLINICIAN}")).await.json();
    let names: Vec<&Value> = clinician["attributes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|attribute| &attribute["name"])
        .collect();
    let expected = [
        "profession",
        "specialties",
        "regulatorId",
        "membershipUntil",
    ];
    assert_eq!(names, expected);
    let words = &clinician["attributes"][0]["canonicalValues"];
    assert!(words.as_array().expect("a list").contains(&json!("nurse")));
    for path in [
        "/Schemas/nothing",
        "/ResourceTypes/nothing",
        "/nothing",
        "/Users/1/2",
    ] {
        refused(&hospital.get(path).await, 404, "");
    }
    for path in ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"] {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            refused(&hospital.call(method, path, &json!({})).await, 405, "");
        }
    }
    for path in ["/Bulk", "/.search", "/Users/.search"] {
        refused(&hospital.call("POST", path, &json!({})).await, 501, "");
    }
}

/// Every route below `/scim/v2` but the one for everyone.
const ROUTES: &[(&str, &str)] = &[
    ("GET", "/ResourceTypes"),
    ("GET", "/ResourceTypes/User"),
    ("GET", "/Schemas"),
    ("GET", "/Schemas/x"),
    ("GET", "/Users"),
    ("POST", "/Users"),
    ("GET", "/Users/1"),
    ("PUT", "/Users/1"),
    ("PATCH", "/Users/1"),
    ("DELETE", "/Users/1"),
    ("GET", "/Groups"),
    ("POST", "/Groups"),
    ("GET", "/Groups/1"),
    ("PUT", "/Groups/1"),
    ("PATCH", "/Groups/1"),
    ("DELETE", "/Groups/1"),
    ("POST", "/Bulk"),
    ("GET", "/Me"),
];

#[tokio::test]
async fn a_token_opens_its_own_door_alone() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let scopes = "read write follow push admin:read admin:write";
    let root = app
        .staff("root", domain::kinds::UserRole::Admin, scopes)
        .await;
    for (method, path) in ROUTES {
        for token in [None, Some("guessed"), Some(root.as_str())] {
            let (method, path) = (method.parse().expect("a method"), format!("/scim/v2{path}"));
            let answer = app.json(method, &path, token, &json!({})).await;
            refused(&answer, 401, "");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    let verify = "/api/v1/accounts/verify_credentials";
    let answer = app.get_as(verify, &hospital.token).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    directory::revoke_token(&app.ctx, "hospital", &domain::audit::Actor::Operator)
        .await
        .expect("is revoked");
    let answer = app
        .json(
            Method::GET,
            "/scim/v2/Users",
            Some(&hospital.token),
            &json!({}),
        )
        .await;
    refused(&answer, 401, "");
}
