//! Scheduled statuses over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::app;

const PATH: &str = "/api/v1/scheduled_statuses";

#[tokio::test]
async fn a_status_waits_is_moved_and_taken_back() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let draft = json!({
        "status": "Later", "visibility": "unlisted", "scheduled_at": "2026-10-01T01:00:00.000Z",
        "poll": { "options": ["a", "b"], "expires_in": "3600" },
    });
    let waiting = app.call("POST", "/api/v1/statuses", &anna, draft).await;
    assert_eq!(waiting.status, StatusCode::OK);
    let waiting = waiting.json();
    assert_eq!(waiting["scheduled_at"], "2026-10-01T01:00:00.000Z");
    let params = &waiting["params"];
    assert_eq!(
        (&params["text"], &params["visibility"]),
        (&json!("Later"), &json!("unlisted"))
    );
    assert_eq!(params["scheduled_at"], Value::Null);
    assert!(params["application_id"].is_i64());
    let poll = json!({ "options": ["a", "b"], "expires_in": 3600, "multiple": false, "hide_totals": false });
    assert_eq!(params["poll"], poll);
    assert_eq!(waiting["media_attachments"], json!([]));
    let home = app
        .call("GET", "/api/v1/timelines/home", &anna, json!({}))
        .await;
    assert_eq!(home.json(), json!([]), "nothing is posted yet");

    let list = app.call("GET", PATH, &anna, json!({})).await;
    assert!(list.header("link").contains("rel=\"next\""));
    assert_eq!(list.json(), json!([waiting]));
    let one = format!("{PATH}/{}", waiting["id"].as_str().expect("an id"));
    assert_eq!(
        app.call("GET", &one, &anna, json!({})).await.json(),
        waiting
    );
    let later = json!({ "scheduled_at": "2026-10-02T01:00:00+01:00" });
    let moved = app.call("PUT", &one, &anna, later).await.json();
    assert_eq!(moved["scheduled_at"], "2026-10-02T00:00:00.000Z");
    for wrong in ["2026-10-01T00:05:00Z", "tomorrow"] {
        let refused = app
            .call("PUT", &one, &anna, json!({ "scheduled_at": wrong }))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let bob = app.person("bob", "read write").await;
    for method in ["GET", "PUT", "DELETE"] {
        let refused = app.call(method, &one, &bob, json!({})).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        app.call("DELETE", &one, &anna, json!({})).await.json(),
        json!({})
    );
    assert_eq!(
        app.call("GET", PATH, &anna, json!({})).await.json(),
        json!([])
    );
}

#[tokio::test]
async fn what_lies_in_the_past_is_posted_at_once() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let past = json!({ "status": "Now", "scheduled_at": "2026-09-30T00:00:00Z" });
    let posted = app
        .call("POST", "/api/v1/statuses", &anna, past)
        .await
        .json();
    assert_eq!(posted["content"], "<p>Now</p>");
    let soon = json!({ "status": "Soon", "scheduled_at": "2026-10-01T00:04:00Z" });
    let refused = app.call("POST", "/api/v1/statuses", &anna, soon).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
