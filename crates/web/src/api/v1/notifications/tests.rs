//! Notifications one by one, and those who must ask to be heard.

use domain::id::AccountId;
use domain::notification_policy::{self, Change};
use domain::testing::{local_account, new_status, post};
use domain::{favourite, kinds::NotificationAction};
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn call(app: &App, method: &str, path: &str, token: &str, body: Value) -> Value {
    let answer = app.call(method, path, token, body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.status);
    answer.json()
}

async fn get(app: &App, path: &str, token: &str) -> Value {
    app.get_as(path, token).await.json()
}

/// Somebody, and a token of theirs.
async fn anna(app: &App) -> (AccountId, String) {
    let anna = app.join("anna").await.account_id;
    (anna, app.token("anna", "read write").await)
}

#[tokio::test]
async fn notifications_are_narrowed_by_kind_and_by_sender() {
    let app = app().await;
    let (anna, token) = anna(&app).await;
    let bob = local_account(&app.ctx, "bob").await.id;
    let cleo = local_account(&app.ctx, "cleo").await.id;
    let posted = post(&app.ctx, anna, new_status("hello")).await;
    favourite::favourite(&app.ctx, cleo, posted)
        .await
        .expect("favourites");
    post(&app.ctx, bob, new_status("@anna hello")).await;
    let kinds = async |query: &str| -> Vec<String> {
        let list = get(&app, &format!("/api/v1/notifications{query}"), &token).await;
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["type"].as_str().expect("a type").to_owned())
            .collect()
    };
    assert_eq!(kinds("").await, ["mention", "favourite"]);
    assert_eq!(kinds("?types[]=favourite").await, ["favourite"]);
    assert_eq!(kinds("?exclude_types[]=favourite").await, ["mention"]);
    assert_eq!(kinds(&format!("?account_id={cleo}")).await, ["favourite"]);
    assert_eq!(kinds("?types[]=unheard_of").await, [""; 0]);
    let list = get(&app, "/api/v1/notifications", &token).await;
    let id = list[0]["id"].as_str().expect("an id");
    assert_eq!(list[0]["group_key"], format!("ungrouped-{id}"));
    let hour = app.ctx.clock.now().millis() / 3_600_000;
    assert_eq!(list[1]["group_key"], format!("favourite-{posted}-{hour}"));
    for (query, count) in [("", 2), ("?types[]=mention", 1), ("?limit=1", 1)] {
        let path = format!("/api/v1/notifications/unread_count{query}");
        assert_eq!(get(&app, &path, &token).await, json!({ "count": count }));
    }
}

#[tokio::test]
async fn whoever_is_filtered_asks_and_is_answered() {
    let app = app().await;
    let (anna, token) = anna(&app).await;
    let change = Change {
        for_not_following: Some(NotificationAction::Filter),
        ..Change::default()
    };
    notification_policy::update(&app.ctx, anna, change)
        .await
        .expect("changes");
    let mut people = Vec::new();
    for name in ["bob", "cleo", "dora"] {
        let person = local_account(&app.ctx, name).await.id;
        post(&app.ctx, person, new_status("@anna hello")).await;
        people.push(person);
    }
    let requests = "/api/v1/notifications/requests";
    let list = get(&app, requests, &token).await;
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    let latest = &list[0];
    assert_eq!(latest["account"]["acct"], "dora");
    assert_eq!(latest["notifications_count"], "1");
    assert_eq!(latest["last_status"]["account"]["acct"], "dora");
    let path = |at: usize| format!("{requests}/{}", list[at]["id"].as_str().expect("an id"));
    assert_eq!(get(&app, &path(0), &token).await, *latest);
    assert_eq!(get(&app, "/api/v1/notifications", &token).await, json!([]));
    let filtered = "/api/v1/notifications?include_filtered=true";
    let filtered = get(&app, filtered, &token).await;
    assert_eq!(filtered.as_array().map(Vec::len), Some(3));

    call(&app, "POST", &(path(0) + "/accept"), &token, json!({})).await;
    call(&app, "POST", &(path(1) + "/dismiss"), &token, json!({})).await;
    let shown = get(&app, "/api/v1/notifications", &token).await;
    assert_eq!(shown.as_array().map(Vec::len), Some(1));
    let many = json!({ "id": [list[2]["id"], "7"] });
    let merged = get(&app, &format!("{requests}/merged"), &token).await;
    assert_eq!(merged, json!({ "merged": true }));
    call(
        &app,
        "POST",
        &format!("{requests}/accept"),
        &token,
        many.clone(),
    )
    .await;
    call(&app, "POST", &format!("{requests}/dismiss"), &token, many).await;
    assert_eq!(get(&app, requests, &token).await, json!([]));
    let shown = get(&app, "/api/v1/notifications", &token).await;
    assert_eq!(shown.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn both_forms_of_the_policy_say_and_change_the_same() {
    let app = app().await;
    let (_, token) = anna(&app).await;
    let (v1, v2) = (
        "/api/v1/notifications/policy",
        "/api/v2/notifications/policy",
    );
    let policy = get(&app, v2, &token).await;
    assert_eq!(policy["for_limited_accounts"], "filter");
    assert_eq!(policy["for_new_accounts"], "accept");
    let none = json!({ "pending_requests_count": 0, "pending_notifications_count": 0 });
    assert_eq!(policy["summary"], none);
    let change = json!({ "for_new_accounts": "drop", "for_not_following": "filter" });
    let policy = call(&app, "PATCH", v2, &token, change).await;
    assert_eq!(policy["for_new_accounts"], "drop");
    let old = get(&app, v1, &token).await;
    assert_eq!(
        (&old["filter_new_accounts"], &old["filter_not_following"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(old["filter_private_mentions"], false);
    let change = json!({ "filter_not_following": "false" });
    call(&app, "PATCH", v1, &token, change).await;
    let policy = get(&app, v2, &token).await;
    assert_eq!(
        (&policy["for_new_accounts"], &policy["for_not_following"]),
        (&json!("drop"), &json!("accept"))
    );
    let unknown = json!({ "for_new_accounts": "burn" });
    let refused = app.call("PATCH", v2, &token, unknown).await;
    assert_eq!(refused.status, 422);
}
