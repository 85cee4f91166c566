//! Deciding on other servers over HTTP.

use axum::http::StatusCode;
use domain::kinds::UserRole;
use domain::testing::remote_account;
use serde_json::json;

use super::{SCOPES, post, staffed};

const BLOCKS: &str = "/api/v1/admin/domain_blocks";
const ALLOWS: &str = "/api/v1/admin/domain_allows";

#[tokio::test]
async fn a_domain_is_limited_otherwise_and_no_more() {
    let (app, root) = staffed().await;
    let bob = remote_account(&app.ctx, "bob", "b.example").await;
    let form = json!({
        "domain": "B.example", "reject_media": "true", "public_comment": "noise", "obfuscate": true,
    });
    let made = post(&app, BLOCKS, &root, form.clone()).await;
    assert_eq!(
        (&made["domain"], &made["severity"]),
        (&json!("b.example"), &json!("silence"))
    );
    assert_eq!(
        (&made["reject_media"], &made["reject_reports"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(made["private_comment"], json!(null));
    let limited = async || {
        let path = format!("/api/v1/accounts/{}", bob.id);
        app.get(&path).await.json()["limited"].clone()
    };
    assert_eq!(limited().await, true);
    let again = app.call("POST", BLOCKS, &root, form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = app.get("/api/v1/instance/domain_blocks").await.json();
    assert_eq!(told[0]["domain"], "b.e****le");
    assert_eq!(told[0]["digest"], made["digest"]);
    let path = format!("{BLOCKS}/{}", made["id"].as_str().expect("an id"));
    assert_eq!(app.get_as(&path, &root).await.json(), made);
    let change = json!({ "severity": "noop", "private_comment": "was told" });
    let changed = app.call("PUT", &path, &root, change).await.json();
    assert_eq!(
        (&changed["severity"], &changed["private_comment"]),
        (&json!("noop"), &json!("was told"))
    );
    assert_eq!(changed["public_comment"], "noise");
    assert_eq!(limited().await, false);
    assert_eq!(app.get_as(BLOCKS, &root).await.json(), json!([changed]));
    let unknown = app
        .call("PUT", &path, &root, json!({ "severity": "flog" }))
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = app.call("DELETE", &path, &root, json!({})).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!({})));
    assert_eq!(app.get_as(&path, &root).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_domain_is_allowed_and_disallowed() {
    let (app, root) = staffed().await;
    let made = post(&app, ALLOWS, &root, json!({ "domain": "B.example" })).await;
    assert_eq!(made["domain"], "b.example");
    let again = post(&app, ALLOWS, &root, json!({ "domain": "b.example" })).await;
    assert_eq!(again, made);
    let path = format!("{ALLOWS}/{}", made["id"].as_str().expect("an id"));
    assert_eq!(app.get_as(&path, &root).await.json(), made);
    assert_eq!(app.get_as(ALLOWS, &root).await.json(), json!([made]));
    let nothing = app.call("POST", ALLOWS, &root, json!({})).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = app.call("DELETE", &path, &root, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    assert_eq!(app.get_as(&path, &root).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn security_42_moderators_do_not_decide_on_whole_servers() {
    let (app, _) = staffed().await;
    let moderator = app.staff("mo", UserRole::Moderator, SCOPES).await;
    let form = json!({ "domain": "b.example" });
    for path in [BLOCKS, ALLOWS] {
        let one = format!("{path}/1");
        for (method, path) in [
            ("GET", path),
            ("POST", path),
            ("GET", &one),
            ("DELETE", &one),
        ] {
            let refused = app.call(method, path, &moderator, form.clone()).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
    let path = format!("{BLOCKS}/1");
    let refused = app.call("PUT", &path, &moderator, form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
