use std::time::Duration;

use axum::http::StatusCode;
use domain::instance_text::{self, Kind};
use domain::testing::{block_domain, remote_account};
use domain::{rule, terms_of_service};
use serde_json::{Value, json};

use crate::testing::app;

#[tokio::test]
async fn apps_find_what_they_demand_of_an_instance() {
    let app = app().await;
    app.person("anna", "read").await;
    let v2 = app.get("/api/v2/instance").await.json();
    assert_eq!(v2["domain"], "rounds.example");
    assert_eq!(v2["version"], "4.5.0 (compatible; Rounds 0.1.0)");
    assert_eq!(v2["api_versions"]["mastodon"], 9);
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
    assert_eq!(v2["configuration"]["limited_federation"], false);
    let everyone = json!({ "local": "public", "remote": "public" });
    let access = &v2["configuration"]["timelines_access"];
    assert_eq!(access["hashtag_feeds"], everyone);
    let icon = json!([{ "src": v2["thumbnail"]["url"], "size": "512x512" }]);
    assert_eq!(v2["icon"], icon);
    for number in [
        "/configuration/statuses/max_characters",
        "/configuration/statuses/max_media_attachments",
        "/configuration/media_attachments/image_size_limit",
        "/configuration/polls/max_options",
        "/configuration/polls/max_characters_per_option",
        "/configuration/polls/min_expiration",
        "/configuration/polls/max_expiration",
        "/usage/users/active_month",
        "/configuration/accounts/max_display_name_length",
        "/configuration/accounts/max_note_length",
        "/configuration/accounts/max_avatar_description_length",
        "/configuration/accounts/max_pinned_statuses",
        "/configuration/accounts/profile_field_value_limit",
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
}

#[tokio::test]
async fn what_the_operator_publishes_is_shown_to_apps_and_in_browsers() {
    let app = app().await;
    let ctx = &app.ctx;
    for (kind, text) in [
        (Kind::ExtendedDescription, "We are **nurses**."),
        (Kind::PrivacyPolicy, "We keep *little*."),
        (Kind::Imprint, "Anna, Uppsala <script>alert(1)</script>"),
    ] {
        instance_text::publish(ctx, kind, text)
            .await
            .expect("publishes");
    }
    let updated_at = ctx.clock.now().to_rfc3339();
    let long = app.get("/api/v1/instance/extended_description").await;
    assert_eq!(
        long.json(),
        json!({ "updated_at": updated_at, "content": "<p>We are <strong>nurses</strong>.</p>\n" })
    );
    let policy = app.get("/api/v1/instance/privacy_policy").await;
    assert_eq!(
        policy.json(),
        json!({ "updated_at": updated_at, "content": "<p>We keep <em>little</em>.</p>\n" })
    );
    for (path, part) in [
        ("/about", "<strong>nurses</strong>"),
        ("/privacy-policy", "<em>little</em>"),
        ("/imprint", "Uppsala &lt;script&gt;"),
    ] {
        let page = app.get(path).await.text();
        assert!(page.contains(part), "{path}: {page}");
    }
}

#[tokio::test]
async fn what_is_not_published_is_not_made_up() {
    let app = app().await;
    let none = json!({ "updated_at": null, "content": "" });
    let long = app.get("/api/v1/instance/extended_description").await;
    assert_eq!(long.json(), none);
    let policy = app.get("/api/v1/instance/privacy_policy").await.json();
    let content = policy["content"].as_str().expect("HTML");
    assert!(content.contains("<h2>What is kept</h2>"), "{content}");
    let terms = app.get("/api/v1/instance/terms_of_service").await;
    assert_eq!(terms.status, StatusCode::NOT_FOUND);
    let v2 = app.get("/api/v2/instance").await.json();
    assert_eq!(v2["configuration"]["urls"]["terms_of_service"], Value::Null);
    for path in ["/terms-of-service", "/imprint"] {
        let page = app.get(path).await.text();
        assert!(page.contains("have published no"), "{path}: {page}");
        assert!(page.contains("mailto:admin@rounds.example"), "{path}");
    }
    let missing = app.get("/terms-of-service/2020-01-01").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn terms_have_versions() {
    let app = app().await;
    let now = app.ctx.clock.now();
    let (today, soon) = (now.to_date(), now.after(Duration::from_hours(48)).to_date());
    for (date, text) in [(&today, "one"), (&soon, "two")] {
        let published = terms_of_service::publish(&app.ctx, date, text).await;
        published.expect("publishes");
    }
    let current = app.get("/api/v1/instance/terms_of_service").await;
    let first = json!({
        "effective_date": today, "effective": true, "content": "<p>one</p>\n", "succeeded_by": soon,
    });
    assert_eq!(current.json(), first);
    let path = format!("/api/v1/instance/terms_of_service/{soon}");
    let second = json!({
        "effective_date": soon, "effective": false, "content": "<p>two</p>\n", "succeeded_by": null,
    });
    assert_eq!(app.get(&path).await.json(), second);
    let page = app.get("/terms-of-service").await.text();
    assert!(
        page.contains(&format!("/terms-of-service/{soon}")),
        "{page}"
    );
    let v2 = app.get("/api/v2/instance").await.json();
    let address = "https://rounds.example/terms-of-service";
    assert_eq!(v2["configuration"]["urls"]["terms_of_service"], address);
}

#[tokio::test]
async fn rules_are_said_in_the_readers_language() {
    let app = app().await;
    let ctx = &app.ctx;
    let id = rule::add(ctx, "Be kind", "To all").await.expect("adds");
    let said = rule::translate(ctx, id, "de", "Sei nett", "Zu allen").await;
    said.expect("translates");
    let rules = app.get("/api/v1/instance/rules").await.json();
    let expected = json!([{
        "id": id.to_string(), "text": "Be kind", "hint": "To all",
        "translations": { "de": { "text": "Sei nett", "hint": "Zu allen" } },
    }]);
    assert_eq!(rules, expected);
    let v2 = app.get("/api/v2/instance").await.json();
    assert_eq!(v2["rules"], expected);
}

#[tokio::test]
async fn languages_have_codes_and_names() {
    let app = app().await;
    let languages = app.get("/api/v1/instance/languages").await.json();
    let german = json!({ "code": "de", "name": "German" });
    assert!(
        languages
            .as_array()
            .is_some_and(|all| all.contains(&german))
    );
}

#[tokio::test]
async fn activity_is_told_by_the_week() {
    let app = app().await;
    app.join("ada").await;
    let weeks = app.get("/api/v1/instance/activity").await.json();
    assert_eq!(weeks.as_array().map(Vec::len), Some(12));
    let now = &weeks[0];
    assert_eq!(
        (&now["statuses"], &now["logins"], &now["registrations"]),
        (&json!("0"), &json!("0"), &json!("1"))
    );
    let health = app.get("/health").await;
    assert_eq!(
        (health.status, health.text().as_str()),
        (StatusCode::OK, "OK")
    );
}
