//! With the ids of what is somebody else's nothing can be read or changed (row 41 of docs/security.md).

use axum::http::{Method, StatusCode};
use domain::kinds::Visibility;
use domain::testing;
use serde_json::{Value, json};
use web::contract;
use web::testing::{App, app, multipart, with_token};

use crate::browser::Browser;

const SCOPES: &str = "read write follow push profile";
const NOTHING: &str = "117000000000000001";

/// What is Ada's alone: the beginning of the addresses of its operations, the name in braces, and its id.
type Owned = (&'static str, &'static str, String);

async fn made(app: &App, token: &str, path: &str, body: Value, id: &str) -> String {
    let answer = app.call("POST", path, token, body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text());
    answer
        .json()
        .pointer(id)
        .and_then(Value::as_str)
        .expect("an id")
        .to_owned()
}

async fn picture(app: &App, token: &str) -> String {
    let (kind, body) = multipart("file", "x.png", &testing::picture(8, 8), &[]);
    let request = with_token("POST", "/api/v1/media", token).header("content-type", kind);
    let answer = app.send(request.body(body).expect("a request")).await;
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// Somebody writes to Ada.
async fn told(app: &App, ada: &str) -> [String; 2] {
    let bo = app.person("bo", SCOPES).await;
    let draft = json!({ "status": "@ada good day", "visibility": "direct" });
    app.call("POST", "/api/v1/statuses", &bo, draft).await;
    let first = async |path| {
        app.get_as(path, ada).await.json()[0]["id"]
            .as_str()
            .map(str::to_owned)
    };
    [
        first("/api/v1/conversations")
            .await
            .expect("a conversation"),
        first("/api/v1/notifications")
            .await
            .expect("a notification"),
    ]
}

async fn possessions(app: &App, ada: &str) -> Vec<Owned> {
    let list = made(app, ada, "/api/v1/lists", json!({ "title": "Ward" }), "/id").await;
    let keywords = json!([{ "keyword": "pie" }]);
    let filter = json!({ "title": "Food", "context": ["home"], "keywords_attributes": keywords });
    let filter = made(app, ada, "/api/v2/filters", filter, "/id").await;
    let path = format!("/api/v2/filters/{filter}/keywords");
    let keyword = made(app, ada, &path, json!({ "keyword": "tart" }), "/id").await;
    let mine = made(
        app,
        ada,
        "/api/v1/statuses",
        json!({ "status": "hi" }),
        "/id",
    )
    .await;
    let path = format!("/api/v2/filters/{filter}/statuses");
    let filtered = made(app, ada, &path, json!({ "status_id": mine }), "/id").await;
    let later = json!({ "status": "later", "scheduled_at": "2099-01-01T00:00:00Z" });
    let scheduled = made(app, ada, "/api/v1/statuses", later, "/id").await;
    let featured = made(
        app,
        ada,
        "/api/v1/featured_tags",
        json!({ "name": "heart" }),
        "/id",
    )
    .await;
    let [conversation, notification] = told(app, ada).await;
    vec![
        ("/api/v1/lists/{id}", "{id}", list),
        ("/api/v2/filters/{id}", "{id}", filter.clone()),
        ("/api/v2/filters/{filter_id}", "{filter_id}", filter),
        ("/api/v2/filters/keywords/{id}", "{id}", keyword.clone()),
        ("/api/v1/filters/{id}", "{id}", keyword),
        ("/api/v2/filters/statuses/{id}", "{id}", filtered),
        ("/api/v1/scheduled_statuses/{id}", "{id}", scheduled),
        ("/api/v1/featured_tags/{id}", "{id}", featured),
        ("/api/v1/media/{id}", "{id}", picture(app, ada).await),
        ("/api/v1/conversations/{id}", "{id}", conversation),
        ("/api/v1/notifications/{id}", "{id}", notification),
    ]
}

/// All that Ada can read of it.
async fn inventory(app: &App, ada: &str, owned: &[Owned]) -> Vec<String> {
    let mut paths: Vec<String> = [
        "lists",
        "filters",
        "scheduled_statuses",
        "featured_tags",
        "conversations",
        "notifications",
    ]
    .map(|name| format!("/api/v1/{name}"))
    .into();
    paths.push("/api/v2/filters".into());
    let of_media = owned.iter().filter(|(start, ..)| start.contains("/media/"));
    paths.extend(of_media.map(|(start, name, id)| start.replace(name, id)));
    let mut found = Vec::new();
    for path in paths {
        let answer = app.get_as(&path, ada).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        found.push(answer.text());
    }
    found
}

#[tokio::test]
async fn security_41_with_the_ids_of_another_nothing_is_found() {
    let app = app().await;
    let ada = app.person("ada", SCOPES).await;
    let eve = app.person("eve", SCOPES).await;
    let owned = possessions(&app, &ada).await;
    let before = inventory(&app, &ada, &owned).await;
    let body = json!({
        "title": "theirs", "phrase": "x", "keyword": "x", "context": ["home"], "account_ids": [],
        "status_id": NOTHING, "description": "theirs", "scheduled_at": "2099-02-01T00:00:00Z",
    });
    for (start, name, id) in &owned {
        let operations =
            contract::operations().filter(|operation| operation.path.starts_with(start));
        let operations: Vec<_> = operations.collect();
        assert!(!operations.is_empty(), "{start}");
        for operation in operations {
            let mut answers = Vec::new();
            for id in [id.as_str(), NOTHING] {
                let path = operation.path.replace(name, id);
                let method = operation.method.clone();
                let answer = app.json(method, &path, Some(&eve), &body).await;
                answers.push((answer.status, answer.text()));
            }
            assert_eq!(
                answers[0].0,
                StatusCode::NOT_FOUND,
                "{operation:?}: {answers:?}"
            );
            assert_eq!(answers[0], answers[1], "{operation:?}");
        }
    }
    assert_eq!(inventory(&app, &ada, &owned).await, before);
}

#[tokio::test]
async fn security_41_only_the_author_changes_a_status_or_a_collection() {
    let app = app().await;
    let ada = app.person("ada", SCOPES).await;
    let eve = app.person("eve", SCOPES).await;
    let mine = made(
        &app,
        &ada,
        "/api/v1/statuses",
        json!({ "status": "hi" }),
        "/id",
    )
    .await;
    let collection = json!({
        "name": "Hearts", "description": "", "language": "en", "discoverable": true, "sensitive": false,
    });
    let collection = made(
        &app,
        &ada,
        "/api/v1/collections",
        collection,
        "/collection/id",
    )
    .await;
    for (method, path) in [
        (Method::PUT, format!("/api/v1/statuses/{mine}")),
        (Method::DELETE, format!("/api/v1/statuses/{mine}")),
        (Method::POST, format!("/api/v1/statuses/{mine}/pin")),
        (
            Method::PUT,
            format!("/api/v1/statuses/{mine}/interaction_policy"),
        ),
        (Method::PATCH, format!("/api/v1/collections/{collection}")),
        (Method::DELETE, format!("/api/v1/collections/{collection}")),
        (
            Method::POST,
            format!("/api/v1/collections/{collection}/items"),
        ),
    ] {
        let body = json!({ "status": "theirs", "name": "theirs", "account_id": "1" });
        let answer = app.json(method.clone(), &path, Some(&eve), &body).await;
        let refused = matches!(answer.status.as_u16(), 403 | 404 | 422);
        assert!(
            refused,
            "{method} {path}: {} {}",
            answer.status,
            answer.text()
        );
    }
    let status = app.get(&format!("/api/v1/statuses/{mine}")).await.json();
    assert_eq!(
        (&status["content"], &status["pinned"]),
        (&json!("<p>hi</p>"), &Value::Null)
    );
    let kept = app
        .get(&format!("/api/v1/collections/{collection}"))
        .await
        .json();
    assert_eq!(kept["collection"]["name"], "Hearts");
}

/// Exports are made for who asks and stand nowhere; the list of imports and sessions is one's own.
#[tokio::test]
async fn security_59_what_members_take_along_is_for_their_own_session() {
    let app = app().await;
    for name in ["ada", "eve"] {
        app.join(name).await;
    }
    let ada = Browser::of(&app, "ada").await;
    let page = ada.get("/settings/export").await.text();
    let files: Vec<&str> = page
        .split("href=\"/settings/export/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(files.len() > 3, "{page}");
    for file in files {
        let path = format!("/settings/export/{file}");
        let answer = app.get(&path).await;
        assert!(
            answer.location().starts_with("/login"),
            "{path}: {}",
            answer.status
        );
        let own = ada.get(&path).await;
        assert_eq!(own.status, 200, "{path}");
        assert!(own.header("cache-control").contains("no-store"), "{path}");
    }
    let eve = Browser::of(&app, "eve").await;
    let secret = testing::new_status("for nobody");
    let author = domain::account::lookup(&app.ctx, "ada")
        .await
        .expect("is there")
        .id;
    let secret = domain::status::NewStatus {
        visibility: Visibility::Direct,
        ..secret
    };
    domain::status::publish(&app.ctx, author, secret)
        .await
        .expect("posts");
    for file in ["bookmarks", "following"] {
        let answer = eve.get(&format!("/settings/export/{file}.csv")).await;
        assert!(!answer.text().contains("ada"), "{file}");
    }
}
