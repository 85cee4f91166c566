//! Every route of the API with every kind of token that must not open it. The routes are read from the router's source,
//! so that a new one is judged without being listed here, unless everybody may call it.

use axum::http::{Method, StatusCode};
use domain::testing;
use serde_json::json;
use web::testing::{App, app};

use crate::token::client_token;

const ROUTER: &str = concat!(
    include_str!("../../src/router.rs"),
    include_str!("../../src/router/people.rs"),
    include_str!("../../src/router/statuses.rs"),
    include_str!("../../src/api/v1/admin/mod.rs")
);

/// What everybody may read, logged in or not.
const PUBLIC: &[&str] = &[
    "/api/oembed",
    "/api/v1/accounts/lookup",
    "/api/v1/accounts/{id}",
    "/api/v1/accounts/{id}/collections",
    "/api/v1/accounts/{id}/endorsements",
    "/api/v1/accounts/{id}/featured_tags",
    "/api/v1/accounts/{id}/followers",
    "/api/v1/accounts/{id}/following",
    "/api/v1/accounts/{id}/statuses",
    "/api/v1/collections/{id}",
    "/api/v1/custom_emojis",
    "/api/v1/directory",
    "/api/v1/instance",
    "/api/v1/instance/activity",
    "/api/v1/instance/domain_blocks",
    "/api/v1/instance/extended_description",
    "/api/v1/instance/languages",
    "/api/v1/instance/peers",
    "/api/v1/instance/privacy_policy",
    "/api/v1/instance/rules",
    "/api/v1/instance/terms_of_service",
    "/api/v1/instance/terms_of_service/{date}",
    "/api/v1/instance/translation_languages",
    "/api/v1/polls/{id}",
    "/api/v1/statuses",
    "/api/v1/statuses/{id}",
    "/api/v1/statuses/{id}/context",
    "/api/v1/statuses/{id}/favourited_by",
    "/api/v1/statuses/{id}/history",
    "/api/v1/statuses/{id}/reblogged_by",
    "/api/v1/tags/{name}",
    "/api/v1/timelines/link",
    "/api/v1/timelines/public",
    "/api/v1/timelines/tag/{hashtag}",
    "/api/v1/trends",
    "/api/v1/trends/links",
    "/api/v1/trends/statuses",
    "/api/v1/trends/tags",
    "/api/v2/instance",
    "/api/v2/search",
];

/// What is not judged here: for applications themselves, and what is nothing. Streams have tests of their own.
const APART: [&str; 4] = [
    "/api/v1/accounts",
    "/api/v1/apps",
    "/api/v1/apps/verify_credentials",
    "/api/{*path}",
];

/// What is there for those who still have to confirm their address.
const OF_NEWCOMERS: [&str; 2] = [
    "/api/v1/emails/check_confirmation",
    "/api/v1/emails/confirmations",
];

/// What every token of somebody is good for.
const OF_EVERY_SCOPE: [&str; 1] = ["/api/v1/announcements"];

/// Path and method of every route that asks for somebody.
fn routes() -> Vec<(String, Method)> {
    let mut found = Vec::new();
    for chunk in ROUTER.split(".route(").skip(1) {
        let path = chunk.split('"').nth(1).expect("a path");
        let is_stream = path.starts_with("/api/v1/streaming");
        if !path.starts_with("/api/") || is_stream || APART.contains(&path) {
            continue;
        }
        let methods = [
            ("get(", Method::GET),
            ("post(", Method::POST),
            ("put(", Method::PUT),
            ("patch(", Method::PATCH),
            ("delete(", Method::DELETE),
        ];
        let handlers = chunk.split(".layer(").next().unwrap_or_default();
        for (call, method) in methods {
            let is_public = method == Method::GET && PUBLIC.contains(&path);
            if handlers.contains(call) && !is_public {
                found.push((path.to_owned(), method));
            }
        }
    }
    found
}

/// The path with an id in every place.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        if segment.starts_with('{') {
            "1"
        } else {
            segment
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn status(app: &App, route: &(String, Method), token: Option<&str>) -> StatusCode {
    app.json(route.1.clone(), &filled(&route.0), token, &json!({}))
        .await
        .status
}

#[tokio::test]
async fn security_37_nobody_an_app_a_stranger_to_the_scope_and_the_unconfirmed_are_kept_out() {
    let app = app().await;
    app.join("ada").await;
    let narrow = app.token("ada", "push").await;
    let without_push = app.token("ada", "read write follow").await;
    let own = client_token(&app, "read write follow push profile").await;
    testing::newcomer(&app.ctx, "bob").await;
    let unconfirmed = app.token("bob", "read write follow push").await;
    for route in routes() {
        let welcome = OF_NEWCOMERS.contains(&route.0.as_str());
        let narrow = if route.0.starts_with("/api/v1/push") {
            &without_push
        } else {
            &narrow
        };
        let refused = [
            (None, &[401][..]),
            (Some("unknown"), &[401]),
            (Some(own.as_str()), &[422]),
            (Some(narrow.as_str()), &[403]),
            (Some(unconfirmed.as_str()), &[403]),
        ];
        for (token, expected) in refused {
            let unscoped = OF_EVERY_SCOPE.contains(&route.0.as_str());
            if (unscoped && token == Some(narrow.as_str()))
                || (welcome && token == Some(unconfirmed.as_str()))
            {
                continue;
            }
            let status = status(&app, &route, token).await.as_u16();
            assert!(
                expected.contains(&status),
                "{} {} with {token:?}: {status}",
                route.1,
                route.0
            );
        }
    }
}

#[test]
fn the_routes_are_found() {
    let found = routes();
    assert!(
        found.contains(&("/api/v2/media".into(), Method::POST)),
        "{found:?}"
    );
    assert!(!found.contains(&("/api/v2/instance".into(), Method::GET)));
}
