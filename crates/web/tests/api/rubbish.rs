//! Wrong input of every kind: the answer is never 5xx, names what is wrong, and nothing is written.

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use web::testing::{Answer, App, app};

use crate::browser::Browser;

async fn raw(app: &App, token: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
    let request = Request::post(path)
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header(CONTENT_TYPE, kind)
        .body(Body::from(body.to_vec()));
    app.send(request.expect("a request")).await
}

/// Wrong types, by the parameter that the answer names.
fn wrong_types() -> Vec<(Method, &'static str, Value, &'static str)> {
    let credentials = "/api/v1/accounts/update_credentials";
    let (post, patch) = (Method::POST, Method::PATCH);
    vec![
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": ["a"] }),
            "status",
        ),
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": 5 }),
            "status",
        ),
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": "a", "sensitive": [1] }),
            "sensitive",
        ),
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": "a", "media_ids": ["x"] }),
            "media_ids",
        ),
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": "a", "in_reply_to_id": "x" }),
            "in_reply_to_id",
        ),
        (
            patch.clone(),
            credentials,
            json!({ "display_name": { "a": 1 } }),
            "display_name",
        ),
        (
            patch.clone(),
            credentials,
            json!({ "fields_attributes": [5] }),
            "fields_attributes",
        ),
        (
            patch.clone(),
            credentials,
            json!({ "source": "x" }),
            "source",
        ),
        (patch, credentials, json!({ "avatar": "x" }), "avatar"),
        (
            post.clone(),
            "/api/v1/apps",
            json!({ "client_name": ["x"] }),
            "client_name",
        ),
        (
            post.clone(),
            "/api/v1/markers",
            json!({ "home": 5 }),
            "home",
        ),
        (
            post.clone(),
            "/api/v1/reports",
            json!({ "account_id": "x" }),
            "account_id",
        ),
        (
            post.clone(),
            "/oauth/token",
            json!({ "grant_type": [1] }),
            "grant_type",
        ),
        (
            post,
            "/api/v1/accounts",
            json!({ "username": {} }),
            "username",
        ),
    ]
}

#[tokio::test]
async fn a_parameter_of_another_type_is_named() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    for (method, path, body, field) in wrong_types() {
        let answer = app.json(method, path, Some(&ada), &body).await;
        let text = answer.text();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        let error = answer.json()["error"].as_str().map(str::to_owned);
        let error = error.expect("an error");
        assert!(error.contains(field), "{path} {body}: {error}");
        assert!(!error.contains("invalid digit"), "{error}");
    }
    let posted = app.get("/api/v1/timelines/public?local=true").await;
    assert_eq!(posted.json(), json!([]));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    let form = "application/x-www-form-urlencoded";
    let multipart = "multipart/form-data; boundary=edge";
    let part =
        b"--edge\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\n\xff\r\n--edge--\r\n";
    for (kind, body) in [
        (form, b"status=%ff".as_slice()),
        (multipart, part.as_slice()),
        ("multipart/form-data", b"x".as_slice()),
        ("application/json", b"{\"status\":\"\xff\"}".as_slice()),
        ("application/json", b"[1]".as_slice()),
    ] {
        let answer = raw(&app, &ada, "/api/v1/statuses", kind, body).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.text());
        assert!(answer.json()["error"].is_string(), "{}", answer.text());
    }
}

/// PostgreSQL keeps no NUL in a text: each of these would be an error of the database.
#[tokio::test]
async fn a_nul_never_reaches_the_database() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    let token = Some(ada.as_str());
    for path in [
        "/@ada%00",
        "/@ada/%00",
        "/tags/%00",
        "/media/%00/original",
        "/.well-known/webfinger?resource=https://rounds.example/%00",
        "/oauth/authorize?response_type=code&client_id=%00&redirect_uri=a:b",
        "/api/v1/accounts/lookup?acct=a%00",
        "/api/v1/timelines/tag/%00",
        "/confirm?token=%00",
    ] {
        let answer = app.get_as(path, &ada).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
    for (method, path, name) in [
        (Method::GET, "/api/v2/search?q=a%00", "q"),
        (Method::POST, "/api/v1/statuses", "status"),
        (Method::POST, "/api/v1/apps", "client_name"),
        (
            Method::PATCH,
            "/api/v1/accounts/update_credentials",
            "display_name",
        ),
    ] {
        let form = [
            (name, "a\0b"),
            ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"),
        ];
        let answer = app.form(method, path, token, &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn an_address_of_nothing_is_404_whatever_it_is_made_of() {
    let app = app().await;
    for path in [
        "/ap/users/abc",
        "/ap/users/99999999999999999999999",
        "/ap/users/%ff",
        "/ap/users/abc/outbox",
        "/ap/users/abc/statuses/def",
        "/@%ff",
        "/@ada/%ff",
        "/tags/%ff",
        "/api/v1/accounts/%ff",
        "/api/v1/statuses/x",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let kind = answer.header("content-type");
        assert!(!kind.starts_with("text/plain"), "{path}: {}", answer.text());
    }
    let outbox = "/ap/users/1/outbox?page=1&page=2&max_id=x";
    let answer = app.get(outbox).await;
    assert!(answer.json()["error"].is_string());
}

#[tokio::test]
async fn a_page_answers_rubbish_with_a_page() {
    let app = app().await;
    let browser = Browser::new(&app);
    for path in [
        "/login?return_to[]=a",
        "/directory?specialty[]=a",
        "/oauth/authorize?client_id[]=a",
    ] {
        let answer = browser.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(answer.text().starts_with("<!doctype html>"), "{path}");
    }
    for path in ["/login", "/signup", "/password/forgot", "/confirm/again"] {
        let body = "email[a]=x&username[a]=x".to_owned();
        let answer = browser.send(Method::POST, path, body).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(answer.text().starts_with("<!doctype html>"), "{path}");
    }
}
