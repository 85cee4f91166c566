//! Trends over HTTP.

use domain::config::{Config, Trends};
use domain::{testing, trend};
use serde_json::json;

use crate::testing::app_with;

#[tokio::test]
async fn trends_are_shown_to_everyone() {
    let app = app_with(Config {
        trends: Trends::Unreviewed,
        ..testing::config()
    })
    .await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let discoverable = json!({ "discoverable": true });
    let path = "/api/v1/accounts/update_credentials";
    app.call("PATCH", path, &anna, discoverable).await;
    let mut posted = Vec::new();
    for token in [&anna, &bob] {
        app.ctx.clock.advance(std::time::Duration::from_secs(1));
        let body = json!({ "status": "About #sepsis" });
        let status = app.call("POST", "/api/v1/statuses", token, body).await;
        posted.push(status.json()["id"].as_str().expect("an id").to_owned());
    }
    for action in ["favourite", "reblog"] {
        let path = format!("/api/v1/statuses/{}/{action}", posted[0]);
        app.call("POST", &path, &bob, json!({})).await;
    }
    for path in ["tags", "statuses"] {
        let none = app.get(&format!("/api/v1/trends/{path}")).await.json();
        assert_eq!(none, json!([]), "{path}");
    }
    trend::refresh(&app.ctx).await.expect("computes");
    let tags = app.get("/api/v1/trends/tags").await.json();
    assert_eq!(tags[0]["name"], "sepsis");
    assert_eq!(tags[0]["history"][0]["uses"], "2");
    assert_eq!(app.get("/api/v1/trends").await.json(), tags);
    let further = app.get("/api/v1/trends/tags?offset=1").await.json();
    assert_eq!(further, json!([]));
    let statuses = app.get_as("/api/v1/trends/statuses", &bob).await.json();
    assert_eq!(statuses.as_array().expect("a list").len(), 1);
    assert_eq!(
        (&statuses[0]["id"], &statuses[0]["favourited"]),
        (&json!(posted[0]), &json!(true))
    );

    let query = "/api/v2/search?q=sep&type=hashtags&exclude_unreviewed=true";
    assert_eq!(app.get_as(query, &bob).await.json()["hashtags"], json!([]));
    trend::review_tag(&app.ctx, "sepsis", true)
        .await
        .expect("allows");
    let found = app.get_as(query, &bob).await.json();
    assert_eq!(found["hashtags"][0]["name"], "sepsis");
}
