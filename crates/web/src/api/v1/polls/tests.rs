//! Polls over HTTP.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn ask(app: &App, token: &str, poll: Value) -> Value {
    let draft = json!({ "status": "Which one?", "poll": poll });
    let posted = app.call("POST", "/api/v1/statuses", token, draft).await;
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.text());
    posted.json()
}

fn path(poll: &Value) -> String {
    format!("/api/v1/polls/{}", poll["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_poll_is_asked_by_form_and_has_what_apps_demand() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let form = [
        ("status", "Which one?"),
        ("poll[options][]", "Foam"),
        ("poll[options][]", "Gauze"),
        ("poll[expires_in]", "3600"),
        ("poll[multiple]", "true"),
    ];
    let posted = app.form(Method::POST, "/api/v1/statuses", Some(&anna), &form);
    let poll = posted.await.json()["poll"].clone();
    let expected = json!({
        "id": poll["id"],
        "expires_at": "2026-10-01T01:00:00.000Z",
        "expired": false,
        "multiple": true,
        "votes_count": 0,
        "voters_count": 0,
        "options": [
            { "title": "Foam", "votes_count": 0 },
            { "title": "Gauze", "votes_count": 0 },
        ],
        "emojis": [],
        "voted": true,
        "own_votes": [],
    });
    assert_eq!(poll, expected);
    let anonymous = app.get(&path(&poll)).await.json();
    assert_eq!(anonymous["votes_count"], 0);
    assert_eq!(anonymous.get("voted"), None);
}

#[tokio::test]
async fn each_sees_their_own_choice_and_everyone_the_numbers() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let posted = ask(
        &app,
        &anna,
        json!({ "options": ["a", "b"], "expires_in": 600 }),
    )
    .await;
    let booth = format!("{}/votes", path(&posted["poll"]));
    let voted = app
        .call("POST", &booth, &bob, json!({ "choices": ["1"] }))
        .await
        .json();
    assert_eq!(
        (&voted["voted"], &voted["own_votes"]),
        (&json!(true), &json!([1]))
    );
    assert_eq!(voted["options"][1]["votes_count"], 1);
    let status = format!("/api/v1/statuses/{}", posted["id"].as_str().expect("an id"));
    let hers = app.get_as(&status, &anna).await.json();
    assert_eq!(hers["poll"]["own_votes"], json!([]));
    assert_eq!(hers["poll"]["votes_count"], 1);
    let theirs = app.get_as(&status, &bob).await.json();
    assert_eq!(theirs["poll"]["own_votes"], json!([1]));
    for (token, choices) in [
        (&bob, json!([0])),
        (&anna, json!([0])),
        (&bob, json!([7])),
        (&bob, json!([])),
    ] {
        let refused = app
            .call("POST", &booth, token, json!({ "choices": choices }))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    app.ctx.clock.advance(Duration::from_mins(10));
    let over = app.get_as(&status, &bob).await.json();
    assert_eq!(over["poll"]["expired"], true, "though nothing else changed");
    let missing = app
        .call(
            "POST",
            "/api/v1/polls/1/votes",
            &bob,
            json!({ "choices": [0] }),
        )
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn hidden_numbers_are_shown_at_the_end() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let poll = json!({ "options": ["a", "b"], "expires_in": 600, "hide_totals": true });
    let posted = ask(&app, &anna, poll).await;
    let path = path(&posted["poll"]);
    let booth = format!("{path}/votes");
    let voted = app
        .call("POST", &booth, &bob, json!({ "choices": [0] }))
        .await
        .json();
    assert_eq!(voted["options"][0]["votes_count"], Value::Null);
    app.ctx.clock.advance(Duration::from_mins(10));
    let over = app.get(&path).await.json();
    assert_eq!(over["options"][0]["votes_count"], 1);
}

#[tokio::test]
async fn polls_are_within_what_the_instance_says() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let instance = app.get("/api/v2/instance").await.json();
    let limits = &instance["configuration"]["polls"];
    let most = usize::try_from(limits["max_options"].as_u64().expect("a number")).expect("fits");
    let options: Vec<String> = (0..most).map(|number| number.to_string()).collect();
    let longest = &limits["max_expiration"];
    ask(
        &app,
        &anna,
        json!({ "options": options, "expires_in": longest }),
    )
    .await;
    let too_many: Vec<String> = (0..=most).map(|number| number.to_string()).collect();
    let draft = json!({ "status": "x", "poll": { "options": too_many, "expires_in": longest } });
    let refused = app.call("POST", "/api/v1/statuses", &anna, draft).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_filter_reads_the_options() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let filter = json!({
        "title": "Gauze", "context": ["home"], "keywords_attributes": [{ "keyword": "gauze" }],
    });
    app.call("POST", "/api/v2/filters", &anna, filter).await;
    let poll = json!({ "options": ["Foam", "Gauze"], "expires_in": 600 });
    ask(&app, &anna, poll).await;
    let home = app.get_as("/api/v1/timelines/home", &anna).await.json();
    assert_eq!(home[0]["filtered"][0]["keyword_matches"], json!(["Gauze"]));
}
