use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use domain::testing::picture;
use serde_json::{Value, json};

use crate::testing::{app, multipart, with_token};

#[tokio::test]
async fn a_profile_is_shown_as_it_was_written() {
    let app = app().await;
    let token = app.person("ada", "profile write:accounts").await;
    let fresh = app.get_as("/api/v1/profile", &token).await.json();
    for (attribute, expected) in [
        ("avatar", Value::Null),
        ("header_static", Value::Null),
        ("avatar_description", json!("")),
        ("show_media", json!(true)),
        ("attribution_domains", json!([])),
    ] {
        assert_eq!(fresh[attribute], expected, "{attribute}");
    }
    let change = json!({
        "display_name": "Ada", "note": "See https://ada.example",
        "fields_attributes": [{ "name": "Site", "value": "https://ada.example" }],
        "show_media": false, "show_media_replies": false, "show_featured": false,
        "attribution_domains": ["ADA.example", "ada.example", "blog.example"],
    });
    let changed = app.call("PATCH", "/api/v1/profile", &token, change).await;
    let changed = changed.json();
    assert_eq!(changed["note"], "See https://ada.example");
    assert_eq!(changed["fields"][0]["value"], "https://ada.example");
    let domains = json!(["ada.example", "blog.example"]);
    assert_eq!(changed["attribution_domains"], domains);
    assert_eq!(changed["show_media_replies"], false);
    let own = app.get_as("/api/v1/accounts/verify_credentials", &token);
    let own = own.await.json();
    assert_eq!(own["source"]["attribution_domains"], domains);
    assert_eq!(own["show_featured"], false);
    let tab = app.get("/@ada/media").await;
    assert_eq!(tab.status, StatusCode::NOT_FOUND);
    assert!(!app.get("/@ada").await.text().contains("/@ada/media"));
}

#[tokio::test]
async fn pictures_are_described() {
    let app = app().await;
    let token = app.person("ada", "read write").await;
    let described = [("avatar_description", "Ada at work")];
    let (kind, body) = multipart("avatar", "a.png", &picture(40, 40), &described);
    let request = with_token("PATCH", "/api/v1/profile", &token).header(CONTENT_TYPE, kind);
    let sent = app
        .send(request.body(body).expect("a request"))
        .await
        .json();
    assert_eq!(sent["avatar_description"], "Ada at work");
    assert!(sent["avatar"].is_string(), "{sent}");
    let reworded = json!({ "avatar_description": "Ada", "header_description": "nothing yet" });
    let reworded = app.call("PATCH", "/api/v1/profile", &token, reworded).await;
    let reworded = reworded.json();
    assert_eq!(reworded["avatar_description"], "Ada");
    assert_eq!(reworded["header_description"], "");
    let account = app.get("/api/v1/accounts/lookup?acct=ada").await.json();
    assert_eq!(account["avatar_description"], "Ada");
    let request = with_token("DELETE", "/api/v1/profile/avatar", &token);
    let gone = app
        .send(request.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(gone.json()["avatar_description"], "");
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let app = app().await;
    let token = app.person("ada", "read write").await;
    let many: Vec<String> = (0..11).map(|number| format!("{number}.example")).collect();
    for (change, word) in [
        (json!({ "attribution_domains": many }), "too many domains"),
        (json!({ "attribution_domains": ["no domain"] }), "no domain"),
        (
            json!({ "avatar_description": "x".repeat(1501) }),
            "avatar_description",
        ),
    ] {
        let refused = app.call("PATCH", "/api/v1/profile", &token, change).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(word), "{}", refused.text());
    }
}
