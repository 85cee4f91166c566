//! Every form of a page: one that another site sends in somebody's name is refused, and what is for the logged in or for
//! moderators is for nobody else. The routes are read from the router's source, so that a new one is judged too.

use axum::http::Method;
use domain::kinds::UserRole;
use domain::testing;
use web::testing::{app, encode, multipart};

use crate::browser::Browser;

const ROUTER: &str = include_str!("../../src/router/browser.rs");

/// Not forms of a browser: apps send these, with secrets of their own.
const OF_APPS: [&str; 4] = [
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/userinfo",
    "/login/oidc/{provider}/logout",
];
/// What a mailbox may send by itself (RFC 8058): the token of its link, made with the instance's secret, lets it happen.
const BY_TOKEN: [&str; 1] = ["/unsubscribe"];
/// Forms with a file.
const WITH_FILE: [(&str, &str); 2] = [
    ("/settings/profile", "avatar"),
    ("/settings/import", "file"),
];

/// The paths of the pages with a handler for `call`, such as `post(`.
fn paths(call: &str) -> Vec<String> {
    let chunks = ROUTER.split(".route(").skip(1);
    let found = chunks.filter(|chunk| {
        let handlers = chunk.split(".layer(").next().unwrap_or_default();
        handlers
            .split(".merge(")
            .next()
            .unwrap_or_default()
            .contains(call)
    });
    let paths = found.filter_map(|chunk| chunk.split('"').nth(1));
    paths
        .filter(|path| !OF_APPS.contains(path))
        .map(filled)
        .collect()
}

fn filled(path: &str) -> String {
    let path = path
        .replace("{decision}", "approve")
        .replace("{step}", "assign");
    let path = path.replace("{file}", "follows.csv");
    let path = path.replace("{provider}", "hospital");
    path.replace("{id}", "1")
        .replace("{evidence}", "1")
        .replace("{date}", "2026-01-01")
}

/// What any of the forms might want.
const VALUES: [(&str, &str); 12] = [
    ("email", "new@ok.example"),
    ("password", testing::PASSWORD),
    ("current_password", testing::PASSWORD),
    ("new_password", "another long password"),
    ("username", "eve"),
    ("display_name", "Eve"),
    ("language", "de"),
    ("note", "x"),
    ("action", "none"),
    ("kind", "following"),
    ("mode", "merge"),
    ("token", "x"),
];

#[tokio::test]
async fn a_form_without_the_token_of_its_browser_is_refused() {
    let app = app().await;
    testing::staff(&app.ctx, "ada", UserRole::Admin).await;
    let browser = Browser::of(&app, "ada").await;
    let posts = paths("post(");
    assert!(posts.len() > 20, "{posts:?}");
    for path in posts {
        if BY_TOKEN.contains(&path.as_str()) {
            continue;
        }
        for csrf in ["", "guessed"] {
            let form = [&VALUES[..], &[("csrf", csrf)]].concat();
            let file = WITH_FILE.iter().find(|(of, _)| *of == path);
            let answer = match file {
                Some((_, name)) => {
                    let (kind, body) = multipart(name, "x", b"x", &form);
                    browser.send_as(Method::POST, &path, &kind, body).await
                }
                None => browser.send(Method::POST, &path, encode(&form)).await,
            };
            assert_eq!(answer.status, 403, "{path}: {}", answer.text());
            assert!(answer.text().starts_with("<!doctype html>"), "{path}");
        }
    }
    let kept = browser.get("/settings/account").await;
    assert_eq!(kept.status, 200, "still logged in, and not deleted");
    assert!(kept.text().contains("ada@ok.example"));
}

#[tokio::test]
async fn security_42_every_page_of_settings_and_moderation_asks_who_comes() {
    let app = app().await;
    app.join("ada").await;
    let member = Browser::of(&app, "ada").await;
    let mut judged = 0;
    for (call, method) in [("get(", Method::GET), ("post(", Method::POST)] {
        for path in paths(call) {
            let of_staff = ["/moderation", "/verification"]
                .iter()
                .any(|desk| path.starts_with(desk));
            if !of_staff && !path.starts_with("/settings") {
                continue;
            }
            judged += 1;
            let stranger = Browser::new(&app);
            stranger.get("/login").await;
            let refused = stranger.send(method.clone(), &path, String::new()).await;
            let leads_to_login = refused.location().starts_with("/login");
            let refused =
                leads_to_login || matches!(refused.status.as_u16(), 400 | 401 | 403 | 422);
            assert!(refused, "{method} {path}");
            if of_staff {
                let csrf = member.get("/settings/profile").await.hidden("csrf");
                let form = encode(&[("csrf", &csrf), ("note", "x"), ("action", "none")]);
                let answer = member.send(method.clone(), &path, form).await;
                assert_eq!(answer.status, 404, "{method} {path}");
            }
        }
    }
    assert!(judged > 25, "{judged} pages");
}

/// The address that is gone back to is the page's own, whatever a request says of where it comes from.
#[tokio::test]
async fn security_35_the_choice_of_a_language_leads_nowhere_else() {
    let app = app().await;
    for (referer, expected) in [
        ("https://evil.example/", "/"),
        ("https://rounds.example.evil.example/x", "/"),
        ("https://rounds.example@evil.example/x", "/"),
        ("https://rounds.example//evil.example/x", "/"),
        ("https://rounds.example/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("https://rounds.example/@ada?page=2#x", "/@ada?page=2"),
    ] {
        let request = axum::http::Request::post("/language")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", referer)
            .body("language=de".into());
        let answer = app.send(request.expect("a request")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (303, expected),
            "{referer}"
        );
    }
}

/// The link of a mail of another, of another kind, or of no one.
#[tokio::test]
async fn security_41_the_end_of_a_mail_takes_the_token_that_was_sent_with_it() {
    let app = app().await;
    let ada = app.join("ada").await;
    for token in ["", "x", &ada.user_id.to_string(), &"A".repeat(43)] {
        let form = [
            ("user", ada.user_id.to_string()),
            ("mail", "mention".into()),
            ("token", (*token).into()),
        ];
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = Browser::new(&app)
            .send(Method::POST, "/unsubscribe", encode(&form))
            .await;
        assert!(
            answer.status.is_client_error(),
            "{token}: {}",
            answer.status
        );
    }
}
