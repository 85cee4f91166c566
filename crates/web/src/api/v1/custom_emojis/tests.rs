//! Custom emoji over HTTP.

use domain::{custom_emoji, testing};
use serde_json::{Value, json};

use crate::testing::app;

#[tokio::test]
async fn an_emoji_is_chosen_written_and_shown() {
    let app = app().await;
    let none = app.get("/api/v1/custom_emojis").await.json();
    assert_eq!(none, json!([]));
    custom_emoji::add(
        &app.ctx,
        "gloves",
        Some("Ward"),
        testing::picture(32, 32).into(),
    )
    .await
    .expect("is added");
    let all = app.get("/api/v1/custom_emojis").await.json();
    let emoji = &all[0];
    assert_eq!(
        (
            &emoji["shortcode"],
            &emoji["category"],
            &emoji["visible_in_picker"]
        ),
        (&json!("gloves"), &json!("Ward"), &json!(true))
    );
    let address = emoji["url"].as_str().expect("an address");
    let path = address
        .strip_prefix("https://rounds.example")
        .expect("is ours");
    assert_eq!(app.get(path).await.header("content-type"), "image/png");

    let anna = app.person("anna", "read write").await;
    let body = json!({ "status": "Wear :gloves: and :masks:" });
    let posted = app.call("POST", "/api/v1/statuses", &anna, body).await;
    assert_eq!(posted.json()["emojis"], all);
    let named = json!({ "display_name": "Anna :gloves:" });
    let path = "/api/v1/accounts/update_credentials";
    let account = app.call("PATCH", path, &anna, named).await;
    assert_eq!(account.json()["emojis"], all);

    custom_emoji::remove(&app.ctx, "gloves")
        .await
        .expect("is removed");
    assert_eq!(app.get("/api/v1/custom_emojis").await.json(), json!([]));
    let id = posted.json()["id"].as_str().expect("an id").to_owned();
    let kept: Value = app.get(&format!("/api/v1/statuses/{id}")).await.json();
    assert_eq!(kept["emojis"], all, "what was written stays as it is");
}
