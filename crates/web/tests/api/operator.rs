//! What a server tells about those who run it, and what it tells nobody.

use axum::http::StatusCode;
use domain::config::{Config, Federation, Readers};
use domain::domain_block::{self, Change};
use domain::moderation::Authority;
use domain::testing;
use web::testing::{app, app_with};

#[tokio::test]
async fn whom_to_tell_of_abuse_is_told_everywhere() {
    let app = app().await;
    let text = app.get("/.well-known/security.txt").await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        text.text(),
        "Contact: mailto:abuse@rounds.example\nExpires: 2027-03-30T00:00:00.000Z\nPreferred-Languages: en\n\
         Canonical: https://rounds.example/.well-known/security.txt\n"
    );
    let nodeinfo = app.get("/nodeinfo/2.1").await.json();
    let contact = "mailto:abuse@rounds.example";
    assert_eq!(nodeinfo["metadata"]["abuseContact"], contact);
    for page in ["/about", "/imprint"] {
        assert!(app.get(page).await.text().contains(contact), "{page}");
    }
}

#[tokio::test]
async fn metrics_are_not_where_everybody_looks() {
    let app = app().await;
    for path in [
        "/metrics",
        "/api/metrics",
        "/health/metrics",
        "/.well-known/metrics",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().contains("# TYPE"), "{path}");
    }
}

#[tokio::test]
async fn security_53_who_may_not_be_told_finds_no_list_of_limited_servers() {
    let config = Config {
        federation: Federation {
            show_domain_blocks: Readers::Members,
            ..Federation::default()
        },
        ..testing::config()
    };
    let app = app_with(config).await;
    let limited = domain_block::create(
        &app.ctx,
        Authority::Operator,
        "noisy.example",
        Change::default(),
    );
    limited.await.expect("limits");
    testing::newcomer(&app.ctx, "new").await;
    let unconfirmed = app.token("new", "read").await;
    let member = app.person("ada", "read").await;
    let path = "/api/v1/instance/domain_blocks";
    let unknown = app.get("/api/v1/instance/nothing").await;
    let anonymous = app.get(path).await;
    assert_eq!(anonymous.status, StatusCode::NOT_FOUND);
    assert_eq!(anonymous.text(), unknown.text(), "nothing gives it away");
    let refused = app.get_as(path, &unconfirmed).await;
    assert!(refused.status.is_client_error() && !refused.text().contains("noisy"));
    assert!(
        app.get_as(path, &member)
            .await
            .text()
            .contains("noisy.example")
    );
}
