//! Quotes over HTTP.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn posts(app: &App, token: &str, draft: Value) -> Value {
    let posted = app.call("POST", "/api/v1/statuses", token, draft).await;
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.text());
    posted.json()
}

async fn quotes(app: &App, token: &str, quoted: &Value, text: &str) -> Value {
    let draft = json!({ "status": text, "quoted_status_id": quoted["id"] });
    posts(app, token, draft).await
}

fn path(status: &Value) -> String {
    format!("/api/v1/statuses/{}", status["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_quote_shows_what_it_quotes_and_below_that_an_id() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let first = posts(&app, &anna, json!({ "status": "A finding" })).await;
    assert_eq!(
        (&first["quote"], &first["quotes_count"]),
        (&Value::Null, &json!(0))
    );
    let second = quotes(&app, &bob, &first, "Look").await;
    assert_eq!(second["quote"]["state"], "accepted");
    assert_eq!(second["quote"]["quoted_status"]["id"], first["id"]);
    let content = second["content"].as_str().expect("HTML");
    assert!(content.starts_with("<p class=\"quote-inline\">RE: <a"));

    let third = quotes(&app, &anna, &second, "Indeed").await;
    let shown = &third["quote"]["quoted_status"];
    assert_eq!(shown["id"], second["id"]);
    let below = json!({ "state": "accepted", "quoted_status_id": first["id"] });
    assert_eq!(shown["quote"], below);
    assert_eq!(
        app.get(&path(&third)).await.json()["quote"]["state"],
        "accepted"
    );
    let quoted = app.get_as(&path(&first), &anna).await.json();
    assert_eq!(quoted["quotes_count"], 1);
    let list = app.get_as(&format!("{}/quotes", path(&first)), &anna).await;
    assert_eq!(list.json()[0]["id"], second["id"]);
    assert!(list.header("link").contains("max_id="));
    let told = app
        .get_as("/api/v1/notifications?types[]=quote", &anna)
        .await;
    assert_eq!(told.json()[0]["status"]["id"], second["id"]);
}

#[tokio::test]
async fn what_a_viewer_may_not_see_is_not_told() {
    let app = app().await;
    let anna = app.person("anna", "read write follow").await;
    let bob = app.person("bob", "read write follow").await;
    let cy = app.person("cy", "read write follow").await;
    let first = posts(&app, &anna, json!({ "status": "A finding" })).await;
    let second = quotes(&app, &bob, &first, "Look").await;
    let state = async |token: &str| {
        let shown = app.get_as(&path(&second), token).await.json();
        let quoted = &shown["quote"]["quoted_status"];
        (shown["quote"]["state"].clone(), quoted.is_null())
    };
    let account = |status: &Value| status["account"]["id"].as_str().expect("an id").to_owned();
    let act = async |token: &str, target: &str, verb: &str| {
        let path = format!("/api/v1/accounts/{target}/{verb}");
        let done = app.call("POST", &path, token, json!({})).await;
        assert_eq!(done.status, StatusCode::OK);
    };
    act(&cy, &account(&first), "mute").await;
    assert_eq!(state(&cy).await, (json!("muted_account"), false));
    act(&cy, &account(&first), "block").await;
    assert_eq!(state(&cy).await, (json!("blocked_account"), false));
    let own = posts(&app, &cy, json!({ "status": "Hello" })).await;
    act(&anna, &account(&own), "block").await;
    assert_eq!(state(&cy).await, (json!("unauthorized"), true));
    assert_eq!(state(&bob).await, (json!("accepted"), false));
}

#[tokio::test]
async fn the_author_decides_who_replies() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let rule = "interaction_policy[can_reply][always][]";
    let draft = [
        ("status", "Among us"),
        (rule, "followers"),
        (rule, "mentioned"),
    ];
    let first = app
        .form(Method::POST, "/api/v1/statuses", Some(&anna), &draft)
        .await;
    let first = first.json();
    let expected = json!({
        "can_favourite": {"automatic_approval": ["public"], "manual_approval": []},
        "can_reply": {"automatic_approval": ["author", "mentioned", "followers"], "manual_approval": []},
        "can_reblog": {"automatic_approval": ["public"], "manual_approval": []},
    });
    assert_eq!(first["interaction_policy"], expected);
    let answer = json!({ "status": "And me", "in_reply_to_id": first["id"] });
    let refused = app
        .call("POST", "/api/v1/statuses", &bob, answer.clone())
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Validation failed: in_reply_to_id is of an author who lets only followers and those mentioned reply";
    assert_eq!(refused.json()["error"], words);

    let policy = format!("{}/interaction_policy", path(&first));
    let wrong = json!({"interaction_policy": {"can_reply": {"automatic_approval": ["x"]}}});
    let refused = app.call("PUT", &policy, &anna, wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = json!({"interaction_policy": {"can_reply": {"automatic_approval": ["public"]}}});
    let opened = app.call("PUT", &policy, &anna, open).await.json();
    assert_eq!(opened.get("interaction_policy"), None);
    posts(&app, &bob, answer).await;
}

#[tokio::test]
async fn the_author_decides_who_quotes() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let draft = json!({ "status": "A finding", "quote_approval_policy": "followers" });
    let first = posts(&app, &anna, draft).await;
    let seen = app.get_as(&path(&first), &bob).await.json();
    let expected = json!({ "automatic": ["followers"], "manual": [], "current_user": "denied" });
    assert_eq!(seen["quote_approval"], expected);
    assert_eq!(first["quote_approval"]["current_user"], "automatic");
    let draft = json!({ "status": "Look", "quoted_status_id": first["id"] });
    let refused = app
        .call("POST", "/api/v1/statuses", &bob, draft.clone())
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let policy = format!("{}/interaction_policy", path(&first));
    let public = json!({ "quote_approval_policy": "public" });
    let other = app.call("PUT", &policy, &bob, public.clone()).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    for wrong in [json!({}), json!({ "quote_approval_policy": "x" })] {
        let refused = app.call("PUT", &policy, &anna, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let opened = app.call("PUT", &policy, &anna, public).await.json();
    assert_eq!(opened["quote_approval"]["automatic"], json!(["public"]));
    let second = posts(&app, &bob, draft).await;

    let id = second["id"].as_str().expect("an id");
    let revoke = format!("{}/quotes/{id}/revoke", path(&first));
    let other = app.call("POST", &revoke, &bob, json!({})).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let revoked = app.call("POST", &revoke, &anna, json!({})).await.json();
    assert_eq!(
        revoked["quote"],
        json!({ "state": "revoked", "quoted_status": null })
    );
    let list = app.get_as(&format!("{}/quotes", path(&first)), &anna).await;
    assert_eq!(list.json(), json!([]));
}

#[tokio::test]
async fn the_default_is_kept_and_a_scheduled_quote_is_remembered() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let change = json!({ "source": { "quote_policy": "nobody" } });
    let path = "/api/v1/accounts/update_credentials";
    let changed = app.call("PATCH", path, &anna, change).await.json();
    assert_eq!(changed["source"]["quote_policy"], "nobody");
    let preferences = app.get_as("/api/v1/preferences", &anna).await.json();
    assert_eq!(preferences["posting:default:quote_policy"], "nobody");
    let first = posts(&app, &anna, json!({ "status": "A finding" })).await;
    assert_eq!(first["quote_approval"]["automatic"], json!([]));
    let draft = json!({
        "status": "Later", "quoted_status_id": first["id"], "scheduled_at": "2026-10-02T00:00:00Z",
    });
    let waiting = posts(&app, &anna, draft).await;
    assert_eq!(waiting["params"]["quoted_status_id"], first["id"]);
    assert_eq!(waiting["params"]["quote_approval_policy"], "nobody");
}

#[tokio::test]
async fn a_page_of_quotes_takes_as_many_queries_as_one() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let draft = json!({ "status": "A finding", "quote_approval_policy": "followers" });
    let mut quoted = posts(&app, &anna, draft).await;
    let mut taken = Vec::new();
    for count in 1..4 {
        quoted = quotes(&app, &anna, &quoted, &format!("Look {count}")).await;
        let home = "/api/v1/accounts/lookup?acct=anna";
        let id = app.get(home).await.json()["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let page = format!("/api/v1/accounts/{id}/statuses");
        app.get_as(&page, &bob).await;
        app.queries();
        let shown = app.get_as(&page, &bob).await.json();
        assert_eq!(shown.as_array().map(Vec::len), Some(count + 1));
        taken.push(app.queries());
    }
    assert_eq!(taken, [taken[0]; 3]);
}
