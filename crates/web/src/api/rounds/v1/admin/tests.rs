//! Deciding on and looking at other servers over HTTP.

use axum::http::StatusCode;
use domain::kinds::UserRole;
use serde_json::json;

use crate::testing::{App, app};

const SCOPES: &str = "read write admin:read admin:write";

async fn staffed() -> (App, String) {
    let app = app().await;
    let root = app.staff("root", UserRole::Admin, SCOPES).await;
    (app, root)
}

#[tokio::test]
async fn security_moderators_neither_see_nor_decide_about_whole_servers() {
    let (app, _) = staffed().await;
    let moderator = app.staff("mo", UserRole::Moderator, SCOPES).await;
    let document = app.get("/api/rounds/v1/openapi.json").await.json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut asked = 0;
    for (path, methods) in paths {
        if !path.starts_with("/api/rounds/v1/admin/") {
            continue;
        }
        let path = path
            .replace("{host}", "b.example")
            .replace("{queue}", "inbox")
            .replace("{id}", "1");
        for method in methods.as_object().expect("methods").keys() {
            let method = method.to_uppercase();
            let refused = app.call(&method, &path, &moderator, json!({})).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}");
            asked += 1;
        }
    }
    assert!(asked >= 4, "{asked}");
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
