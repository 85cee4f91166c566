//! Which operations of the contract there are. That answers keep it is looked at wherever a test gets one.

use std::fmt::Write as _;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;
use tower::ServiceExt as _;
use web::contract::{self, Operation};
use web::router::NothingHere;
use web::testing::{App, app};

/// The path with an id in every place.
fn filled(operation: &Operation) -> String {
    let segments = operation.path.split('/');
    let segments = segments.map(|segment| {
        if segment.starts_with('{') {
            "1"
        } else {
            segment
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn is_there(app: &App, operation: &Operation) -> bool {
    let request = Request::builder()
        .method(&operation.method)
        .uri(filled(operation));
    let request = request.body(Body::empty()).expect("a request");
    let answer = app.router.clone().oneshot(request).await.expect("answers");
    if operation.path.starts_with("/api") {
        answer.extensions().get::<NothingHere>().is_none()
    } else {
        answer.status() != StatusCode::NOT_FOUND
    }
}

/// A heading and the operations under it, with how many of them there are.
fn section(page: &mut String, title: &str, rows: &[(Operation, bool)]) {
    let there = rows.iter().filter(|(_, there)| *there).count();
    let all = rows.len();
    writeln!(page, "\n## {title}: {there} of {all}\n").expect("memory takes it");
    page.push_str("| operation | scope | answer | state |\n|---|---|---|---|\n");
    for (operation, there) in rows {
        let Operation { method, path, .. } = operation;
        let scope = operation.scope.replace('|', " or ");
        let answer = operation.answer.replace('|', " or ");
        let state = if *there { "there" } else { "not there" };
        writeln!(page, "| `{method} {path}` | {scope} | {answer} | {state} |")
            .expect("memory takes it");
    }
}

const HEAD: &str = "\
# The Mastodon API

Every operation of Mastodon 4.7 and whether it is there. `UPDATE=1 cargo test --workspace --test api contract` writes this page
from the router and from the contract, `crates/web/src/contract/`. What each answer consists of is in
[mastodon-api.json](mastodon-api.json) (OpenAPI 3.1), made of the types in `crates/web/src/entity/`; `any` means that it says
nothing of this one yet. Whatever the tests of `web` are answered is held against it.

`-` needs no token, `user` any token of somebody, `app` any token.
";

#[tokio::test]
async fn the_table_of_operations_is_current() {
    let app = app().await;
    let mut sections: Vec<(&str, Vec<(Operation, bool)>)> = Vec::new();
    for operation in contract::operations() {
        let there = is_there(&app, &operation).await;
        match sections.last_mut() {
            Some((title, rows)) if *title == operation.section => rows.push((operation, there)),
            _ => sections.push((operation.section, vec![(operation, there)])),
        }
    }
    let mut page = HEAD.to_owned();
    for (title, rows) in &sections {
        section(&mut page, title, rows);
    }
    hold("api.md", &page);
}

#[test]
fn the_contract_for_machines_is_current() {
    let document = serde_json::to_string_pretty(&contract::document()).expect("is JSON");
    hold("mastodon-api.json", &format!("{document}\n"));
}

/// Fails when the file in `docs/` says something else; with `UPDATE` it is written.
fn hold(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, text).expect("is written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == text,
        "docs/{name} is stale: run this test with UPDATE=1"
    );
}

#[tokio::test]
async fn a_token_with_the_scope_alone_is_let_in() {
    let app = app().await;
    app.join("ada").await;
    for operation in contract::operations() {
        let wanted = operation.scope;
        let is_stream = operation.answer == "stream";
        if ["-", "user", "app"].contains(&wanted)
            || is_stream
            || operation.section == "For moderators"
        {
            continue;
        }
        if !is_there(&app, &operation).await {
            continue;
        }
        for scope in wanted.split('|') {
            let token = app.token("ada", scope).await;
            let (method, path) = (operation.method.clone(), filled(&operation));
            let answer = app.json(method, &path, Some(&token), &json!({})).await;
            let outside = "This action is outside the authorized scopes";
            assert!(
                !answer.text().contains(outside),
                "{operation:?} with {scope}"
            );
        }
    }
}
