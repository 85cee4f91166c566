//! Every route for people with duties, as each of them: `domain::permission::TABLE` says what the answer is.

use axum::http::Method;
use domain::audit::Actor;
use domain::kinds::UserRole;
use domain::permission::{Permission, may};
use domain::{testing, user};
use serde_json::json;
use web::testing::{App, app};

use crate::browser::Browser;

const ADMIN: &str = include_str!("../../src/api/v1/admin/mod.rs");
const PAGES: &str = include_str!("../../src/router/browser.rs");

/// What each route is for, by the longest beginning of it that stands here.
const ROUTES: &[(&str, Permission)] = &[
    ("/api/v1/admin/accounts", Permission::ModerateAccounts),
    ("DELETE /api/v1/admin/accounts", Permission::DeleteAccounts),
    (
        "/api/v1/admin/canonical_email_blocks",
        Permission::DecideNetworks,
    ),
    ("/api/v1/admin/dimensions", Permission::SeeFigures),
    ("/api/v1/admin/domain_allows", Permission::DecideServers),
    ("/api/v1/admin/domain_blocks", Permission::DecideServers),
    (
        "/api/v1/admin/email_domain_blocks",
        Permission::DecideNetworks,
    ),
    ("/api/v1/admin/ip_blocks", Permission::DecideNetworks),
    ("/api/v1/admin/measures", Permission::SeeFigures),
    ("/api/v1/admin/reports", Permission::HandleReports),
    ("/api/v1/admin/retention", Permission::SeeFigures),
    ("/api/v1/admin/tags", Permission::JudgeTrends),
    ("/api/v1/admin/trends", Permission::JudgeTrends),
    ("/api/v2/admin/accounts", Permission::ModerateAccounts),
    ("/api/rounds/v1/admin/audit", Permission::ReadAudit),
    ("/api/rounds/v1/admin/accounts", Permission::Deprovision),
    (
        "/api/rounds/v1/admin/credential_issuers",
        Permission::DecideIssuers,
    ),
    (
        "/api/rounds/v1/admin/directory_",
        Permission::ImportDirectories,
    ),
    ("/api/rounds/v1/admin/disclosures", Permission::Disclose),
    (
        "/api/rounds/v1/admin/domain_allows",
        Permission::DecideServers,
    ),
    (
        "/api/rounds/v1/admin/domain_blocks",
        Permission::DecideServers,
    ),
    ("/api/rounds/v1/admin/instances", Permission::DecideServers),
    ("/api/rounds/v1/admin/members", Permission::ListMembers),
    ("/api/rounds/v1/admin/queue", Permission::RunDeliveries),
    ("/api/rounds/v1/admin/relays", Permission::RunDeliveries),
    ("/api/rounds/v1/admin/roles", Permission::GiveRoles),
    (
        "/api/rounds/v1/admin/verification_requests",
        Permission::Verify,
    ),
    ("/moderation/audit", Permission::ReadAudit),
    ("/moderation/directory", Permission::ImportDirectories),
    ("/moderation/instances", Permission::DecideServers),
    ("/moderation/members", Permission::ListMembers),
    ("/moderation/people", Permission::GiveRoles),
    ("/moderation/reports", Permission::HandleReports),
    ("/moderation/scim", Permission::ConnectDirectories),
    ("/moderation/scim/people", Permission::Deprovision),
    ("/moderation/sign-ups", Permission::DecideSignUps),
    ("/verification", Permission::Verify),
    ("/moderation/issuers", Permission::DecideIssuers),
    ("/moderation/pseudonyms", Permission::Disclose),
];

fn permission(method: &Method, path: &str) -> Permission {
    let named = format!("{method} {path}");
    let fits = ROUTES
        .iter()
        .filter(|(route, _)| path.starts_with(route) || named.starts_with(route));
    let nearest = fits.max_by_key(|(route, _)| route.len());
    nearest
        .unwrap_or_else(|| panic!("{named}: for whom is it?"))
        .1
}

/// Methods and paths in the source of a router, with an id in every place.
fn read(source: &str, beginnings: &[&str]) -> Vec<(Method, String)> {
    let mut found = Vec::new();
    for chunk in source.split(".route(").skip(1) {
        let path = chunk.split('"').nth(1).expect("a path");
        if !beginnings.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        for (call, method) in [
            ("get(", Method::GET),
            ("post(", Method::POST),
            ("put(", Method::PUT),
            ("delete(", Method::DELETE),
        ] {
            if chunk.contains(call) {
                found.push((method, filled(path)));
            }
        }
    }
    found
}

fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment {
        "{host}" => "b.example",
        "{queue}" => "inbox",
        other if other.starts_with('{') => "1",
        other => other,
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn api_routes(app: &App) -> Vec<(Method, String)> {
    let mut routes = read(ADMIN, &["/api/v1/admin", "/api/v2/admin"]);
    let document = app.get("/api/rounds/v1/openapi.json").await.json();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        if !path.starts_with("/api/rounds/v1/admin/") {
            continue;
        }
        for method in methods.as_object().expect("methods").keys() {
            let method = method.to_uppercase().parse().expect("a method");
            routes.push((method, filled(path)));
        }
    }
    routes
}

/// Their name, rank and whether they verify.
const PEOPLE: [(&str, UserRole, bool); 5] = [
    ("mia", UserRole::Member, false),
    ("vera", UserRole::Member, true),
    ("mo", UserRole::Moderator, false),
    ("max", UserRole::Moderator, true),
    ("root", UserRole::Admin, false),
];

async fn populate(app: &App) {
    for (name, rank, is_verifier) in PEOPLE {
        let joined = testing::staff(&app.ctx, name, rank).await;
        let set = user::set_verifier(&app.ctx, joined.user_id, is_verifier, &Actor::Operator);
        set.await.expect("sets");
    }
}

#[tokio::test]
async fn security_42_every_route_of_the_api_opens_to_those_of_the_table() {
    let app = app().await;
    populate(&app).await;
    let routes = api_routes(&app).await;
    assert!(routes.len() > 60, "{}", routes.len());
    for (name, rank, is_verifier) in PEOPLE {
        let token = app.token(name, "read write admin:read admin:write").await;
        for (method, path) in &routes {
            let allowed = may(rank, is_verifier, permission(method, path));
            let answer = app.call(method.as_str(), path, &token, json!({})).await;
            if permission(method, path) == Permission::Verify {
                // To others there is nothing; to those who may there is nothing of that number, or the form lacks a word.
                let status = answer.status.as_u16();
                let expected: &[u16] = match (allowed, path.contains("/1")) {
                    (false, _) => &[404],
                    (true, true) => &[404, 422],
                    (true, false) => &[200],
                };
                assert!(
                    expected.contains(&status),
                    "{name}: {method} {path}: {status}"
                );
                continue;
            }
            let refused = answer.status == 403 && answer.text().contains("not allowed");
            let reached = answer.status != 403 || !refused;
            assert_eq!(
                reached,
                allowed,
                "{name}: {method} {path}: {}",
                answer.text()
            );
        }
    }
}

#[tokio::test]
async fn security_42_every_page_opens_to_those_of_the_table() {
    let app = app().await;
    populate(&app).await;
    let routes = read(PAGES, &["/moderation", "/verification"]);
    assert!(routes.len() > 10, "{}", routes.len());
    for (name, rank, is_verifier) in PEOPLE {
        let browser = Browser::of(&app, name).await;
        for (method, path) in &routes {
            let allowed = may(rank, is_verifier, permission(method, path));
            let answer = browser.send(method.clone(), path, String::new()).await;
            let status = answer.status.as_u16();
            // Nothing has the number that stands in the path, and the form lacks its token.
            let expected: &[u16] = match (allowed, method == Method::GET) {
                (false, _) => &[404],
                (true, true) if path.contains("/1") || path.contains("b.example") => &[200, 404],
                (true, true) => &[200],
                (true, false) if path.contains("/1") => &[403, 404],
                (true, false) => &[403],
            };
            assert!(
                expected.contains(&status),
                "{name}: {method} {path}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn administrators_give_and_take_roles_of_others() {
    let app = app().await;
    populate(&app).await;
    let root = app.token("root", "admin:read admin:write").await;
    let roles = "/api/rounds/v1/admin/roles";
    let listed = app.get_as(roles, &root).await.json();
    let names: Vec<_> = listed.as_array().expect("a list").iter().collect();
    let names: Vec<_> = names.iter().map(|row| row["username"].as_str()).collect();
    assert_eq!(names, [Some("max"), Some("mo"), Some("root"), Some("vera")]);
    let (_, mia) = user::find(&app.ctx, "mia").await.expect("is there");
    let one = format!("{roles}/{mia}");
    let given = app
        .call(
            "PUT",
            &one,
            &root,
            json!({"role": "moderator", "verifier": true}),
        )
        .await;
    let given = given.json();
    let row = given
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| row["username"] == "mia");
    let row = row.expect("is there");
    assert_eq!(
        (&row["role"], &row["verifier"]),
        (&json!("moderator"), &json!(true))
    );
    let (_, own) = user::find(&app.ctx, "root").await.expect("is there");
    for (path, body, status) in [
        (&one, json!({"role": "king"}), 422),
        (&format!("{roles}/1"), json!({"role": "admin"}), 404),
        (&format!("{roles}/{own}"), json!({"role": "member"}), 403),
        (&format!("{roles}/{own}"), json!({"verifier": true}), 403),
    ] {
        let refused = app.call("PUT", path, &root, body).await;
        assert_eq!(refused.status.as_u16(), status, "{path}");
    }

    let browser = Browser::of(&app, "root").await;
    let people = "/moderation/people";
    let taken = [("name", "@mia"), ("role", "member")];
    let done = browser.post(people, people, &taken).await;
    assert_eq!(
        done.location(),
        "/moderation/people?saved=1",
        "{}",
        done.text()
    );
    for (name, role, words) in [
        ("root", "member", "Nobody decides on their own role"),
        ("nobody", "admin", "is no account with a login here"),
        ("mo", "king", "is not included in the list"),
    ] {
        let refused = browser
            .post(people, people, &[("name", name), ("role", role)])
            .await;
        assert_eq!(refused.status, 422, "{name}");
        assert!(
            refused.text().contains(words),
            "{words}: {}",
            refused.text()
        );
    }
    let page = browser.get(people).await.text();
    assert!(
        page.contains("@mia") && page.contains("Verifier"),
        "the duty stays: {page}"
    );
}
