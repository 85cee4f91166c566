//! Figures over HTTP. Tests begin on 1 October 2026, and nothing but what they do moves the clock.

use axum::http::StatusCode;
use domain::kinds::UserRole;
use domain::testing::remote_account;
use serde_json::{Value, json};

use super::{SCOPES, post, staffed};
use crate::testing::App;

const MEASURES: &str = "/api/v1/admin/measures";
const DIMENSIONS: &str = "/api/v1/admin/dimensions";
const RETENTION: &str = "/api/v1/admin/retention";

/// Ada posts, Bob likes it and reports her.
async fn busy(app: &App) {
    let ada = app.person("ada", "read write").await;
    let bob = app.person("bob", "read write").await;
    let body = json!({ "status": "About #rounds" });
    let posted = post(app, "/api/v1/statuses", &ada, body).await;
    let id = posted["id"].as_str().expect("an id");
    for action in ["favourite", "reblog"] {
        let path = format!("/api/v1/statuses/{id}/{action}");
        post(app, &path, &bob, json!({})).await;
    }
    for token in [&ada, &bob] {
        let body = json!({ "status": "More #rounds", "in_reply_to_id": id });
        post(app, "/api/v1/statuses", token, body).await;
    }
    let report = json!({ "account_id": posted["account"]["id"] });
    post(app, "/api/v1/reports", &bob, report).await;
}

/// What was asked for, by its name.
fn found<'a>(answer: &'a Value, key: &str) -> &'a Value {
    let mut rows = answer.as_array().expect("a list").iter();
    rows.find(|row| row["key"] == key).expect(key)
}

#[tokio::test]
async fn what_happens_is_counted_by_the_day() {
    let (app, root) = staffed().await;
    busy(&app).await;
    remote_account(&app.ctx, "bella", "b.example").await;
    let tags = app.get_as("/api/v1/admin/tags", &root).await.json();
    assert_eq!(tags[0]["name"], "rounds");
    let form = json!({
        "keys": ["new_users", "active_users", "interactions", "opened_reports", "resolved_reports",
                 "tag_uses", "tag_accounts", "tag_servers", "instance_accounts",
                 "instance_media_attachments", "new_users", "unheard_of"],
        "start_at": "2026-09-30", "end_at": "2026-10-01T23:59:59Z",
        "tag_uses": { "id": tags[0]["id"] },
        "tag_accounts": { "id": tags[0]["id"] },
        "tag_servers": { "id": tags[0]["id"] },
        "instance_accounts": { "domain": "B.example" },
        "instance_media_attachments": { "domain": "b.example" },
    });
    let answer = post(&app, MEASURES, &root, form.clone()).await;
    assert_eq!(answer.as_array().map(Vec::len), Some(10));
    for (key, total) in [
        ("new_users", "3"),
        ("active_users", "3"),
        ("interactions", "3"),
        ("opened_reports", "1"),
        ("resolved_reports", "0"),
        ("tag_uses", "3"),
        ("tag_accounts", "2"),
        ("tag_servers", "1"),
        ("instance_accounts", "1"),
        ("instance_media_attachments", "0"),
    ] {
        let measure = found(&answer, key);
        assert_eq!(measure["total"], total, "{key}");
        let days = measure["data"].as_array().expect("days");
        assert_eq!(days.len(), 2, "{key}");
        assert_eq!(days[0]["value"], "0", "{key}");
        assert_eq!(days[1]["value"], total, "{key}");
        assert_eq!(days[1]["date"], "2026-10-01T00:00:00.000Z");
        let of_server = key.starts_with("instance");
        assert_eq!(measure.get("previous_total").is_none(), of_server, "{key}");
    }
    let bytes = found(&answer, "instance_media_attachments");
    assert_eq!(
        (&bytes["unit"], &bytes["human_value"]),
        (&json!("bytes"), &json!("0 bytes"))
    );
    let later = json!({ "keys": ["new_users"], "start_at": "2026-10-02", "end_at": "2026-10-02" });
    let later = post(&app, MEASURES, &root, later).await;
    assert_eq!(
        (&later[0]["total"], &later[0]["previous_total"]),
        (&json!("0"), &json!("3"))
    );
}

#[tokio::test]
async fn the_instance_is_divided() {
    let (app, root) = staffed().await;
    busy(&app).await;
    let bella = remote_account(&app.ctx, "bella", "b.example").await;
    let ada = app.get("/api/v1/accounts/lookup?acct=ada").await.json();
    let ada: i64 = ada["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    domain::testing::follow(&app.ctx, domain::id::AccountId(ada), bella.id).await;
    let tags = app.get_as("/api/v1/admin/tags", &root).await.json();
    let form = json!({
        "keys": ["languages", "sources", "servers", "space_usage", "software_versions",
                 "tag_servers", "tag_languages", "instance_accounts", "instance_languages"],
        "tag_servers": { "id": tags[0]["id"] },
        "tag_languages": { "id": tags[0]["id"] },
        "instance_accounts": { "domain": "b.example" },
        "instance_languages": { "domain": "b.example" },
        "limit": "5",
    });
    let answer = post(&app, DIMENSIONS, &root, form).await;
    for (key, first, value) in [
        ("languages", "en", "3"),
        ("sources", "web", "3"),
        ("servers", "rounds.example", "4"),
        ("tag_servers", "rounds.example", "3"),
        ("instance_accounts", "bella", "1"),
    ] {
        let part = &found(&answer, key)["data"][0];
        assert_eq!(
            (&part["key"], &part["value"]),
            (&json!(first), &json!(value)),
            "{key}"
        );
    }
    assert_eq!(
        found(&answer, "languages")["data"][0]["human_key"],
        "English"
    );
    assert_eq!(found(&answer, "tag_languages")["data"][0]["value"], "3");
    assert_eq!(found(&answer, "instance_languages")["data"], json!([]));
    let space = &found(&answer, "space_usage")["data"];
    assert_eq!(
        (&space[0]["key"], &space[0]["unit"], &space[1]["value"]),
        (&json!("database"), &json!("bytes"), &json!("0"))
    );
    let software = &found(&answer, "software_versions")["data"];
    assert_eq!(
        (&software[0]["key"], &software[0]["value"]),
        (&json!("rounds"), &json!("0.1.0"))
    );
    assert_ne!(software[1]["value"], "");
}

#[tokio::test]
async fn those_who_joined_and_still_come_are_counted() {
    let (app, root) = staffed().await;
    app.join("eve").await;
    let form = json!({ "start_at": "2026-09-30", "end_at": "2026-10-01", "frequency": "day" });
    app.get_as("/api/v1/accounts/verify_credentials", &root)
        .await;
    let cohorts = post(&app, RETENTION, &root, form).await;
    assert_eq!(cohorts.as_array().map(Vec::len), Some(2));
    assert_eq!(cohorts[0]["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        cohorts[1],
        json!({
            "period": "2026-10-01T00:00:00.000Z", "frequency": "day",
            "data": [{ "date": "2026-10-01T00:00:00.000Z", "rate": 0.5, "value": "1" }],
        })
    );
    let form = json!({ "start_at": "2026-08-15", "end_at": "2026-10-01", "frequency": "month" });
    let cohorts = post(&app, RETENTION, &root, form).await;
    let starts: Vec<&Value> = cohorts
        .as_array()
        .expect("a list")
        .iter()
        .map(|c| &c["period"])
        .collect();
    assert_eq!(
        starts,
        [
            "2026-08-01T00:00:00.000Z",
            "2026-09-01T00:00:00.000Z",
            "2026-10-01T00:00:00.000Z"
        ]
    );
    assert_eq!(cohorts[2]["data"][0]["value"], "1");
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused() {
    let (app, root) = staffed().await;
    for (path, form) in [
        (MEASURES, json!({ "keys": ["tag_uses"] })),
        (
            MEASURES,
            json!({ "keys": ["instance_statuses"], "instance_statuses": {} }),
        ),
        (
            MEASURES,
            json!({ "start_at": "2026-10-02", "end_at": "2026-10-01" }),
        ),
        (MEASURES, json!({ "start_at": "2020-01-01" })),
        (DIMENSIONS, json!({ "start_at": "yesterday" })),
        (
            DIMENSIONS,
            json!({ "keys": ["tag_servers"], "tag_servers": { "id": "x" } }),
        ),
        (RETENTION, json!({ "frequency": "year" })),
        (
            RETENTION,
            json!({ "start_at": "2026-01-01", "end_at": "2026-10-01" }),
        ),
    ] {
        let refused = app.call("POST", path, &root, form.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
}

#[tokio::test]
async fn security_42_moderators_see_figures_and_members_do_not() {
    let (app, root) = staffed().await;
    let moderator = app.staff("mo", UserRole::Moderator, SCOPES).await;
    let member = app.person("ada", SCOPES).await;
    let narrow = app.token("root", "read write admin:write").await;
    for path in [MEASURES, DIMENSIONS, RETENTION] {
        for (token, expected) in [
            (&root, StatusCode::OK),
            (&moderator, StatusCode::OK),
            (&member, StatusCode::FORBIDDEN),
            (&narrow, StatusCode::FORBIDDEN),
        ] {
            let answer = app.call("POST", path, token, json!({})).await;
            assert_eq!(answer.status, expected, "{path}");
        }
    }
}

#[tokio::test]
async fn a_longer_period_makes_as_many_queries() {
    let (app, root) = staffed().await;
    busy(&app).await;
    let mut counts = Vec::new();
    for start in ["2026-09-30", "2026-09-01"] {
        let form = json!({ "keys": ["new_users", "interactions"], "start_at": start, "end_at": "2026-10-01" });
        post(&app, MEASURES, &root, form.clone()).await;
        app.queries();
        post(&app, MEASURES, &root, form).await;
        counts.push(app.queries());
    }
    assert_eq!(counts[0], counts[1]);
}
