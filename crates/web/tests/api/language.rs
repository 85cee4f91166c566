//! The language of pages: who wished for it how.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, REFERER};
use domain::user;
use serde_json::json;
use web::testing::{Answer, App, app, app_with, with_token};

use crate::browser::Browser;

async fn accepting(app: &App, languages: &str) -> Answer {
    let request = Request::get("/about").header(ACCEPT_LANGUAGE, languages);
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

fn is_in(answer: &Answer, language: &str) -> bool {
    let html = format!("<html lang=\"{language}\">");
    answer.header("content-language") == language && answer.text().contains(&html)
}

#[tokio::test]
async fn a_page_speaks_what_the_browser_accepts_or_else_the_instance() {
    let mut config = domain::testing::config();
    config.instance.languages = vec!["nl-BE".into(), "en".into()];
    let app = app_with(config).await;
    assert!(is_in(
        &accepting(&app, "pt, de-AT;q=0.8, en;q=0.1").await,
        "de"
    ));
    assert!(is_in(&accepting(&app, "pt").await, "nl"));
}

#[tokio::test]
async fn a_browser_keeps_the_language_that_was_chosen() {
    let app = app().await;
    let browser = Browser::new(&app);
    assert!(is_in(&browser.get("/about").await, "en"));
    let chosen = browser
        .post("/login", "/language", &[("language", "fr")])
        .await;
    assert_eq!((chosen.status.as_u16(), chosen.location()), (303, "/"));
    assert!(is_in(&browser.get("/about").await, "fr"));
}

#[tokio::test]
async fn a_login_keeps_the_language_and_no_other_site_changes_it() {
    let app = app().await;
    let ada = app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let form = [("language", "es")];
    let chosen = browser.post("/settings/account", "/language", &form).await;
    assert_eq!(chosen.status, 303);
    assert!(is_in(&browser.get("/settings/account").await, "es"));

    let sent = browser
        .send(axum::http::Method::POST, "/language", "language=de".into())
        .await;
    assert_eq!(sent.status, 403);
    let login = user::show(&app.ctx, ada.user_id).await.expect("is there");
    assert_eq!(login.locale, "es");
}

#[tokio::test]
async fn the_choice_leads_back_to_the_page_but_to_no_other_host() {
    let app = app().await;
    for (from, expected) in [
        (
            "https://rounds.example/directory?region=DE",
            "/directory?region=DE",
        ),
        ("https://evil.example/directory", "/"),
        ("https://rounds.example//evil.example", "/"),
    ] {
        let request = Request::post("/language")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(REFERER, from);
        let request = request.body("language=de".into()).expect("a request");
        assert_eq!(app.send(request).await.location(), expected, "{from}");
    }
}

#[tokio::test]
async fn a_refusal_is_said_in_the_language_that_was_asked_for() {
    let app = app().await;
    let token = app.person("ada", "write").await;
    let post = |languages: &'static str| {
        let request = with_token("POST", "/api/v1/statuses", &token)
            .header(ACCEPT_LANGUAGE, languages)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        app.send(request.body("status=".into()).expect("a request"))
    };
    for (languages, expected) in [
        ("en", "Validation failed: status can't be blank"),
        ("de", "Validation failed: status can't be blank"),
    ] {
        let refused = post(languages).await;
        assert_eq!(refused.json()["error"], expected, "the login is set to en");
    }
    let ada = user::find(&app.ctx, "ada").await.expect("is there").0;
    user::set_locale(&app.ctx, ada, "de").await.expect("sets");
    let refused = post("fr").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.header("content-language"), "de");
    assert_eq!(refused.json()["error"], "Bitte prüfen: Beitrag (fehlt)");
}

#[tokio::test]
async fn who_has_no_login_is_refused_in_what_they_accept() {
    let app = app().await;
    for (languages, expected) in [
        ("en", "Record not found"),
        ("fr-CH, en;q=0.5", "Introuvable"),
        ("tlh", "Record not found"),
    ] {
        let request = Request::get("/api/v1/statuses/1").header(ACCEPT_LANGUAGE, languages);
        let answer = app.send(request.body(Body::empty()).expect("a request"));
        let answer = answer.await;
        assert_eq!(answer.json(), json!({ "error": expected }), "{languages}");
    }
}
