//! Deciding on and looking at other servers over HTTP.

use axum::http::StatusCode;
use domain::kinds::UserRole;
use domain::testing::{failed_job, failing_host, remote_account};
use serde_json::json;

use crate::testing::{App, app};

const SCOPES: &str = "read write admin:read admin:write";

async fn staffed() -> (App, String) {
    let app = app().await;
    let root = app.staff("root", UserRole::Admin, SCOPES).await;
    (app, root)
}

#[tokio::test]
async fn an_issuer_counts_until_an_administrator_says_otherwise() {
    let (app, root) = staffed().await;
    let issuers = "/api/rounds/v1/admin/credential_issuers";
    let kinds = ["HealthProfessionalCredential", "MembershipCredential"];
    let wanted = json!({"issuer": "https://assoc.example/actor", "kinds": kinds});
    let added = app.call("POST", issuers, &root, wanted).await.json();
    assert_eq!(added.as_array().map(Vec::len), Some(2));
    assert_eq!(added[0]["issuer"], "https://assoc.example/actor");
    assert_eq!(app.get_as(issuers, &root).await.json(), added);
    let one = format!("{issuers}/{}", added[0]["id"].as_str().expect("an id"));
    for status in [200, 404] {
        let answer = app.call("DELETE", &one, &root, json!({})).await;
        assert_eq!(answer.status.as_u16(), status);
    }
    let left = app.get_as(issuers, &root).await.json();
    assert_eq!(left[0]["kind"], added[1]["kind"]);
    for wanted in [
        json!({"issuer": "assoc.example", "kinds": kinds}),
        json!({"issuer": "https://assoc.example/actor", "kinds": ["OpenBadgeCredential"]}),
        json!({"issuer": "https://assoc.example/actor"}),
    ] {
        let refused = app.call("POST", issuers, &root, wanted).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn what_was_given_up_is_seen_tried_again_and_thrown_away() {
    let (app, root) = staffed().await;
    failed_job(&app.ctx, "odd", "nobody knows it").await;
    let queue = "/api/rounds/v1/admin/queue";
    let jobs = async || app.get_as(queue, &root).await.json()["jobs"]["failed"].clone();
    assert_eq!(jobs().await, 1);
    let listed = app.get_as(&format!("{queue}/jobs"), &root).await.json();
    assert_eq!(listed[0]["what"], "odd");
    assert_eq!(listed[0]["last_error"], "nobody knows it");
    for (path, body, status, left) in [
        ("retry", json!({}), 422, 1),
        ("retry", json!({ "host": "b.example" }), 404, 1),
        ("retry", json!({ "id": listed[0]["id"] }), 200, 0),
        ("drop", json!({ "id": listed[0]["id"] }), 404, 0),
    ] {
        let path = format!("{queue}/{path}");
        let answer = app.call("POST", &path, &root, body).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(jobs().await, left, "{path}");
    }
    let unknown = app.get_as(&format!("{queue}/nothing"), &root).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_server_is_looked_at_and_noted() {
    let (app, root) = staffed().await;
    remote_account(&app.ctx, "bob", "b.example").await;
    remote_account(&app.ctx, "eve", "e.example").await;
    failing_host(&app.ctx, "e.example", "connection refused").await;
    let all = "/api/rounds/v1/admin/instances";
    let first = app.get_as(&format!("{all}?limit=1"), &root).await;
    assert!(first.header("link").contains("offset=1"));
    assert_eq!(first.json()[0]["host"], "b.example");
    let failing = app
        .get_as(&format!("{all}?failing=true"), &root)
        .await
        .json();
    assert_eq!(failing.as_array().map(Vec::len), Some(1));
    assert_eq!(failing[0]["last_error"], "connection refused");
    assert_eq!(failing[0]["breaker"], "closed");
    let note = json!({ "private_note": "They answer." });
    let path = format!("{all}/b.example");
    let noted = app
        .call("PUT", &format!("{path}/note"), &root, note.clone())
        .await;
    assert_eq!(noted.json(), note);
    let shown = app.get_as(&path, &root).await.json();
    assert_eq!(shown["private_note"], "They answer.");
    assert_eq!(
        (&shown["accounts"], &shown["allowed"]),
        (&json!(1), &json!(false))
    );
    let unknown = app.get_as(&format!("{all}/nobody.example"), &root).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_goes_out_and_comes_in_again() {
    let (app, root) = staffed().await;
    let of = |what: &str| format!("/api/rounds/v1/admin/{what}");
    let list = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                bad.example,suspend,false,true,\"spam, daily\",true\n";
    let wanted = json!({ "file": list, "dry_run": "true" });
    let import = of("domain_blocks/import");
    let looked = app.call("POST", &import, &root, wanted).await.json();
    let line = json!({ "line": 2, "domain": "bad.example", "outcome": "added", "reason": null });
    assert_eq!(looked, json!({ "applied": false, "lines": [line] }));
    let wanted = json!({ "file": list });
    let done = app.call("POST", &import, &root, wanted).await.json();
    assert_eq!(done["applied"], true);
    let out = app.get_as(&of("domain_blocks/export"), &root).await;
    assert_eq!(out.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(out.text(), list);
    let wanted = json!({ "file": format!("{list}com,suspend\n") });
    let refused = app.call("POST", &import, &root, wanted).await.json();
    let whole = "is a whole top-level domain";
    assert_eq!(refused["applied"], false);
    assert_eq!(refused["lines"][1]["reason"], whole);
    let wanted = json!({ "file": "good.example\n" });
    let import = of("domain_allows/import");
    let let_in = app.call("POST", &import, &root, wanted).await.json();
    assert_eq!(let_in["applied"], true);
    let out = app.get_as(&of("domain_allows/export"), &root).await;
    assert_eq!(out.text(), "#domain\ngood.example\n");
}

#[tokio::test]
async fn who_leaves_is_out_and_may_come_back() {
    let (app, root) = staffed().await;
    let ada = app.join("ada").await;
    let token = app.token("ada", "read").await;
    let me = "/api/v1/accounts/verify_credentials";
    let path = |id: &str, verb: &str| format!("/api/rounds/v1/admin/accounts/{id}/{verb}");
    let call = async |id: String, verb: &str| {
        let answer = app.call("POST", &path(&id, verb), &root, json!({})).await;
        answer.status.as_u16()
    };
    let id = ada.account_id.to_string();
    assert_eq!(app.get_as(me, &token).await.status, StatusCode::OK);
    assert_eq!(call(id.clone(), "deprovision").await, 200);
    let gone = app.get_as(me, &token).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    assert_eq!(call(id.clone(), "reprovision").await, 200);
    let token = app.token("ada", "read").await;
    assert_eq!(app.get_as(me, &token).await.status, StatusCode::OK);
    let bob = remote_account(&app.ctx, "bob", "b.example").await;
    let peer = domain::testing::staff(&app.ctx, "peer", UserRole::Admin).await;
    for (id, status) in [
        (bob.id, 403),
        (peer.account_id, 403),
        (domain::id::AccountId(1), 404),
    ] {
        assert_eq!(call(id.to_string(), "deprovision").await, status, "{id}");
    }
    let moderator = app.staff("mo", UserRole::Moderator, "admin:write").await;
    let refused = app
        .call("POST", &path(&id, "deprovision"), &moderator, json!({}))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
