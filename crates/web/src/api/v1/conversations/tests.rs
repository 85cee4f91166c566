//! Conversations over HTTP.

use axum::http::StatusCode;
use serde_json::json;

use crate::testing::app;

#[tokio::test]
async fn a_conversation_is_listed_read_and_removed() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let direct = json!({ "status": "@bob hello", "visibility": "direct" });
    let sent = app.call("POST", "/api/v1/statuses", &anna, direct).await;
    let sent = sent.json();
    let list = "/api/v1/conversations";
    let answer = app.get_as(list, &bob).await;
    assert!(answer.header("link").contains("max_id="));
    let seen = answer.json();
    assert_eq!(seen[0]["unread"], true);
    assert_eq!(seen[0]["accounts"][0]["acct"], "anna");
    assert_eq!(seen[0]["last_status"]["id"], sent["id"]);
    let path = format!("{list}/{}", seen[0]["id"].as_str().expect("an id"));
    let read = format!("{path}/read");
    let read = app.call("POST", &read, &bob, json!({})).await.json();
    assert_eq!(
        (&read["unread"], &read["id"]),
        (&json!(false), &seen[0]["id"])
    );
    let old = app.get_as("/api/v1/timelines/direct", &bob).await.json();
    assert_eq!(old[0]["id"], sent["id"]);
    let strange = app.call("DELETE", &path, &anna, json!({})).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    let gone = app.call("DELETE", &path, &bob, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    assert_eq!(app.get_as(list, &bob).await.json(), json!([]));
}

#[tokio::test]
async fn a_thread_is_muted_by_any_of_its_statuses() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let sent = json!({ "status": "hello" });
    let sent = app.call("POST", "/api/v1/statuses", &anna, sent).await;
    let id = sent.json()["id"].as_str().expect("an id").to_owned();
    for (action, muted) in [("mute", true), ("unmute", false)] {
        let path = format!("/api/v1/statuses/{id}/{action}");
        let answer = app.call("POST", &path, &anna, json!({})).await.json();
        assert_eq!(answer["muted"], muted);
        let path = format!("/api/v1/statuses/{id}");
        assert_eq!(app.get_as(&path, &anna).await.json()["muted"], muted);
    }
}
