//! What one may not see is answered like what is not there, in the same words, whichever way one asks (rows 43 and 44 of
//! docs/security.md).

use axum::http::{Method, StatusCode};
use domain::follow::{self, Options};
use serde_json::{Value, json};
use web::contract::{self, Operation};
use web::testing::{App, app};

const SCOPES: &str = "read write follow push profile";
/// An id like those of statuses and polls, of nothing.
const NOTHING: &str = "117000000000000001";

/// Something that Anna posted, and the id of its poll.
struct Secret {
    token: String,
    account: String,
    id: String,
    poll: String,
}

async fn posted(app: &App, visibility: &str) -> Secret {
    let joined = app.join("anna").await;
    let token = app.token("anna", SCOPES).await;
    let poll = json!({ "options": ["a", "b"], "expires_in": 3600 });
    let draft = json!({ "status": "a secret", "visibility": visibility, "poll": poll });
    let posted = app.call("POST", "/api/v1/statuses", &token, draft).await;
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.text());
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    Secret {
        account: joined.account_id.to_string(),
        id: text(&posted.json()["id"]),
        poll: text(&posted.json()["poll"]["id"]),
        token,
    }
}

/// The operations on one status or one poll.
fn operations() -> Vec<Operation> {
    let on_one = |operation: &Operation| {
        ["/api/v1/statuses/{id}", "/api/v1/polls/{id}"]
            .iter()
            .any(|start| operation.path.starts_with(start))
    };
    contract::operations().filter(on_one).collect()
}

/// Whatever the operation looks for.
fn body() -> Value {
    json!({ "status": "mine now", "choices": [0], "quote_approval_policy": "public" })
}

/// Status and body of an answer, without the id that was asked for.
async fn said(
    app: &App,
    (method, path): (&Method, &str),
    token: Option<&str>,
    (pattern, id): (&str, &str),
) -> (StatusCode, String) {
    let path = path.replace(pattern, id);
    let answer = app.json(method.clone(), &path, token, &body()).await;
    (answer.status, answer.text().replace(id, "ID"))
}

#[tokio::test]
async fn security_43_no_operation_tells_a_hidden_status_from_none() {
    for visibility in ["private", "direct"] {
        let app = app().await;
        let secret = posted(&app, visibility).await;
        let eve = app.person("eve", SCOPES).await;
        for operation in operations() {
            let id = if operation.path.contains("/polls/") {
                &secret.poll
            } else {
                &secret.id
            };
            let path = operation.path.replace("{quoting_status_id}", NOTHING);
            for token in [None, Some(eve.as_str())] {
                let call = (&operation.method, path.as_str());
                let hidden = said(&app, call, token, ("{id}", id)).await;
                let missing = said(&app, call, token, ("{id}", NOTHING)).await;
                assert!(hidden.0.is_client_error(), "{call:?}: {hidden:?}");
                assert_eq!(hidden, missing, "{call:?}");
            }
        }
        let path = format!("/api/v1/statuses/{}", secret.id);
        let kept = app.get_as(&path, &secret.token).await.json();
        for count in [
            "favourites_count",
            "reblogs_count",
            "replies_count",
            "quotes_count",
        ] {
            assert_eq!(kept[count], 0, "{count}");
        }
        assert_eq!(kept["poll"]["votes_count"], 0);
    }
}

#[tokio::test]
async fn security_43_nothing_that_names_a_hidden_status_tells_it_from_none() {
    let app = app().await;
    let secret = posted(&app, "private").await;
    let eve = app.person("eve", SCOPES).await;
    for (path, named) in [
        ("/api/v1/statuses", "in_reply_to_id"),
        ("/api/v1/statuses", "quoted_status_id"),
        ("/api/v1/markers", "home[last_read_id]"),
    ] {
        let mut answers = Vec::new();
        for id in [secret.id.as_str(), NOTHING] {
            let form = [("status", "see"), (named, id)];
            let answer = app.form(Method::POST, path, Some(&eve), &form).await;
            let told = if named.starts_with("home") {
                String::new()
            } else {
                answer.text()
            };
            answers.push((answer.status, told));
        }
        assert_eq!(answers[0], answers[1], "{named}");
        assert!(
            named.starts_with("home") || answers[0].0.is_client_error(),
            "{named}"
        );
    }
    let account = &secret.account;
    for path in [
        "/api/v1/statuses?id[]=ID".to_owned(),
        "/api/oembed?url=https://rounds.example/@anna/ID".to_owned(),
        "/@anna/ID".to_owned(),
        "/@anna/ID/embed".to_owned(),
        format!("/ap/users/{account}/statuses/ID"),
        format!("/ap/users/{account}/statuses/ID/activity"),
        format!("/ap/users/{account}/statuses/ID/replies"),
        format!("/ap/users/{account}/quote_authorizations/ID"),
        format!(
            "/api/v2/search?resolve=true&q=https://rounds.example/ap/users/{account}/statuses/ID"
        ),
        "/api/v2/search?q=secret&type=statuses&_=ID".to_owned(),
    ] {
        for token in [None, Some(eve.as_str())] {
            let call = (&Method::GET, path.as_str());
            let hidden = said(&app, call, token, ("ID", &secret.id)).await;
            let missing = said(&app, call, token, ("ID", NOTHING)).await;
            assert_eq!(hidden, missing, "{path}");
            assert!(!hidden.1.contains("a secret"), "{path}");
        }
    }
}

/// Bo follows Anna, who posts for her followers.
#[tokio::test]
async fn security_44_a_follower_cannot_widen_who_sees_a_status() {
    let app = app().await;
    let secret = posted(&app, "private").await;
    let bo = app.join("bo").await;
    let anna = domain::account::lookup(&app.ctx, "anna")
        .await
        .expect("is there");
    follow::follow(&app.ctx, bo.account_id, anna.id, &Options::default())
        .await
        .expect("follows");
    let bo = app.token("bo", SCOPES).await;
    let eve = app.person("eve", SCOPES).await;
    let path = format!("/api/v1/statuses/{}", secret.id);
    assert_eq!(app.get_as(&path, &bo).await.status, StatusCode::OK);

    let boosted = app
        .call("POST", &format!("{path}/reblog"), &bo, json!({}))
        .await;
    assert!(boosted.status.is_client_error(), "{}", boosted.text());
    let quoting = json!({ "status": "see", "quoted_status_id": secret.id, "visibility": "public" });
    let quoted = app.call("POST", "/api/v1/statuses", &bo, quoting).await;
    assert!(
        quoted.status.is_client_error() || quoted.json()["visibility"] == "private",
        "{}",
        quoted.text()
    );
    let answering =
        json!({ "status": "I see", "in_reply_to_id": secret.id, "visibility": "public" });
    let answer = app
        .call("POST", "/api/v1/statuses", &bo, answering)
        .await
        .json();
    let reply = answer["id"].as_str().expect("an id");

    for token in [None, Some(eve.as_str())] {
        let get = async |path: String| app.json(Method::GET, &path, token, &json!({})).await;
        assert_eq!(get(path.clone()).await.status, StatusCode::NOT_FOUND);
        let context = get(format!("/api/v1/statuses/{reply}/context"))
            .await
            .json();
        assert_eq!(context["ancestors"], json!([]));
        assert!(
            !get(format!("/api/v1/statuses/{reply}"))
                .await
                .text()
                .contains("a secret")
        );
        let home = get("/api/v1/timelines/public".to_owned()).await.text();
        assert!(!home.contains("a secret"), "{home}");
    }
}
