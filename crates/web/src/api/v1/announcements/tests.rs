//! Announcements over HTTP.

use axum::http::StatusCode;
use domain::announcement::{self, NewAnnouncement};
use serde_json::json;

use crate::testing::app;

#[tokio::test]
async fn an_announcement_is_read_reacted_to_and_put_away() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let new = NewAnnouncement {
        text: "Rounds for @anna about #Sepsis".into(),
        starts_at: None,
        ends_at: None,
        all_day: false,
        publish: true,
    };
    let id = announcement::create(&app.ctx, new)
        .await
        .expect("announces");
    let path = format!("/api/v1/announcements/{id}");
    let thumb = format!("{path}/reactions/%F0%9F%91%8D");
    for token in [&anna, &bob, &bob] {
        let reacted = app.call("PUT", &thumb, token, json!({})).await;
        assert_eq!(
            (reacted.status, reacted.json()),
            (StatusCode::OK, json!({}))
        );
    }
    let odd = format!("{path}/reactions/thumb");
    let refused = app.call("PUT", &odd, &anna, json!({})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let all = app.get_as("/api/v1/announcements", &anna).await.json();
    let shown = &all[0];
    assert_eq!(shown["id"], id.to_string());
    assert_eq!(shown["read"], false);
    assert_eq!(shown["published_at"], "2026-10-01T00:00:00.000Z");
    assert_eq!(shown["mentions"][0]["acct"], "anna");
    let link = json!([{ "name": "sepsis", "url": "https://rounds.example/tags/sepsis" }]);
    assert_eq!(shown["tags"], link);
    let thumbs = json!([{ "name": "👍", "count": 2, "me": true }]);
    assert_eq!(shown["reactions"], thumbs);
    app.call("DELETE", &thumb, &bob, json!({})).await;
    let left = app.get_as("/api/v1/announcements", &bob).await.json();
    let thumbs = json!([{ "name": "👍", "count": 1, "me": false }]);
    assert_eq!(left[0]["reactions"], thumbs);

    app.call("POST", &format!("{path}/dismiss"), &bob, json!({}))
        .await;
    let left = app.get_as("/api/v1/announcements", &bob).await.json();
    assert_eq!(left, json!([]));
    let all = "/api/v1/announcements?with_dismissed=true";
    assert_eq!(app.get_as(all, &bob).await.json()[0]["read"], true);
    let missing = app.call("POST", "/api/v1/announcements/1/dismiss", &bob, json!({}));
    assert_eq!(missing.await.status, StatusCode::NOT_FOUND);
}
