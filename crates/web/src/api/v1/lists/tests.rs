//! Lists over HTTP.

use axum::http::StatusCode;
use serde_json::json;

use crate::testing::{App, app};

async fn id_of(app: &App, name: &str) -> String {
    let found = app
        .get(&format!("/api/v1/accounts/lookup?acct={name}"))
        .await;
    found.json()["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_list_is_made_filled_read_and_deleted() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let bob_id = id_of(&app, "bob").await;
    let follow = format!("/api/v1/accounts/{bob_id}/follow");
    app.call("POST", &follow, &anna, json!({})).await;

    let form = json!({ "title": "Ward", "replies_policy": "followed", "exclusive": "true" });
    let made = app.call("POST", "/api/v1/lists", &anna, form).await.json();
    let path = format!("/api/v1/lists/{}", made["id"].as_str().expect("an id"));
    let expected = json!({
        "id": made["id"], "title": "Ward", "replies_policy": "followed", "exclusive": true
    });
    assert_eq!(made, expected);
    let renamed = json!({ "title": "Ward 2", "exclusive": false });
    let renamed = app.call("PUT", &path, &anna, renamed).await.json();
    assert_eq!(
        (&renamed["title"], &renamed["replies_policy"]),
        (&json!("Ward 2"), &json!("followed"))
    );
    let all = app
        .call("GET", "/api/v1/lists", &anna, json!({}))
        .await
        .json();
    assert_eq!(all, json!([renamed]));

    let accounts = format!("{path}/accounts");
    let whom = json!({ "account_ids": [bob_id] });
    let added = app.call("POST", &accounts, &anna, whom.clone()).await;
    assert_eq!((added.status, added.json()), (StatusCode::OK, json!({})));
    let again = app.call("POST", &accounts, &anna, whom.clone()).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for page in ["", "?limit=0", "?limit=1"] {
        let answer = app
            .call("GET", &format!("{accounts}{page}"), &anna, json!({}))
            .await;
        assert_eq!(answer.json()[0]["acct"], "bob", "{page}");
    }
    let containing = format!("/api/v1/accounts/{bob_id}/lists");
    let containing = app.call("GET", &containing, &anna, json!({})).await.json();
    assert_eq!(containing, json!([renamed]));

    let posted = json!({ "status": "On the ward" });
    let posted = app
        .call("POST", "/api/v1/statuses", &bob, posted)
        .await
        .json();
    let timeline = path.replace("/lists/", "/timelines/list/");
    let shown = app.call("GET", &timeline, &anna, json!({})).await;
    assert_eq!(shown.json()[0]["id"], posted["id"]);
    assert!(shown.header("link").contains("max_id="));

    let removed = app.call("DELETE", &accounts, &anna, whom).await;
    assert_eq!(removed.status, StatusCode::OK);
    let empty = app.call("GET", &timeline, &anna, json!({})).await;
    assert_eq!((empty.status, empty.json()), (StatusCode::OK, json!([])));
    assert_eq!(
        app.call("DELETE", &path, &anna, json!({})).await.status,
        StatusCode::OK
    );
    for (method, path) in [("GET", &path), ("GET", &timeline), ("DELETE", &path)] {
        let gone = app.call(method, path, &anna, json!({})).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_is_no_list_is_refused() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let forms = [
        json!({}),
        json!({ "title": "" }),
        json!({ "title": "Ward", "replies_policy": "some" }),
    ];
    for form in forms {
        let refused = app.call("POST", "/api/v1/lists", &anna, form.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.json()["error"].is_string());
    }
}
