//! Every route of the API with every kind of token that must not open it. The routes are read from the router's source,
//! so that a new one is judged without being listed here, unless everybody may call it.

use std::collections::HashMap;

use axum::http::{Method, StatusCode};
use domain::kinds::UserRole;
use domain::testing;
use serde_json::json;
use web::contract;
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

/// Path and method of every route, but for those that are not judged here.
fn every_route() -> Vec<(String, Method)> {
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
        let there = methods
            .into_iter()
            .filter(|(call, _)| handlers.contains(call));
        found.extend(there.map(|(_, method)| (path.to_owned(), method)));
    }
    found
}

/// Those that ask for somebody.
fn routes() -> Vec<(String, Method)> {
    let every = every_route().into_iter();
    every.filter(|route| !is_public(route)).collect()
}

fn is_public((path, method): &(String, Method)) -> bool {
    *method == Method::GET && PUBLIC.contains(&path.as_str())
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

/// What administrators alone may do.
const OF_ADMINISTRATORS: [&str; 6] = [
    "DELETE /api/v1/admin/accounts/",
    "/api/v1/admin/canonical_email_blocks",
    "/api/v1/admin/domain_allows",
    "/api/v1/admin/domain_blocks",
    "/api/v1/admin/email_domain_blocks",
    "/api/v1/admin/ip_blocks",
];

/// Refused for another reason than a missing scope or role.
const ELSEWISE: [&str; 2] = [
    "GET /api/v1/accounts/{id}/in_collections",
    "POST /api/v1/emails/confirmations",
];

/// Who calls a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    Nobody,
    App,
    /// A member with every scope but those that the route needs.
    Stranger,
    Member,
    Suspended,
    Moderator,
    Admin,
}

const BEARERS: [Bearer; 7] = [
    Bearer::Nobody,
    Bearer::App,
    Bearer::Stranger,
    Bearer::Member,
    Bearer::Suspended,
    Bearer::Moderator,
    Bearer::Admin,
];

/// The statuses of which one is expected; `None` when the bearer is let in.
fn refusal(route: &(String, Method), scope: &str, bearer: Bearer) -> Option<&'static [u16]> {
    let public = is_public(route);
    let of_staff = route.0.contains("/admin/");
    let call = format!("{} {}", route.1, route.0);
    let of_administrators = OF_ADMINISTRATORS.iter().any(|part| call.contains(part));
    let unscoped = ["-", "user"].contains(&scope);
    match bearer {
        Bearer::Nobody if !public => Some(&[401]),
        Bearer::App if !public => Some(&[422]),
        // What is missing may be noticed before the scope is, where it does not matter who asks.
        Bearer::Stranger if public && !unscoped => Some(&[403, 422]),
        Bearer::Stranger if !unscoped => Some(&[403]),
        // A suspension ends tokens, and who holds one that is not valid must know.
        Bearer::Suspended if !public => Some(&[401, 403]),
        Bearer::Member if of_staff => Some(&[403]),
        Bearer::Moderator if of_administrators => Some(&[403]),
        _ => None,
    }
}

/// The tokens of each bearer, by scope.
struct Tokens<'a> {
    app: &'a App,
    own: String,
    suspended: String,
    kept: HashMap<(&'static str, String), String>,
}

impl<'a> Tokens<'a> {
    async fn new(app: &'a App) -> Self {
        app.join("ada").await;
        testing::staff(&app.ctx, "mona", UserRole::Moderator).await;
        let admin = app.staff("root", UserRole::Admin, "admin:write").await;
        let lost = app.join("sam").await.account_id;
        let suspended = app.token("sam", "read write follow push profile").await;
        let action = format!("/api/v1/admin/accounts/{lost}/action");
        let done = app
            .call("POST", &action, &admin, json!({ "type": "suspend" }))
            .await;
        assert_eq!(done.status, StatusCode::OK);
        Self {
            app,
            own: client_token(app, "read write follow push profile").await,
            suspended,
            kept: HashMap::new(),
        }
    }

    async fn of(&mut self, name: &'static str, scopes: &str) -> String {
        let key = (name, scopes.to_owned());
        if !self.kept.contains_key(&key) {
            let token = self.app.token(name, scopes).await;
            self.kept.insert(key.clone(), token);
        }
        self.kept[&key].clone()
    }

    async fn pick(&mut self, bearer: Bearer, scope: &str) -> Option<String> {
        let wanted = match scope {
            "-" | "user" => "read write follow push profile",
            scopes => scopes.split('|').next().unwrap_or_default(),
        };
        let other = if wanted == "push" { "profile" } else { "push" };
        Some(match bearer {
            Bearer::Nobody => return None,
            Bearer::App => self.own.clone(),
            Bearer::Suspended => self.suspended.clone(),
            Bearer::Stranger => self.of("ada", other).await,
            Bearer::Member => self.of("ada", wanted).await,
            Bearer::Moderator => self.of("mona", wanted).await,
            Bearer::Admin => self.of("root", wanted).await,
        })
    }
}

#[tokio::test]
async fn security_37_every_route_lets_in_whom_it_should_and_nobody_else() {
    let app = app().await;
    let mut tokens = Tokens::new(&app).await;
    let mut wrong = Vec::new();
    for route in every_route() {
        let call = format!("{} {}", route.1, route.0);
        let Some(operation) = contract::find(&route.1, &filled(&route.0)) else {
            wrong.push(format!("{call} has no row in operations.txt"));
            continue;
        };
        for bearer in BEARERS {
            let token = tokens.pick(bearer, operation.scope).await;
            let status = status(&app, &route, token.as_deref()).await.as_u16();
            let kept = match refusal(&route, operation.scope, bearer) {
                Some(expected) => expected.contains(&status),
                // What a token of another kind may see of what everybody may is the handler's.
                None if bearer == Bearer::Stranger => status < 500,
                None if is_public(&route) && bearer != Bearer::Nobody => status < 500,
                None => {
                    ![401, 403].contains(&status) && status < 500
                        || ELSEWISE.contains(&call.as_str())
                }
            };
            if !kept {
                wrong.push(format!("{call} answers {status} to {bearer:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
