//! Statuses over HTTP.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::testing::{App, app};

const ALL: &str = "read write";

async fn post(app: &App, token: &str, text: &str) -> Value {
    // So that the newest has the highest id.
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let answer = app
        .call("POST", "/api/v1/statuses", token, json!({ "status": text }))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

fn id(status: &Value) -> &str {
    status["id"].as_str().expect("an id as text")
}

async fn ids(app: &App, path: &str, token: &str) -> Vec<String> {
    let page = app.get_as(path, token).await.json();
    let list = page.as_array().expect("a list").iter();
    list.map(|status| id(status).to_owned()).collect()
}

#[tokio::test]
async fn a_status_has_what_strict_apps_demand() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let posted = post(&app, &anna, "Hello #Herz").await;
    for text in [
        "id",
        "uri",
        "url",
        "created_at",
        "content",
        "visibility",
        "spoiler_text",
    ] {
        assert!(posted[text].is_string(), "{text}");
    }
    assert_eq!(posted["language"], "en", "the language of her pages");
    for list in [
        "media_attachments",
        "mentions",
        "tags",
        "emojis",
        "filtered",
    ] {
        assert!(posted[list].is_array(), "{list}");
    }
    for mark in ["favourited", "reblogged", "muted", "bookmarked", "pinned"] {
        assert_eq!(posted[mark], json!(false), "{mark}");
    }
    assert_eq!(posted["tags"][0]["name"], "herz");
    assert_eq!(posted["reblog"], Value::Null);
    let account = &posted["account"];
    for list in ["fields", "emojis", "roles"] {
        assert!(account[list].is_array(), "{list}");
    }
    for address in ["avatar", "avatar_static", "header", "header_static", "url"] {
        let address = account[address].as_str().expect("an address");
        assert!(address.starts_with("https://rounds.example/"), "{address}");
    }
    assert_eq!(account["created_at"], "2026-10-01T00:00:00.000Z");
    assert_eq!(account["acct"], "anna");
    assert_eq!(account["statuses_count"], 1);
}

#[tokio::test]
async fn what_one_did_is_shown_to_them_alone_and_at_once() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let bob = app.person("bob", ALL).await;
    let posted = post(&app, &anna, "x").await;
    let path = format!("/api/v1/statuses/{}", id(&posted));
    let liked = app
        .call("POST", &format!("{path}/favourite"), &bob, json!({}))
        .await
        .json();
    assert_eq!(
        (&liked["favourited"], &liked["favourites_count"]),
        (&json!(true), &json!(1))
    );
    let hers = app.get_as(&path, &anna).await.json();
    assert_eq!(
        (&hers["favourited"], &hers["favourites_count"]),
        (&json!(false), &json!(1))
    );
    let anonymous = app.get(&path).await.json();
    assert_eq!(anonymous.get("favourited"), None);
    let by = app.get(&format!("{path}/favourited_by")).await.json();
    assert_eq!(by[0]["acct"], "bob");
    let boost = app
        .call("POST", &format!("{path}/reblog"), &bob, json!({}))
        .await
        .json();
    assert_eq!(boost["reblog"]["id"], posted["id"]);
    assert_eq!(boost["reblog"]["reblogged"], json!(true));
    assert_eq!(boost["account"]["acct"], "bob");
}

#[tokio::test]
async fn a_timeline_is_walked_by_its_links() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let mut posted = Vec::new();
    for number in 0..5 {
        posted.insert(
            0,
            id(&post(&app, &anna, &number.to_string()).await).to_owned(),
        );
    }
    for timeline in ["home", "public"] {
        let first = format!("/api/v1/timelines/{timeline}?limit=2");
        let answer = app.get_as(&first, &anna).await;
        let link = answer.header("link");
        let next = format!(
            "<https://rounds.example/api/v1/timelines/{timeline}?limit=2&max_id={}>; rel=\"next\"",
            posted[1]
        );
        assert!(link.starts_with(&next), "{link}");
        let second = format!("{first}&max_id={}", posted[1]);
        assert_eq!(ids(&app, &second, &anna).await, posted[2..4]);
        let newer = format!("{first}&min_id={}", posted[4]);
        assert_eq!(ids(&app, &newer, &anna).await, posted[2..4]);
    }
}

#[tokio::test]
async fn hidden_and_missing_are_the_same_bytes() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let body = json!({ "status": "x", "visibility": "private" });
    let hidden = app
        .call("POST", "/api/v1/statuses", &anna, body)
        .await
        .json();
    let hidden = app.get(&format!("/api/v1/statuses/{}", id(&hidden))).await;
    let missing = app.get("/api/v1/statuses/1").await;
    let nonsense = app.get("/api/v1/statuses/x").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(hidden.body, missing.body);
    assert_eq!(hidden.body, nonsense.body);
}

#[tokio::test]
async fn an_app_without_the_scope_may_not_post() {
    let app = app().await;
    let reader = app.person("anna", "read").await;
    let body = json!({ "status": "x" });
    let refused = app.call("POST", "/api/v1/statuses", &reader, body).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let form = Request::post("/api/v1/statuses")
        .body(Body::empty())
        .expect("a request");
    assert_eq!(app.send(form).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_deleted_status_comes_back_with_its_source() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let posted = post(&app, &anna, "once *more*").await;
    let path = format!("/api/v1/statuses/{}", id(&posted));
    let edit = json!({ "status": "twice" });
    let edited = app.call("PUT", &path, &anna, edit).await.json();
    assert!(edited["edited_at"].is_string());
    let history = app.get(&format!("{path}/history")).await.json();
    assert_eq!(history[0]["content"], "<p>once *more*</p>");
    assert_eq!(history[1]["account"]["acct"], "anna");
    let gone = app.call("DELETE", &path, &anna, json!({})).await.json();
    assert_eq!(gone["text"], "twice");
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_thread_and_a_profile_are_put_together() {
    let app = app().await;
    let anna = app.person("anna", ALL).await;
    let root = post(&app, &anna, "root").await;
    let reply = json!({ "status": "reply", "in_reply_to_id": id(&root) });
    let reply = app
        .call("POST", "/api/v1/statuses", &anna, reply)
        .await
        .json();
    let thread = app
        .get(&format!("/api/v1/statuses/{}/context", id(&reply)))
        .await
        .json();
    assert_eq!(thread["ancestors"][0]["id"], root["id"]);
    assert_eq!(thread["descendants"], json!([]));
    let account = root["account"]["id"].as_str().expect("an id");
    app.call(
        "POST",
        &format!("/api/v1/statuses/{}/pin", id(&root)),
        &anna,
        json!({}),
    )
    .await;
    let pinned = format!("/api/v1/accounts/{account}/statuses?pinned=true");
    assert_eq!(ids(&app, &pinned, &anna).await, [id(&root)]);
    let both = format!(
        "/api/v1/statuses?id[]={}&id[]={}&id[]=7",
        id(&reply),
        id(&root)
    );
    assert_eq!(ids(&app, &both, &anna).await, [id(&reply), id(&root)]);
    let missing = app.get("/api/v1/accounts/7/statuses").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
