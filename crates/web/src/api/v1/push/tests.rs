//! Subscriptions to Web Push over HTTP.

use axum::http::StatusCode;
use serde_json::json;

use crate::testing::app;

const PATH: &str = "/api/v1/push/subscription";

#[tokio::test]
async fn an_app_subscribes_changes_its_mind_and_leaves() {
    let app = app().await;
    let token = app.person("anna", "read push").await;
    assert_eq!(app.get_as(PATH, &token).await.status, StatusCode::NOT_FOUND);
    let keys = json!({
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    });
    let asked = json!({
        "subscription": { "endpoint": "https://push.example/1", "keys": keys },
        "data": { "alerts": { "mention": true, "follow": "1", "poll": "false" }, "policy": "followed" },
    });
    let made = app.call("POST", PATH, &token, asked).await.json();
    assert_eq!(made["endpoint"], "https://push.example/1");
    assert_eq!(made["standard"], false);
    assert_eq!(made["policy"], "followed");
    let told = |alerts: &serde_json::Value| {
        let alerts = alerts.as_object().expect("an object").iter();
        let wanted = alerts.filter(|(_, flag)| **flag == json!(true));
        wanted.map(|(word, _)| word.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&made["alerts"]), ["follow", "mention"]);
    assert_eq!(app.get_as(PATH, &token).await.json(), made);
    let instance = app.get("/api/v2/instance").await.json();
    assert_eq!(
        made["server_key"],
        instance["configuration"]["vapid"]["public_key"]
    );

    let change = json!({ "data": { "alerts": { "favourite": true } }, "policy": "all" });
    let changed = app.call("PUT", PATH, &token, change).await.json();
    assert_eq!(told(&changed["alerts"]), ["favourite"]);
    assert_eq!(changed["policy"], "all");
    assert_eq!(changed["id"], made["id"]);
    let gone = app.call("DELETE", PATH, &token, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    let change = app.call("PUT", PATH, &token, json!({})).await;
    assert_eq!(change.status, StatusCode::NOT_FOUND);
    for wrong in [
        json!({}),
        json!({ "subscription": { "endpoint": "https://push.example/1" } }),
    ] {
        let refused = app.call("POST", PATH, &token, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
