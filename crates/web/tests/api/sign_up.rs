//! Joining by page and by app.

use axum::http::Method;
use domain::config::Registrations;
use domain::kinds::MailLinkPurpose;
use serde_json::json;
use web::testing::{PASSWORD, app, app_with};

use crate::browser::{Browser, mailed};
use crate::token::register;

const FORM: [(&str, &str); 4] = [
    ("username", "ada"),
    ("email", "ada@ok.example"),
    ("password", PASSWORD),
    ("agreement", "1"),
];

#[tokio::test]
async fn in_development_who_joins_is_in_at_once() {
    let app = app().await;
    let browser = Browser::new(&app);
    let answer = browser.post("/signup", "/signup", &FORM).await;
    assert_eq!(answer.location(), "/settings/profile", "{}", answer.text());
    assert_eq!(browser.get("/settings/account").await.status, 200);
    let again = Browser::new(&app).post("/signup", "/signup", &FORM).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("This is taken already"));
}

#[tokio::test]
async fn elsewhere_a_link_and_then_a_moderator_lets_people_in() {
    let mut config = domain::testing::config();
    config.development = false;
    config.registrations = Registrations::Approval;
    let app = app_with(config).await;
    let browser = Browser::new(&app);
    assert_eq!(
        browser.post("/signup", "/signup", &FORM).await.status,
        422,
        "a reason is asked for"
    );
    let mut form = FORM.to_vec();
    form.push(("reason", "I am a nurse"));
    let answer = browser.post("/signup", "/signup", &form).await;
    assert!(
        answer.text().contains("ada@ok.example"),
        "{}",
        answer.text()
    );
    assert!(
        browser
            .log_in("ada", PASSWORD)
            .await
            .text()
            .contains("not confirmed yet")
    );

    let (user, _) = domain::user::find(&app.ctx, "ada").await.expect("is here");
    let path = mailed(&app, user, MailLinkPurpose::Confirm).await;
    browser.get(&path).await;
    assert!(
        browser
            .log_in("ada", PASSWORD)
            .await
            .text()
            .contains("have not decided")
    );
    domain::user::approve(&app.ctx, &domain::audit::Actor::Operator, user)
        .await
        .expect("approves");
    assert_eq!(browser.log_in("ada", PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn where_sign_up_is_closed_nobody_joins() {
    let mut config = domain::testing::config();
    config.registrations = Registrations::Closed;
    let app = app_with(config).await;
    let page = app.get("/signup").await;
    assert!(!page.text().contains("name=\"username\""));
    assert_eq!(
        Browser::new(&app)
            .post("/login", "/signup", &FORM)
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn an_app_helps_somebody_to_join() {
    let app = app().await;
    let (id, secret) = register(&app, "icecubesapp://", "read write").await;
    let body = json!({
        "grant_type": "client_credentials", "client_id": id, "client_secret": secret, "scope": "read write",
    });
    let own = app
        .json(Method::POST, "/oauth/token", None, &body)
        .await
        .json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();

    let bad = json!({ "username": "a b", "email": "x", "password": "short", "agreement": false, "locale": "en" });
    let answer = app
        .json(Method::POST, "/api/v1/accounts", Some(&own), &bad)
        .await;
    assert_eq!(answer.status, 422);
    let details = answer.json()["details"].clone();
    assert_eq!(details["username"][0]["error"], json!("ERR_INVALID"));
    assert_eq!(details["email"][0]["error"], json!("ERR_INVALID"));
    assert_eq!(details["password"][0]["error"], json!("ERR_TOO_SHORT"));
    assert_eq!(details["agreement"][0]["error"], json!("ERR_ACCEPTED"));

    let form = [
        ("username", "ada"),
        ("email", "ada@ok.example"),
        ("password", PASSWORD),
        ("agreement", "true"),
    ];
    let answer = app
        .form(Method::POST, "/api/v1/accounts", Some(&own), &form)
        .await;
    let token = answer.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    assert_eq!(
        app.get_as("/oauth/userinfo", &token).await.json()["name"],
        json!("ada")
    );
    assert_eq!(
        app.form(Method::POST, "/api/v1/accounts", None, &form)
            .await
            .status,
        401
    );
}
