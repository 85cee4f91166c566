//! Filters over HTTP, and what is seen of them where statuses are read.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{App, app, with_token};

async fn get(app: &App, path: &str, token: &str) -> Value {
    let answer = app.get_as(path, token).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.json()
}

async fn send(app: &App, method: &str, path: &str, token: &str, body: Value) -> Value {
    let answer = app.call(method, path, token, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {:?}", answer.body);
    answer.json()
}

async fn post(app: &App, token: &str, text: &str) -> String {
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let posted = send(
        app,
        "POST",
        "/api/v1/statuses",
        token,
        json!({ "status": text }),
    )
    .await;
    posted["id"].as_str().expect("an id").to_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[tokio::test]
async fn a_filter_is_made_changed_and_removed_with_its_keywords() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let form = "title=Blood&context[]=home&context[]=public&expires_in=60&filter_action=hide\
        &keywords_attributes[0][keyword]=blood&keywords_attributes[1][keyword]=gore&keywords_attributes[1][whole_word]=false";
    let request = with_token("POST", "/api/v2/filters", &anna)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.into());
    let made = app.send(request.expect("a request")).await.json();
    assert_eq!(made["context"], json!(["home", "public"]));
    assert_eq!(made["expires_at"], "2026-10-01T00:01:00.000Z");
    assert_eq!(made["filter_action"], "hide");
    assert_eq!(made["statuses"], json!([]));
    assert_eq!(made["keywords"][0]["whole_word"], true);
    assert_eq!(made["keywords"][1]["whole_word"], false);
    let path = format!("/api/v2/filters/{}", text(&made["id"]));
    assert_eq!(get(&app, &path, &anna).await, made);
    let change = json!({
        "title": "Blut",
        "expires_in": null,
        "keywords_attributes": [
            { "id": made["keywords"][0]["id"], "_destroy": true },
            { "keyword": "blut" },
        ],
    });
    let changed = send(&app, "PUT", &path, &anna, change).await;
    assert_eq!(changed["title"], "Blut");
    assert_eq!(changed["expires_at"], Value::Null);
    assert_eq!(changed["context"], made["context"]);
    let left: Vec<&str> = changed["keywords"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|keyword| text(&keyword["keyword"]))
        .collect();
    assert_eq!(left, ["gore", "blut"]);

    let keywords = format!("{path}/keywords");
    let added = send(
        &app,
        "POST",
        &keywords,
        &anna,
        json!({ "keyword": "scalpel" }),
    )
    .await;
    assert_eq!(get(&app, &keywords, &anna).await[2], added);
    let one = format!("/api/v2/filters/keywords/{}", text(&added["id"]));
    let renamed = send(&app, "PUT", &one, &anna, json!({ "keyword": "knife" })).await;
    assert_eq!(renamed["keyword"], "knife");
    assert_eq!(get(&app, &one, &anna).await, renamed);
    send(&app, "DELETE", &one, &anna, json!({})).await;
    assert_eq!(
        app.call("GET", &one, &anna, json!({})).await.status,
        StatusCode::NOT_FOUND
    );

    assert_eq!(
        send(&app, "DELETE", &path, &anna, json!({})).await,
        json!({})
    );
    assert_eq!(get(&app, "/api/v2/filters", &anna).await, json!([]));
}

#[tokio::test]
async fn what_cannot_be_a_filter_is_refused() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let long = "x".repeat(10_000_000 / 16);
    for body in [
        json!({ "context": ["home"] }),
        json!({ "title": "x" }),
        json!({ "title": "x", "context": [] }),
        json!({ "title": "x", "context": ["elsewhere"] }),
        json!({ "title": "x", "context": ["home"], "filter_action": "burn" }),
        json!({ "title": long, "context": ["home"] }),
        json!({ "title": "x", "context": ["home"], "keywords_attributes": [{ "keyword": " " }] }),
        json!({ "title": "x", "context": ["home"], "keywords_attributes": [{ "keyword": long }] }),
    ] {
        let answer = app.call("POST", "/api/v2/filters", &anna, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(get(&app, "/api/v2/filters", &anna).await, json!([]));
}

#[tokio::test]
async fn the_first_version_shows_each_keyword_as_a_filter() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let draft =
        json!({ "phrase": "blood", "context": ["home"], "irreversible": true, "expires_in": 60 });
    let made = send(&app, "POST", "/api/v1/filters", &anna, draft).await;
    assert_eq!(made["whole_word"], false);
    assert_eq!(made["irreversible"], true);
    assert_eq!(get(&app, "/api/v1/filters", &anna).await, json!([made]));
    let second = get(&app, "/api/v2/filters", &anna).await;
    assert_eq!(second[0]["title"], "blood");
    assert_eq!(second[0]["filter_action"], "hide");
    let path = format!("/api/v1/filters/{}", text(&made["id"]));
    let change = json!({ "phrase": "gore", "context": ["public"], "whole_word": true });
    let changed = send(&app, "PUT", &path, &anna, change).await;
    assert_eq!(changed["phrase"], "gore");
    assert_eq!(changed["context"], json!(["public"]));
    assert_eq!(get(&app, &path, &anna).await, changed);
    // With a second keyword the filter is no longer the keyword's own.
    let keywords = format!("/api/v2/filters/{}/keywords", text(&second[0]["id"]));
    send(&app, "POST", &keywords, &anna, json!({ "keyword": "blut" })).await;
    let refused = app
        .call(
            "PUT",
            &path,
            &anna,
            json!({ "phrase": "x", "context": ["home"] }),
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    send(&app, "DELETE", &path, &anna, json!({})).await;
    let left = get(&app, "/api/v1/filters", &anna).await;
    assert_eq!(left[0]["phrase"], "blut");
    let last = format!("/api/v1/filters/{}", text(&left[0]["id"]));
    send(&app, "DELETE", &last, &anna, json!({})).await;
    assert_eq!(get(&app, "/api/v2/filters", &anna).await, json!([]));
}

#[tokio::test]
async fn every_place_tells_what_the_reader_does_not_want_to_read() {
    let app = app().await;
    let anna = app.person("anna", "read write follow").await;
    let bob = app.person("bob", "read write follow").await;
    let id = post(&app, &anna, "@bob Blood #sepsis").await;
    let author = get(&app, "/api/v1/accounts/lookup?acct=anna", &bob).await;
    let author = text(&author["id"]);
    send(
        &app,
        "POST",
        &format!("/api/v1/accounts/{author}/follow"),
        &bob,
        json!({}),
    )
    .await;
    let answer = json!({ "status": "@anna see", "in_reply_to_id": id });
    let answer = send(&app, "POST", "/api/v1/statuses", &bob, answer).await;
    let boost = send(
        &app,
        "POST",
        &format!("/api/v1/statuses/{id}/reblog"),
        &bob,
        json!({}),
    )
    .await;
    let filter = json!({
        "title": "Blood", "context": ["home", "public", "notifications", "account"],
        "keywords_attributes": [{ "keyword": "blood" }],
    });
    let filter = send(&app, "POST", "/api/v2/filters", &bob, filter).await;
    let expected = json!([{
        "filter": {
            "id": filter["id"], "title": "Blood", "context": filter["context"], "expires_at": null,
            "filter_action": "warn",
        },
        "keyword_matches": ["Blood"],
        "status_matches": null,
    }]);
    let places = [
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/timelines/tag/sepsis".to_owned(),
        format!("/api/v1/accounts/{author}/statuses"),
        format!("/api/v1/statuses?id[]={id}"),
    ];
    let find = |page: &Value, id: &Value| {
        let mut all = page.as_array().expect("a list").iter();
        all.find(|status| status["id"] == *id)
            .expect("is there")
            .clone()
    };
    for place in &places[1..] {
        let page = get(&app, place, &bob).await;
        assert_eq!(find(&page, &json!(id))["filtered"], expected, "{place}");
    }
    let home = get(&app, &places[0], &bob).await;
    let boosted = find(&home, &boost["id"]);
    assert_eq!(boosted["filtered"], expected);
    assert_eq!(boosted["reblog"]["filtered"], expected);
    let single = get(&app, &format!("/api/v1/statuses/{id}"), &bob).await;
    assert_eq!(single["filtered"], expected);
    let thread = format!("/api/v1/statuses/{}/context", text(&answer["id"]));
    let thread = get(&app, &thread, &bob).await;
    assert_eq!(thread["ancestors"][0]["filtered"], expected);
    let told = get(&app, "/api/v1/notifications", &bob).await;
    assert_eq!(told[0]["status"]["filtered"], expected);
    let address = text(&single["url"]);
    let found = get(&app, &format!("/api/v2/search?q={address}"), &bob).await;
    assert_eq!(found["statuses"][0]["filtered"], expected);
    let other = get(&app, &format!("/api/v1/statuses/{id}"), &anna).await;
    assert_eq!(other["filtered"], json!([]));

    let path = format!("/api/v2/filters/{}", text(&filter["id"]));
    send(&app, "PUT", &path, &bob, json!({ "filter_action": "hide" })).await;
    for place in &places[1..4] {
        assert_eq!(get(&app, place, &bob).await, json!([]), "{place}");
    }
    assert_eq!(get(&app, "/api/v1/notifications", &bob).await, json!([]));
    assert_eq!(
        get(&app, &places[4], &bob).await[0]["filtered"][0]["filter"]["filter_action"],
        "hide"
    );
}

#[tokio::test]
async fn a_filter_names_single_statuses() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let id = post(&app, &anna, "hello").await;
    let filter = json!({ "title": "Enough", "context": ["home"] });
    let filter = send(&app, "POST", "/api/v2/filters", &anna, filter).await;
    let path = format!("/api/v2/filters/{}/statuses", text(&filter["id"]));
    let named = send(&app, "POST", &path, &anna, json!({ "status_id": id })).await;
    assert_eq!(named["status_id"], json!(id));
    assert_eq!(
        send(&app, "POST", &path, &anna, json!({ "status_id": id })).await,
        named
    );
    assert_eq!(get(&app, &path, &anna).await, json!([named]));
    let shown = get(&app, &format!("/api/v1/statuses/{id}"), &anna).await;
    assert_eq!(shown["filtered"][0]["status_matches"], json!([id]));
    assert_eq!(shown["filtered"][0]["keyword_matches"], Value::Null);
    let one = format!("/api/v2/filters/statuses/{}", text(&named["id"]));
    assert_eq!(get(&app, &one, &anna).await, named);
    send(&app, "DELETE", &one, &anna, json!({})).await;
    assert_eq!(get(&app, &path, &anna).await, json!([]));
    let missing = app
        .call("POST", &path, &anna, json!({ "status_id": "1" }))
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
