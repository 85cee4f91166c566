//! Moderating over HTTP.

mod domains;
mod figures;
mod sign_ups;
mod trends;

use axum::http::StatusCode;
use domain::config::{Config, Registrations};
use domain::kinds::UserRole;
use domain::sign_up::{By, sign_up};
use domain::testing;
use serde_json::{Value, json};

use crate::testing::{App, app, app_with};

const SCOPES: &str = "read write admin:read admin:write";

async fn staffed() -> (App, String) {
    let app = app().await;
    let token = app.staff("root", UserRole::Admin, SCOPES).await;
    (app, token)
}

async fn post(app: &App, path: &str, token: &str, body: Value) -> Value {
    let answer = app.call("POST", path, token, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

#[tokio::test]
async fn security_42_roles_and_scopes_are_both_asked() {
    let (app, root) = staffed().await;
    let member = app.person("ada", SCOPES).await;
    let narrow = app.token("root", "read write").await;
    let reader = app.token("root", "admin:read").await;
    for path in [
        "/api/v1/admin/accounts",
        "/api/v2/admin/accounts",
        "/api/v1/admin/reports",
    ] {
        for token in [&member, &narrow] {
            let refused = app.get_as(path, token).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(app.get_as(path, &reader).await.status, StatusCode::OK);
    }
    let ada = app.get("/api/v1/accounts/lookup?acct=ada").await.json();
    let path = format!(
        "/api/v1/admin/accounts/{}/action",
        ada["id"].as_str().expect("an id")
    );
    let form = json!({ "type": "silence" });
    let refused = app.call("POST", &path, &reader, form.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(post(&app, &path, &root, form).await, json!({}));
    let unknown = app
        .call("POST", &path, &root, json!({ "type": "flog" }))
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_account_is_shown_suspended_restored_and_deleted() {
    let (app, root) = staffed().await;
    let ada = app.person("ada", "read write").await;
    let listed = app
        .get_as("/api/v1/admin/accounts?username=ada", &root)
        .await;
    assert!(listed.header("link").contains("username=ada"));
    let shown = &listed.json()[0];
    let id = shown["id"].as_str().expect("an id");
    let of = |word: &str| format!("/api/v1/admin/accounts/{id}{word}");
    assert_eq!(shown["email"], "ada@ok.example");
    assert_eq!(shown["role"]["id"], "-99");
    assert_eq!(shown["account"]["acct"], "ada");
    assert_eq!(shown["ips"], json!([]));
    for (word, expected) in [
        ("confirmed", true),
        ("approved", true),
        ("suspended", false),
    ] {
        assert_eq!(shown[word], expected, "{word}");
    }
    let suspend = json!({ "type": "suspend", "send_email_notification": "true", "text": "No." });
    post(&app, &of("/action"), &root, suspend).await;
    let out = app.get_as("/api/v1/timelines/home", &ada).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    let shown = app.get_as(&of(""), &root).await.json();
    assert_eq!(
        (&shown["suspended"], &shown["disabled"]),
        (&json!(true), &json!(true))
    );
    let found = app
        .get_as(
            "/api/v2/admin/accounts?status=suspended&origin=local",
            &root,
        )
        .await;
    assert_eq!(found.json()[0]["id"], id);
    let back = post(&app, &of("/unsuspend"), &root, json!({})).await;
    assert_eq!(
        (&back["suspended"], &back["disabled"]),
        (&json!(false), &json!(false))
    );
    let early = app.call("DELETE", &of(""), &root, json!({})).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN);
    post(&app, &of("/action"), &root, json!({ "type": "suspend" })).await;
    let gone = app.call("DELETE", &of(""), &root, json!({})).await;
    assert_eq!(
        (gone.status, &gone.json()["id"]),
        (StatusCode::OK, &json!(id))
    );
    let staff = app
        .get_as("/api/v2/admin/accounts?role_ids[]=3", &root)
        .await;
    assert_eq!(staff.json().as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn who_waits_is_let_in_or_turned_away() {
    let config = Config {
        registrations: Registrations::Approval,
        ..testing::config()
    };
    let app = app_with(config).await;
    let token = app.staff("mo", UserRole::Moderator, SCOPES).await;
    for name in ["ada", "bob"] {
        let mut new = testing::new_person(name);
        new.reason = "I am a nurse".into();
        sign_up(&app.ctx, new, By::Themselves).await.expect("joins");
    }
    let path = "/api/v1/admin/accounts?pending=true";
    let waiting = app.get_as(path, &token).await.json();
    let waiting = waiting.as_array().expect("a list");
    assert_eq!(waiting.len(), 2);
    for (shown, deed) in waiting.iter().zip(["approve", "reject"]) {
        assert_eq!(shown["invite_request"], "I am a nurse");
        let path = format!(
            "/api/v1/admin/accounts/{}/{deed}",
            shown["id"].as_str().expect("an id")
        );
        let answer = post(&app, &path, &token, json!({})).await;
        assert_eq!(answer["approved"], deed == "approve");
        let again = app.call("POST", &path, &token, json!({})).await;
        assert!(again.status.is_client_error(), "{deed}");
    }
    assert_eq!(app.get_as(path, &token).await.json(), json!([]));
}

#[tokio::test]
async fn a_report_is_taken_on_sorted_settled_and_opened_again() {
    let (app, root) = staffed().await;
    let ada = app.person("ada", "read write").await;
    let bob = app.person("bob", "read write").await;
    let form = json!({ "status": "Buy now", "visibility": "direct" });
    let posted = app
        .call("POST", "/api/v1/statuses", &bob, form)
        .await
        .json();
    let bob_id = posted["account"]["id"].clone();
    let seen = json!({ "status": "@ada Buy now", "visibility": "direct" });
    let seen = app
        .call("POST", "/api/v1/statuses", &bob, seen)
        .await
        .json();
    let form = json!({ "account_id": bob_id, "comment": "spam", "category": "spam", "status_ids": [seen["id"]] });
    let filed = app.call("POST", "/api/v1/reports", &ada, form).await.json();
    let path = format!(
        "/api/v1/admin/reports/{}",
        filed["id"].as_str().expect("an id")
    );
    let list = app.get_as("/api/v1/admin/reports", &root).await.json();
    let shown = &list[0];
    assert_eq!(shown["id"], filed["id"]);
    assert_eq!(shown["account"]["username"], "ada");
    assert_eq!(shown["target_account"]["id"], bob_id);
    assert_eq!(shown["statuses"][0]["id"], seen["id"]);
    assert_eq!(shown["rules"], json!([]));
    assert_eq!(
        (&shown["assigned_account"], &shown["action_taken"]),
        (&json!(null), &json!(false))
    );
    let taken = post(&app, &format!("{path}/assign_to_self"), &root, json!({})).await;
    assert_eq!(taken["assigned_account"]["username"], "root");
    let given = post(&app, &format!("{path}/unassign"), &root, json!({})).await;
    assert_eq!(given["assigned_account"], json!(null));
    let sorted = app
        .call("PUT", &path, &root, json!({ "category": "legal" }))
        .await;
    assert_eq!(sorted.json()["category"], "legal");
    let settled = post(&app, &format!("{path}/resolve"), &root, json!({})).await;
    assert_eq!(settled["action_taken_by_account"]["username"], "root");
    assert!(settled["action_taken_at"].is_string());
    let by_target = format!(
        "/api/v1/admin/reports?resolved=true&target_account_id={}",
        bob_id.as_str().expect("an id")
    );
    assert_eq!(
        app.get_as(&by_target, &root).await.json()[0]["id"],
        filed["id"]
    );
    assert_eq!(
        app.get_as("/api/v1/admin/reports", &root).await.json(),
        json!([])
    );
    let open = post(&app, &format!("{path}/reopen"), &root, json!({})).await;
    assert_eq!(
        (&open["action_taken"], &open["action_taken_by_account"]),
        (&json!(false), &json!(null))
    );
    let nothing = app.get_as("/api/v1/admin/reports/1", &root).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_of_accounts_makes_as_many_queries_as_one_account() {
    let (app, root) = staffed().await;
    // The token is looked up once.
    app.get_as("/api/v1/admin/accounts", &root).await;
    let mut counts = Vec::new();
    for names in [["a0", "a1"], ["a2", "a3"]] {
        for name in names {
            app.join(name).await;
        }
        app.queries();
        app.get_as("/api/v1/admin/accounts", &root).await;
        counts.push(app.queries());
    }
    assert_eq!(counts[0], counts[1]);
}
