//! The second step of a log-in, and where a second factor is set up.

use domain::config::Duty;
use domain::kinds::UserRole;
use domain::testing::{self, totp_code};
use web::testing::{App, PASSWORD, app, app_with, encode};

use crate::browser::Browser;
use crate::token::register;

const PAGE: &str = "/settings/two-factor";
const SECOND: &str = "/login/second-factor";
const CURRENT: [(&str, &str); 1] = [("current_password", PASSWORD)];

/// Sets up an app in a browser that is logged in. Returns its secret and the recovery codes.
async fn set_up(app: &App, browser: &Browser<'_>) -> (String, Vec<String>) {
    let started = browser.post(PAGE, &format!("{PAGE}/totp"), &CURRENT).await;
    assert_eq!(
        started.location(),
        format!("{PAGE}/totp"),
        "{}",
        started.text()
    );
    let page = browser.get(&format!("{PAGE}/totp")).await.text();
    let secrets = between(&page, "<code class=\"secret\">");
    let secret = secrets[0].clone();
    assert!(
        page.contains("<svg") && page.contains("otpauth://totp/"),
        "{page}"
    );
    let form = [("code", "wrong")];
    let at = format!("{PAGE}/totp");
    let wrong = browser
        .post(&at, &format!("{PAGE}/totp/confirm"), &form)
        .await;
    assert_eq!(wrong.status, 422);
    let code = totp_code(&app.ctx, &secret);
    let form = [("code", code.as_str())];
    let done = browser
        .post(&at, &format!("{PAGE}/totp/confirm"), &form)
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    let codes = between(&done.text(), "<code class=\"secret\">");
    assert_eq!(codes.len(), 10);
    app.ctx.clock.advance(std::time::Duration::from_secs(30));
    (secret, codes)
}

fn between(page: &str, start: &str) -> Vec<String> {
    let pieces = page.split(start).skip(1);
    let texts = pieces.filter_map(|piece| piece.split('<').next());
    texts.map(str::to_owned).collect()
}

#[tokio::test]
async fn the_log_in_asks_for_the_second_step_before_there_is_a_session() {
    let app = app().await;
    app.join("ada").await;
    let first = Browser::of(&app, "ada").await;
    let (secret, codes) = set_up(&app, &first).await;
    assert_eq!(first.get(PAGE).await.status, 200, "this browser stays");

    let browser = Browser::new(&app);
    let login = "/login?return_to=/settings/sessions";
    let form = [
        ("email", "ada@ok.example"),
        ("password", PASSWORD),
        ("return_to", "/settings/sessions"),
    ];
    let step = browser.post(login, "/login", &form).await;
    assert!(step.location().starts_with(SECOND), "{}", step.location());
    assert!(!step.header("set-cookie").contains("rounds_session="));
    let nothing = browser.get(PAGE).await;
    assert!(
        nothing.location().starts_with("/login"),
        "there is no session yet"
    );
    let at = step.location();
    let wrong = browser.post(at, SECOND, &[("code", "wrong")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("is not right, or was used already"));
    let code = totp_code(&app.ctx, &secret);
    let form = [("code", code.as_str()), ("return_to", "/settings/sessions")];
    let done = browser.post(at, SECOND, &form).await;
    assert_eq!(done.location(), "/settings/sessions");
    assert_eq!(browser.get("/settings/sessions").await.status, 200);

    let lost = Browser::new(&app);
    lost.log_in("ada", PASSWORD).await;
    let done = lost.post(SECOND, SECOND, &[("code", &codes[3])]).await;
    assert_eq!(done.location(), "/");
    let stranger = Browser::new(&app);
    assert_eq!(stranger.get(SECOND).await.location(), "/login");
}

#[tokio::test]
async fn an_app_is_let_in_after_the_same_log_in() {
    let app = app().await;
    app.join("ada").await;
    let (secret, _) = set_up(&app, &Browser::of(&app, "ada").await).await;
    let browser = Browser::new(&app);
    browser.log_in("ada", PASSWORD).await;
    let redirect = "urn:ietf:wg:oauth:2.0:oob";
    let (client, _) = register(&app, redirect, "read").await;
    let request = [
        ("response_type", "code"),
        ("client_id", client.as_str()),
        ("redirect_uri", redirect),
        ("scope", "read"),
    ];
    let request = format!("/oauth/authorize?{}", encode(&request));
    let asked = browser.get(&request).await;
    assert!(
        asked.location().starts_with("/login?"),
        "nobody is logged in yet"
    );
    let code = totp_code(&app.ctx, &secret);
    browser.post(SECOND, SECOND, &[("code", &code)]).await;
    assert_eq!(browser.get(&request).await.status, 200);
}

#[tokio::test]
async fn who_has_duties_and_no_second_factor_is_led_to_set_one_up() {
    let mut config = domain::testing::config();
    config.two_factor_required_for = vec![Duty::Moderator];
    let app = app_with(config).await;
    let token = app
        .staff("mo", UserRole::Moderator, "read admin:read")
        .await;
    let reports = "/api/v1/admin/reports";
    let refused = app.get_as(reports, &token).await;
    assert_eq!(refused.status, 403);
    let words = refused.json()["error"].as_str().expect("words").to_owned();
    assert!(words.contains("second factor"), "{words}");
    let own = app
        .get_as("/api/v1/accounts/verify_credentials", &token)
        .await;
    assert_eq!(own.status, 200, "what members do stays");

    let browser = Browser::of(&app, "mo").await;
    for path in [
        "/",
        "/moderation/reports",
        "/settings/account",
        "/oauth/authorize",
    ] {
        assert_eq!(browser.get(path).await.location(), PAGE, "{path}");
    }
    let page = browser.get(PAGE).await.text();
    assert!(page.contains("You have duties here"), "{page}");
    set_up(&app, &browser).await;
    assert_eq!(browser.get("/moderation/reports").await.status, 200);
    assert_eq!(app.get_as(reports, &token).await.status, 200);

    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    let root = Browser::of(&app, "root").await;
    assert_eq!(
        root.get("/moderation/reports").await.status,
        200,
        "of them none is asked"
    );
}

#[tokio::test]
async fn only_pages_with_a_passkey_run_a_script() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let form = [("name", "Laptop"), ("current_password", PASSWORD)];
    let page = browser.post(PAGE, &format!("{PAGE}/passkeys"), &form).await;
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with("; script-src 'self'"), "{policy}");
    let text = page.text();
    assert!(text.contains("data-passkey=\"create\""), "{text}");
    let script = text
        .split("<script src=\"")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let script = app.get(script.expect("a script")).await;
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    for path in [PAGE, "/settings/account", "/login"] {
        let page = browser.get(path).await;
        let policy = page.header("content-security-policy");
        assert!(!policy.contains("script-src"), "{path}");
    }
    let finish = format!("{PAGE}/passkeys/finish");
    let form = [("name", "Laptop"), ("credential", "{}")];
    let refused = browser.post(PAGE, &finish, &form).await;
    assert_eq!(refused.status, 422);
}
