//! Logging in and out, and what people change about their login.

use axum::http::Method;
use domain::kinds::MailLinkPurpose;
use web::testing::{PASSWORD, app, app_with, encode};

use crate::browser::{Browser, mailed};

#[tokio::test]
async fn a_browser_logs_in_and_out() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::new(&app);
    let wrong = browser.log_in("ada", "wrong").await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong
            .text()
            .contains("The e-mail address or the password is wrong.")
    );
    assert!(
        !wrong.text().contains("value=\"wrong\""),
        "a password is never sent back"
    );

    let answer = browser.log_in("ada", PASSWORD).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"));
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert_eq!(browser.get("/settings/account").await.status, 200);

    browser.post("/settings/account", "/logout", &[]).await;
    assert!(
        browser
            .get("/settings/account")
            .await
            .location()
            .starts_with("/login")
    );
}

#[tokio::test]
async fn outside_development_the_cookie_is_secure() {
    let mut config = domain::testing::config();
    config.development = false;
    let app = app_with(config).await;
    let answer = app.get("/login").await;
    assert!(answer.header("set-cookie").starts_with("rounds_form="));
    assert!(answer.header("set-cookie").contains("Secure"));
}

#[tokio::test]
async fn security_35_after_the_log_in_nobody_leaves_this_server() {
    let app = app().await;
    app.join("ada").await;
    for (return_to, expected) in [
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/@ada", "/@ada"),
    ] {
        let form = [
            ("email", "ada@ok.example"),
            ("password", PASSWORD),
            ("return_to", return_to),
        ];
        let answer = Browser::new(&app).post("/login", "/login", &form).await;
        assert_eq!(answer.location(), expected);
    }
}

#[tokio::test]
async fn security_51_log_ins_are_counted_outside_development() {
    let mut config = domain::testing::config();
    config.development = false;
    let app = app_with(config).await;
    app.join("ada").await;
    let browser = Browser::new(&app);
    let csrf = browser.get("/login").await.hidden("csrf");
    let form = encode(&[
        ("email", "nobody@ok.example"),
        ("password", "x"),
        ("csrf", &csrf),
    ]);
    for _ in 0..25 {
        assert_eq!(
            browser
                .send(Method::POST, "/login", form.clone())
                .await
                .status,
            422
        );
    }
    assert_eq!(browser.send(Method::POST, "/login", form).await.status, 429);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_that_works_once() {
    let app = app().await;
    let ada = app.join("ada").await;
    let bearer = app.token("ada", "read").await;
    let browser = Browser::new(&app);
    for email in ["ada@ok.example", "nobody@ok.example"] {
        let answer = browser
            .post("/password/forgot", "/password/forgot", &[("email", email)])
            .await;
        assert_eq!(answer.status, 200, "known and unknown look the same");
    }
    let path = mailed(&app, ada.user_id, MailLinkPurpose::Reset).await;
    let token = browser.get(&path).await.hidden("token");
    let short = browser
        .post(
            &path,
            "/password/reset",
            &[("token", &token), ("password", "short")],
        )
        .await;
    assert_eq!(short.status, 422);
    let form = [("token", token.as_str()), ("password", "battery staple")];
    assert_eq!(
        browser
            .post(&path, "/password/reset", &form)
            .await
            .location(),
        "/login"
    );
    assert_eq!(browser.get(&path).await.status, 404);
    assert_eq!(app.get_as("/oauth/userinfo", &bearer).await.status, 401);
    assert_eq!(
        browser.log_in("ada", "battery staple").await.location(),
        "/"
    );
}

#[tokio::test]
async fn an_address_changes_when_its_link_is_opened() {
    let app = app().await;
    let ada = app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let change = async |password: &str| {
        let form = [("email", "new@ok.example"), ("current_password", password)];
        browser
            .post("/settings/account", "/settings/email", &form)
            .await
    };
    assert_eq!(change("wrong").await.status, 422);
    assert_eq!(
        change(PASSWORD).await.location(),
        "/settings/account?saved=1"
    );
    assert!(
        browser
            .get("/settings/account")
            .await
            .text()
            .contains("new@ok.example")
    );

    let email = async || {
        domain::user::show(&app.ctx, ada.user_id)
            .await
            .expect("is here")
            .email
    };
    assert_eq!(email().await, "ada@ok.example");
    let purpose = MailLinkPurpose::Confirm;
    let letter = domain::mail_link::letter(&app.ctx, ada.user_id, purpose)
        .await
        .expect("answers")
        .expect("a mail");
    assert_eq!(letter.email, "new@ok.example");
    browser
        .get(
            letter
                .link
                .strip_prefix("https://rounds.example")
                .expect("an own address"),
        )
        .await;
    assert_eq!(email().await, "new@ok.example");
}

#[tokio::test]
async fn security_40_a_link_sent_to_the_former_address_is_useless() {
    let app = app().await;
    let ada = app.join("ada").await;
    let browser = Browser::new(&app);
    let form = [("email", "ada@ok.example")];
    browser
        .post("/password/forgot", "/password/forgot", &form)
        .await;
    let reset = mailed(&app, ada.user_id, MailLinkPurpose::Reset).await;
    browser.log_in("ada", PASSWORD).await;
    let form = [("email", "new@ok.example"), ("current_password", PASSWORD)];
    browser
        .post("/settings/account", "/settings/email", &form)
        .await;
    assert_eq!(browser.get(&reset).await.status, 200);
    let confirm = mailed(&app, ada.user_id, MailLinkPurpose::Confirm).await;
    browser.get(&confirm).await;
    assert_eq!(browser.get(&reset).await.status, 404);
}

#[tokio::test]
async fn security_38_a_new_password_ends_other_browsers_and_tokens() {
    let app = app().await;
    let bearer = app.person("ada", "read").await;
    let (here, there) = (Browser::new(&app), Browser::new(&app));
    here.log_in("ada", PASSWORD).await;
    there.log_in("ada", PASSWORD).await;
    let form = [
        ("current_password", PASSWORD),
        ("password", "battery staple"),
    ];
    let answer = here
        .post("/settings/account", "/settings/password", &form)
        .await;
    assert_eq!(answer.location(), "/settings/account?saved=1");
    assert_eq!(here.get("/settings/account").await.status, 200);
    assert_eq!(there.get("/settings/account").await.status, 303);
    assert_eq!(app.get_as("/oauth/userinfo", &bearer).await.status, 401);
}

#[tokio::test]
async fn who_leaves_is_gone_and_others_are_told() {
    let app = app().await;
    let ada = app.join("ada").await;
    let bearer = app.token("ada", "read").await;
    let browser = Browser::of(&app, "ada").await;
    let delete = async |form: &[(&str, &str)]| {
        browser
            .post("/settings/account", "/settings/delete", form)
            .await
    };
    assert_eq!(
        delete(&[("current_password", PASSWORD)]).await.status,
        422,
        "not confirmed"
    );
    assert_eq!(
        delete(&[("current_password", PASSWORD), ("confirm", "1")])
            .await
            .status,
        200
    );
    assert_eq!(browser.get("/settings/account").await.status, 303);
    assert_eq!(app.get_as("/oauth/userinfo", &bearer).await.status, 401);
    assert!(
        domain::account::show(&app.ctx, ada.account_id)
            .await
            .is_err()
    );
    let sent = domain::testing::outgoing(&app.ctx).await;
    let told = domain::outgoing::Outgoing::DeleteActor {
        account_id: ada.account_id,
    };
    assert!(sent.contains(&told), "{sent:?}");
}
