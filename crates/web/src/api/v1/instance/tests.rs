use axum::http::StatusCode;
use domain::testing::{block_domain, remote_account};
use serde_json::{Value, json};

use crate::testing::app;

#[tokio::test]
async fn apps_find_what_they_demand_of_an_instance() {
    let app = app().await;
    app.person("anna", "read").await;
    let v2 = app.get("/api/v2/instance").await.json();
    assert_eq!(v2["domain"], "rounds.example");
    assert_eq!(v2["version"], "4.3.0 (compatible; Rounds 0.1.0)");
    assert_eq!(v2["api_versions"]["mastodon"], 2);
    let key = v2["configuration"]["vapid"]["public_key"].as_str();
    assert_eq!(key.map(str::len), Some(87), "65 bytes in base64url");
    assert_eq!(v2["contact"]["email"], "admin@rounds.example");
    assert_eq!(v2["contact"]["account"]["acct"], "anna");
    assert_eq!(v2["registrations"]["enabled"], true);
    assert_eq!(v2["source_url"], "https://rounds.example/source");
    assert_eq!(
        v2["configuration"]["urls"]["streaming"],
        "wss://rounds.example"
    );
    assert_eq!(v2["configuration"]["translation"]["enabled"], false);
    for number in [
        "/configuration/statuses/max_characters",
        "/configuration/statuses/max_media_attachments",
        "/configuration/media_attachments/image_size_limit",
        "/configuration/polls/max_options",
        "/configuration/polls/max_characters_per_option",
        "/configuration/polls/min_expiration",
        "/configuration/polls/max_expiration",
        "/usage/users/active_month",
    ] {
        assert!(v2.pointer(number).is_some_and(Value::is_u64), "{number}");
    }
    for list in ["/languages", "/rules"] {
        assert!(v2.pointer(list).is_some_and(Value::is_array), "{list}");
    }

    let v1 = app.get("/api/v1/instance").await.json();
    assert_eq!(v1["uri"], "rounds.example");
    assert_eq!(
        v1["stats"],
        json!({ "user_count": 1, "status_count": 0, "domain_count": 0 })
    );
    assert_eq!(v1["urls"]["streaming_api"], "wss://rounds.example");
    assert_eq!(v1["contact_account"], v2["contact"]["account"]);
    assert_eq!(v1["thumbnail"], v2["thumbnail"]["url"]);
    let thumbnail = v1["thumbnail"].as_str().expect("an address");
    let path = thumbnail
        .strip_prefix("https://rounds.example")
        .expect("ours");
    let picture = app.get(path).await;
    assert_eq!(
        (picture.status, picture.header("content-type")),
        (StatusCode::OK, "image/png")
    );
}

#[tokio::test]
async fn peers_are_the_servers_that_are_not_refused() {
    let app = app().await;
    for domain in ["b.example", "c.example"] {
        remote_account(&app.ctx, "bella", domain).await;
    }
    block_domain(&app.ctx, "c.example").await;
    let peers = app.get("/api/v1/instance/peers").await;
    assert_eq!(peers.json(), json!(["b.example"]));
    let blocks = app.get("/api/v1/instance/domain_blocks").await.json();
    let digest = "3e3cc36e";
    assert_eq!(
        (&blocks[0]["domain"], &blocks[0]["severity"]),
        (&json!("c.example"), &json!("suspend"))
    );
    assert!(
        blocks[0]["digest"]
            .as_str()
            .is_some_and(|text| text.starts_with(digest))
    );
}

#[tokio::test]
async fn what_there_is_none_of_is_an_empty_list() {
    let app = app().await;
    for (path, nothing) in [
        ("/api/v1/custom_emojis", json!([])),
        ("/api/v1/instance/rules", json!([])),
        ("/api/v1/instance/translation_languages", json!({})),
    ] {
        assert_eq!(app.get(path).await.json(), nothing, "{path}");
    }
    let missing = app.get("/api/v1/instance/activity").await;
    assert_eq!(
        (missing.status, missing.json()),
        (
            StatusCode::NOT_FOUND,
            json!({ "error": "Record not found" })
        )
    );
}
