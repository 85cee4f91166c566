//! Statuses found by their words, over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn post(app: &App, token: &str, text: &str) -> Value {
    // So that the newest has the highest id.
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let body = json!({ "status": text });
    let posted = app.call("POST", "/api/v1/statuses", token, body).await;
    posted.json()["id"].clone()
}

async fn found(app: &App, token: &str, query: &str) -> Vec<Value> {
    let path = format!("/api/v2/search?{query}");
    let found = app.get_as(&path, token).await.json();
    let statuses = found["statuses"].as_array().expect("a list").iter();
    statuses.map(|status| status["id"].clone()).collect()
}

#[tokio::test]
async fn statuses_are_found_by_their_words() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let agrees = json!({ "indexable": true });
    let path = "/api/v1/accounts/update_credentials";
    app.call("PATCH", path, &bob, agrees).await;
    let me = app
        .get_as("/api/v1/accounts/verify_credentials", &bob)
        .await;
    let bobs = me.json()["id"].as_str().expect("an id").to_owned();
    let one = post(&app, &anna, "sepsis one").await;
    let two = post(&app, &bob, "Sepsis two").await;
    let three = post(&app, &bob, "sepsis three").await;
    let newest = two.as_str().expect("an id");
    for (query, expected) in [
        ("q=sepsis", vec![&three, &two, &one]),
        ("q=sepsis&type=statuses&limit=1&offset=1", vec![&two]),
        ("q=sepsis&limit=2&offset=1", vec![&three, &two]),
        ("q=sepsis+from:me", vec![&one]),
        (&format!("q=sepsis&account_id={bobs}"), vec![&three, &two]),
        (&format!("q=sepsis&max_id={newest}"), vec![&one]),
        (&format!("q=sepsis&min_id={newest}"), vec![&three]),
        ("q=sepsis&type=accounts", vec![]),
        ("q=", vec![]),
    ] {
        let expected: Vec<Value> = expected.into_iter().cloned().collect();
        assert_eq!(found(&app, &anna, query).await, expected, "{query}");
    }
    let nobody = app.get("/api/v2/search?q=sepsis").await.json();
    assert_eq!(nobody["statuses"], json!([]));
    let wrong = app.get_as("/api/v2/search?q=before:soon", &anna).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
