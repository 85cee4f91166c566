//! Recommendations over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn id_of(app: &App, name: &str) -> String {
    let path = format!("/api/v1/accounts/lookup?acct={name}");
    let found = app.get(&path).await.json();
    found["id"].as_str().expect("an id").to_owned()
}

/// Somebody who wants to be found: their token and their id.
async fn found(app: &App, name: &str) -> (String, String) {
    let token = app.person(name, "read write").await;
    let agreed = json!({ "discoverable": true });
    let path = "/api/v1/accounts/update_credentials";
    let answer = app.call("PATCH", path, &token, agreed).await;
    assert_eq!(answer.status, StatusCode::OK);
    (token, id_of(app, name).await)
}

async fn post(app: &App, path: &str, token: &str) -> (StatusCode, Value) {
    let answer = app.call("POST", path, token, json!({})).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn an_endorsement_is_on_the_profile_and_in_the_relationship() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    app.person("bob", "read").await;
    let (anna_id, bob_id) = (id_of(&app, "anna").await, id_of(&app, "bob").await);
    let of_bob = |verb: &str| format!("/api/v1/accounts/{bob_id}/{verb}");
    let (refused, _) = post(&app, &of_bob("endorse"), &anna).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);
    post(&app, &of_bob("follow"), &anna).await;
    for (verb, endorsed) in [
        ("endorse", true),
        ("unendorse", false),
        ("unpin", false),
        ("pin", true),
    ] {
        let (status, relationship) = post(&app, &of_bob(verb), &anna).await;
        assert_eq!(
            (status, &relationship["endorsed"]),
            (StatusCode::OK, &json!(endorsed)),
            "{verb}"
        );
    }
    let own = app.get_as("/api/v1/endorsements", &anna).await;
    assert_eq!(own.json()[0]["acct"], "bob");
    assert!(own.header("link").contains("max_id="));
    let public = app
        .get(&format!("/api/v1/accounts/{anna_id}/endorsements"))
        .await;
    assert_eq!(public.json(), own.json());
    let proofs = app.get_as(&of_bob("identity_proofs"), &anna).await;
    assert_eq!((proofs.status, proofs.json()), (StatusCode::OK, json!([])));
}

#[tokio::test]
async fn suggestions_say_why_and_can_be_dismissed() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let (bob, bob_id) = found(&app, "bob").await;
    let (_, carl_id) = found(&app, "carl").await;
    post(&app, &format!("/api/v1/accounts/{bob_id}/follow"), &anna).await;
    post(&app, &format!("/api/v1/accounts/{carl_id}/follow"), &bob).await;
    let suggested = app.get_as("/api/v2/suggestions", &anna).await.json();
    assert_eq!(suggested[0]["sources"], json!(["friends_of_friends"]));
    assert_eq!(suggested[0]["source"], "past_interactions");
    let former = app
        .get_as("/api/v1/suggestions?limit=1", &anna)
        .await
        .json();
    assert_eq!(former, json!([suggested[0]["account"]]));
    assert_eq!(former[0]["acct"], "carl");
    let path = format!("/api/v1/suggestions/{carl_id}");
    let dismissed = app.call("DELETE", &path, &anna, json!({})).await;
    assert_eq!(
        (dismissed.status, dismissed.json()),
        (StatusCode::OK, json!({}))
    );
    let left = app.get_as("/api/v2/suggestions", &anna).await.json();
    assert_eq!(left, json!([]));
}

#[tokio::test]
async fn the_directory_holds_those_who_want_to_be_found() {
    let app = app().await;
    app.person("shy", "read").await;
    found(&app, "bob").await;
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let (carl, _) = found(&app, "carl").await;
    let names = async |query: &str| {
        let page = app.get(&format!("/api/v1/directory{query}")).await.json();
        let page = page.as_array().expect("a list").iter();
        page.map(|account| account["acct"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("?order=new&local=true").await, ["carl", "bob"]);
    assert_eq!(names("?order=new&limit=1&offset=1").await, ["bob"]);
    let body = json!({ "status": "x" });
    app.call("POST", "/api/v1/statuses", &carl, body).await;
    assert_eq!(names("").await, ["carl", "bob"]);
}
