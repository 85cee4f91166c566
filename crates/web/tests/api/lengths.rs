//! Texts that are too long are refused, and what is huge is not even read (row 28 of docs/security.md).

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use web::testing::app;

/// Bytes: within what a body may have.
const LONG: usize = 900_000;
/// Beyond it.
const HUGE: usize = 10 * 1024 * 1024;

/// Where apps send texts, what they send with them, and what the texts are called.
fn fields() -> Vec<(Method, &'static str, Value, &'static [&'static str])> {
    let (post, patch, put) = (Method::POST, Method::PATCH, Method::PUT);
    vec![
        (
            post.clone(),
            "/api/v1/statuses",
            json!({ "status": "x" }),
            &["status", "spoiler_text"],
        ),
        (post.clone(), "/api/v1/lists", json!({}), &["title"]),
        (
            post.clone(),
            "/api/v2/filters",
            json!({ "title": "x", "context": ["home"] }),
            &["title"],
        ),
        (
            post.clone(),
            "/api/v1/filters",
            json!({ "context": ["home"] }),
            &["phrase"],
        ),
        (
            patch,
            "/api/v1/accounts/update_credentials",
            json!({}),
            &["display_name", "note"],
        ),
        (
            post.clone(),
            "/api/v1/collections",
            json!({ "name": "x", "description": "", "language": "en", "discoverable": true, "sensitive": false }),
            &["name", "description"],
        ),
        (
            post.clone(),
            "/api/v1/apps",
            json!({ "redirect_uris": "urn:ietf:wg:oauth:2.0:oob" }),
            &["client_name"],
        ),
        (post, "/api/v1/featured_tags", json!({}), &["name"]),
        (
            put,
            "/api/v1/statuses/ID",
            json!({ "status": "x" }),
            &["status", "spoiler_text"],
        ),
    ]
}

#[tokio::test]
async fn security_28_a_text_that_is_too_long_is_refused() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    let posted = app
        .call("POST", "/api/v1/statuses", &ada, json!({ "status": "x" }))
        .await;
    let posted = posted.json()["id"].as_str().expect("an id").to_owned();
    for (method, path, body, names) in fields() {
        let path = path.replace("ID", &posted);
        for name in names {
            // A profile comes with pictures, so that its bodies may be larger.
            let of_huge = if path.ends_with("update_credentials") {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::PAYLOAD_TOO_LARGE
            };
            for (length, expected) in [(LONG, StatusCode::UNPROCESSABLE_ENTITY), (HUGE, of_huge)] {
                let mut body = body.clone();
                body[*name] = "a".repeat(length).into();
                let answer = app.json(method.clone(), &path, Some(&ada), &body).await;
                assert_eq!(
                    answer.status,
                    expected,
                    "{method} {path} {name}: {}",
                    answer.text()
                );
            }
        }
    }
    for path in ["/api/v1/lists", "/api/v2/filters", "/api/v1/featured_tags"] {
        assert_eq!(app.get_as(path, &ada).await.json(), json!([]), "{path}");
    }
    let own = app
        .get_as("/api/v1/accounts/verify_credentials", &ada)
        .await
        .json();
    assert_eq!(
        (&own["statuses_count"], &own["note"]),
        (&json!(1), &json!(""))
    );
}

#[tokio::test]
async fn security_28_a_profile_has_few_and_short_fields() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    let field = |length: usize| json!({ "name": "a".repeat(length), "value": "b" });
    for fields in [json!([field(10_000)]), Value::from(vec![field(1); 51])] {
        let body = json!({ "fields_attributes": fields });
        let path = "/api/v1/accounts/update_credentials";
        let answer = app.call("PATCH", path, &ada, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.text()
        );
    }
    let poll = |options: Vec<String>| json!({ "options": options, "expires_in": 3600 });
    for options in [
        vec!["a".repeat(10_000), "b".into()],
        (0..501).map(|n| n.to_string()).collect(),
    ] {
        let body = json!({ "status": "Which?", "poll": poll(options) });
        let answer = app.call("POST", "/api/v1/statuses", &ada, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.text()
        );
    }
}
