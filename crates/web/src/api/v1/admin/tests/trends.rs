//! Deciding over HTTP on what may trend.

use axum::http::StatusCode;
use domain::trend;
use serde_json::{Value, json};

use super::{SCOPES, post, staffed};
use crate::testing::App;

/// A hashtag and a status that two people like.
async fn trending(app: &App) {
    let ada = app.person("ada", "read write").await;
    let bob = app.person("bob", "read write").await;
    let discoverable = json!({ "discoverable": true });
    let path = "/api/v1/accounts/update_credentials";
    app.call("PATCH", path, &ada, discoverable).await;
    let mut first = Value::Null;
    for token in [&bob, &ada] {
        app.ctx.clock.advance(std::time::Duration::from_secs(1));
        let body = json!({ "status": "About #sepsis" });
        first = post(app, "/api/v1/statuses", token, body).await;
    }
    let id = first["id"].as_str().expect("an id");
    for action in ["favourite", "reblog"] {
        let path = format!("/api/v1/statuses/{id}/{action}");
        post(app, &path, &bob, json!({})).await;
    }
    trend::refresh(&app.ctx).await.expect("computes");
}

#[tokio::test]
async fn what_trends_is_allowed_and_refused() {
    let (app, root) = staffed().await;
    trending(&app).await;
    for kind in ["tags", "statuses"] {
        let path = format!("/api/v1/admin/trends/{kind}");
        let list = app.get_as(&path, &root).await.json();
        assert_eq!(list.as_array().map(Vec::len), Some(1), "{kind}");
        assert_eq!(list[0]["requires_review"], true, "{kind}");
        let id = list[0]["id"].as_str().expect("an id");
        let public = format!("/api/v1/trends/{kind}");
        assert_eq!(app.get(&public).await.json(), json!([]));
        post(&app, &format!("{path}/{id}/approve"), &root, json!({})).await;
        let shown = app.get(&public).await.json();
        assert_eq!(shown[0]["id"], id, "{kind}");
        let list = app.get_as(&path, &root).await.json();
        assert_eq!(list[0]["requires_review"], false, "{kind}");
        post(&app, &format!("{path}/{id}/reject"), &root, json!({})).await;
        assert_eq!(app.get(&public).await.json(), json!([]));
    }
    let links = app.get_as("/api/v1/admin/trends/links", &root).await;
    assert_eq!(links.json(), json!([]));
    for kind in ["tags", "statuses", "links"] {
        let path = format!("/api/v1/admin/trends/{kind}/1/approve");
        let missing = app.call("POST", &path, &root, json!({})).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{kind}");
    }
}

#[tokio::test]
async fn a_hashtag_is_looked_at_and_allowed() {
    let (app, root) = staffed().await;
    trending(&app).await;
    let list = app.get_as("/api/v1/admin/tags", &root).await.json();
    let tag = &list[0];
    assert_eq!(
        (&tag["name"], &tag["trendable"], &tag["requires_review"]),
        (&json!("sepsis"), &json!(false), &json!(true))
    );
    let path = format!("/api/v1/admin/tags/{}", tag["id"].as_str().expect("an id"));
    assert_eq!(app.get_as(&path, &root).await.json(), *tag);
    let change = json!({ "trendable": "true" });
    let changed = app.call("PUT", &path, &root, change).await.json();
    assert_eq!(
        (
            &changed["trendable"],
            &changed["requires_review"],
            &changed["usable"]
        ),
        (&json!(true), &json!(false), &json!(true))
    );
    let refused = app
        .call("PUT", &path, &root, json!({ "usable": false }))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = app.get_as("/api/v1/admin/tags/1", &root).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn security_42_members_see_no_reviews() {
    let (app, _) = staffed().await;
    let member = app.person("eve", SCOPES).await;
    for path in [
        "/api/v1/admin/tags",
        "/api/v1/admin/trends/tags",
        "/api/v1/admin/trends/statuses",
        "/api/v1/admin/trends/links",
    ] {
        let refused = app.get_as(path, &member).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    let path = "/api/v1/admin/trends/tags/1/approve";
    let refused = app.call("POST", path, &member, json!({})).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
