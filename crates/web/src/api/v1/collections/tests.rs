//! Collections over HTTP.

use axum::http::StatusCode;
use domain::testing;
use serde_json::{Value, json};

use crate::testing::{App, app};

/// A token of somebody who wants to be found, and their account's id.
async fn person(app: &App, name: &str) -> (String, String) {
    let token = app.person(name, "read write").await;
    let found = json!({ "discoverable": true });
    let path = "/api/v1/accounts/update_credentials";
    let account = app.call("PATCH", path, &token, found).await.json();
    (token, account["id"].as_str().expect("an id").to_owned())
}

async fn make(app: &App, token: &str, body: Value) -> Value {
    let answer = app.call("POST", "/api/v1/collections", token, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["collection"].clone()
}

fn path_of(collection: &Value) -> String {
    let id = collection["id"].as_str().expect("an id");
    format!("/api/v1/collections/{id}")
}

#[tokio::test]
async fn a_collection_is_made_shown_changed_and_deleted() {
    let app = app().await;
    let (anna, anna_id) = person(&app, "anna").await;
    let (_, bob) = person(&app, "bob").await;
    let body = json!({
        "name": "Colleagues", "description": "Worth <following>", "language": "EN",
        "tag_name": "#Sepsis", "account_ids": [bob],
    });
    let made = make(&app, &anna, body).await;
    let path = path_of(&made);
    let id = made["id"].as_str().expect("an id");
    let uri = format!("https://rounds.example/ap/users/{anna_id}/collections/{id}");
    assert_eq!(made["uri"], json!(uri));
    assert_eq!(made["description"], "Worth &lt;following&gt;");
    let tag = json!({ "name": "Sepsis", "url": "https://rounds.example/tags/sepsis" });
    assert_eq!((&made["tag"], &made["language"]), (&tag, &json!("en")));
    assert_eq!(made["items"][0]["state"], "accepted");

    let shown = app.get(&path).await.json();
    assert_eq!(shown["collection"], made);
    let page = app.get(&format!("/collections/{id}")).await;
    let page = page.text();
    for words in [
        "Colleagues",
        "Worth &#60;following&#62;",
        "/@bob",
        "#Sepsis",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let accounts: Vec<&Value> = shown["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|account| &account["acct"])
        .collect();
    assert_eq!(accounts, ["anna", "bob"]);

    let change = json!({ "name": "Friends", "tag_name": "", "discoverable": false });
    let changed = app.call("PATCH", &path, &anna, change).await.json();
    let changed = &changed["collection"];
    assert_eq!(
        (&changed["name"], &changed["tag"], &changed["description"]),
        (&json!("Friends"), &Value::Null, &made["description"])
    );
    let listed = format!("/api/v1/accounts/{anna_id}/collections");
    let own = app.get_as(&listed, &anna).await.json();
    assert_eq!(own["collections"][0], *changed);
    assert_eq!(app.get(&listed).await.json(), json!({ "collections": [] }));
    // Whoever has the address of an unlisted one sees it.
    assert_eq!(app.get(&path).await.status, StatusCode::OK);

    let gone = app.call("DELETE", &path, &anna, json!({})).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!({})));
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_is_in_a_collection_who_does_not_want_it() {
    let app = app().await;
    let (anna, _) = person(&app, "anna").await;
    let (bob, bob_id) = person(&app, "bob").await;
    let shy = app.person("cem", "read write").await;
    let whoami = "/api/v1/accounts/verify_credentials";
    let shy = app.get_as(whoami, &shy).await.json()["id"].clone();
    let made = make(&app, &anna, json!({ "name": "Colleagues" })).await;
    let items = format!("{}/items", path_of(&made));
    let add = async |who: &Value| {
        let body = json!({ "account_id": who });
        app.call("POST", &items, &anna, body).await
    };
    assert_eq!(add(&shy).await.status, StatusCode::FORBIDDEN);
    assert_eq!(add(&json!("1")).await.status, StatusCode::NOT_FOUND);
    let none = app.call("POST", &items, &anna, json!({})).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = add(&json!(bob_id)).await.json();
    let item = &added["collection_item"];
    assert_eq!(item["account_id"], json!(bob_id));

    let joined = format!("/api/v1/accounts/{bob_id}/in_collections");
    let joined_by = async |token: &str| app.get_as(&joined, token).await;
    let seen = joined_by(&bob).await.json();
    assert_eq!(seen["collections"][0]["id"], made["id"]);
    let told = app.get_as("/api/v1/notifications", &bob).await.json();
    assert_eq!(told[0]["type"], "added_to_collection");
    assert_eq!(told[0]["collection"], seen["collections"][0]);
    let groups = app.get_as("/api/v2/notifications", &bob).await.json();
    let group = &groups["notification_groups"][0];
    assert_eq!(group["collection"], seen["collections"][0]);
    assert_eq!(joined_by(&anna).await.status, StatusCode::FORBIDDEN);

    let item = format!("{items}/{}", item["id"].as_str().expect("an id"));
    let revoke = format!("{item}/revoke");
    let of_another = app.call("POST", &revoke, &anna, json!({})).await;
    assert_eq!(of_another.status, StatusCode::FORBIDDEN);
    let revoked = app.call("POST", &revoke, &bob, json!({})).await;
    assert_eq!(revoked.status, StatusCode::OK);
    assert_eq!(joined_by(&bob).await.json(), json!({ "collections": [] }));
    // For good: neither is there anything to take away.
    let again = add(&json!(bob_id)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let removed = app.call("DELETE", &item, &anna, json!({})).await;
    assert_eq!(removed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_account_says_whether_it_may_be_put_into_one() {
    let app = app().await;
    let (anna, id) = person(&app, "anna").await;
    let path = format!("/api/v1/accounts/{id}");
    let policy = async || app.get(&path).await.json()["feature_approval"].clone();
    let open = json!({ "automatic": ["public"], "manual": [], "current_user": "automatic" });
    assert_eq!(policy().await, open);
    let hide = json!({ "discoverable": false });
    app.call("PATCH", "/api/v1/accounts/update_credentials", &anna, hide)
        .await;
    let closed = json!({ "automatic": [], "manual": [], "current_user": "denied" });
    assert_eq!(policy().await, closed);
    let remote = testing::remote_account(&app.ctx, "eve", "peer.example").await;
    let remote = app.get(&format!("/api/v1/accounts/{}", remote.id)).await;
    assert_eq!(
        remote.json()["feature_approval"]["current_user"],
        json!("missing")
    );
}
