//! Asking again for the mail that confirms an address.

use axum::http::{Method, StatusCode};
use domain::kinds::MailLinkPurpose;
use domain::sign_up::SignedUp;
use domain::testing;
use serde_json::json;
use web::testing::{App, app_with, encode};

use crate::browser::Browser;

const PAGE: &str = "/confirm/again";
const CONFIRMATIONS: &str = "/api/v1/emails/confirmations";
const CHECK: &str = "/api/v1/emails/check_confirmation";

/// Somebody who joined and waits, where mails are counted, and the token that their app got.
async fn waiting() -> (App, SignedUp, String) {
    let mut config = testing::config();
    config.development = false;
    let app = app_with(config).await;
    let joined = testing::newcomer(&app.ctx, "ada").await;
    let token = app.token("ada", "read write").await;
    (app, joined, token)
}

/// The address to which the last link went, and its path here.
async fn mailed(app: &App, joined: &SignedUp) -> (String, String) {
    let letter = domain::mail_link::letter(&app.ctx, joined.user_id, MailLinkPurpose::Confirm);
    let letter = letter.await.expect("answers").expect("a mail");
    let path = letter.link.strip_prefix("https://rounds.example");
    (letter.email, path.expect("an own address").to_owned())
}

#[tokio::test]
async fn the_page_sends_a_new_link_and_tells_nobody_whether_it_did() {
    let (app, joined, _) = waiting().await;
    app.join("ben").await;
    let (_, former) = mailed(&app, &joined).await;
    let browser = Browser::new(&app);
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let mut answers = Vec::new();
    for name in ["ada", "ben", "eve"] {
        let email = format!("{name}@ok.example");
        let answer = browser.post(PAGE, PAGE, &[("email", &email)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        answers.push(answer.text().replace(name, "NAME"));
    }
    assert!(answers[0].contains("NAME@ok.example"), "{}", answers[0]);
    assert!(answers.iter().all(|answer| *answer == answers[0]));

    let (_, path) = mailed(&app, &joined).await;
    assert_ne!(path, former);
    assert_eq!(app.get(&former).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
    let refused = browser.post(PAGE, PAGE, &[("email", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("id=\"confirm-email-error\""));
}

#[tokio::test]
async fn security_51_mails_are_counted() {
    let (app, _, token) = waiting().await;
    let browser = Browser::new(&app);
    let csrf = browser.get(PAGE).await.hidden("csrf");
    let form = encode(&[("email", "ada@ok.example"), ("csrf", &csrf)]);
    for _ in 0..5 {
        let sent = browser.send(Method::POST, PAGE, form.clone()).await;
        assert_eq!(sent.status, StatusCode::OK);
    }
    let sent = browser.send(Method::POST, PAGE, form).await;
    assert_eq!(sent.status, StatusCode::TOO_MANY_REQUESTS);
    let sent = app.form(Method::POST, CONFIRMATIONS, Some(&token), &[]);
    assert_eq!(sent.await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_app_asks_again_with_another_address_and_waits() {
    let (app, joined, token) = waiting().await;
    app.join("ben").await;
    let ask = async |email: &str| {
        let form = [("email", email)];
        app.form(Method::POST, CONFIRMATIONS, Some(&token), &form)
            .await
    };
    assert_eq!(app.get_as(CHECK, &token).await.json(), json!(false));
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    for (email, reason) in [("x", "email"), ("ben@ok.example", "taken")] {
        let refused = ask(email).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(reason), "{}", refused.text());
    }
    let sent = ask("ada@mail.example").await;
    assert_eq!((sent.status, sent.json()), (StatusCode::OK, json!({})));
    let sent = ask("").await;
    assert_eq!(sent.status, StatusCode::OK);
    let (email, path) = mailed(&app, &joined).await;
    assert_eq!(email, "ada@mail.example");
    app.get(&path).await;
    assert_eq!(app.get_as(CHECK, &token).await.json(), json!(true));
    let late = ask("").await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get(CHECK).await.status, StatusCode::UNAUTHORIZED);
}
