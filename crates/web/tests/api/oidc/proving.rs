//! Changing one's login without a password: a fresh log-in at the provider stands in its place, for some minutes.

use std::time::Duration;

use domain::config::Duty;
use domain::external_identity::Joining;
use domain::kinds::MailLinkPurpose;
use domain::testing::config;
use serde_json::json;
use web::testing::App;

use super::joining::join;
use super::provider::Provider;
use super::{BEGIN, instance, instance_with, is_in, log_in, person};
use crate::browser::{Browser, mailed};

const ACCOUNT: &str = "/settings/account";
const TWO_FACTOR: &str = "/settings/two-factor";
const PROVE: &str = "/settings/logins/prove/hospital?return_to=%2Fsettings%2Faccount";
const NEW: &str = "battery staple";

/// Ada, who joined through the hospital and has no password.
async fn ada<'a>(app: &'a App, provider: &Provider) -> Browser<'a> {
    let browser = Browser::new(app);
    let page = log_in(&browser, provider, BEGIN, &person("ada")).await;
    let form = [("username", "ada"), ("agreement", "1")];
    let joined = join(&browser, &page, &form).await;
    assert_eq!(joined.location(), "/settings/profile", "{}", joined.text());
    browser
}

async fn has_password(app: &App) -> bool {
    let (user, _) = domain::user::find(&app.ctx, "ada").await.expect("is there");
    let ways = domain::external_identity::ways(&app.ctx, user).await;
    ways.expect("reads").password
}

#[tokio::test]
async fn who_has_no_password_changes_their_login_after_a_fresh_log_in() {
    let (app, provider) = instance(Joining::Yes).await;
    let browser = ada(&app, &provider).await;
    for path in [ACCOUNT, TWO_FACTOR, "/settings/migration"] {
        let page = browser.get(path).await.text();
        assert!(page.contains("Confirm with The hospital"), "{page}");
        assert!(!page.contains("current_password"), "{page}");
    }
    let email = [("email", "new@ok.example")];
    let refused = browser.post(ACCOUNT, "/settings/email", &email).await;
    assert_eq!(refused.status, 422);
    let page = browser.get(ACCOUNT).await.text();
    assert!(
        !page.contains("action=\"/settings/delete\""),
        "no form that cannot be sent: {page}"
    );

    let proved = log_in(&browser, &provider, PROVE, &person("ada")).await;
    assert_eq!(proved.location(), ACCOUNT, "{}", proved.text());
    let page = browser.get(ACCOUNT).await.text();
    assert!(page.contains("You have just confirmed"), "{page}");
    assert!(!page.contains("current_password"), "{page}");
    let saved = browser.post(ACCOUNT, "/settings/email", &email).await;
    assert_eq!(saved.location(), "/settings/account?saved=1");
    let totp = format!("{TWO_FACTOR}/totp");
    let started = browser.post(TWO_FACTOR, &totp, &[]).await;
    assert_eq!(started.location(), totp, "{}", started.text());

    app.ctx.clock.advance(Duration::from_mins(10));
    let confirm = [("confirm", "1")];
    let late = browser.post(ACCOUNT, "/settings/delete", &confirm).await;
    assert_eq!(late.status, 422, "that was too long ago");
    let words = late.text();
    assert!(words.contains("Before anything is changed"), "{words}");
    log_in(&browser, &provider, PROVE, &person("ada")).await;
    let gone = browser.post(ACCOUNT, "/settings/delete", &confirm).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert!(domain::user::find(&app.ctx, "ada").await.is_err());
}

#[tokio::test]
async fn who_has_no_password_chooses_one_on_the_page_or_by_mail() {
    let (app, provider) = instance(Joining::Yes).await;
    let browser = ada(&app, &provider).await;
    assert!(!has_password(&app).await);
    let page = browser.get(ACCOUNT).await.text();
    assert!(page.contains("/password/forgot"), "{page}");
    let form = [("email", "ada@hospital.example")];
    let at = "/password/forgot";
    let asked = browser.post(at, at, &form).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    let (user, _) = domain::user::find(&app.ctx, "ada").await.expect("is there");
    let link = mailed(&app, user, MailLinkPurpose::Reset).await;
    let token = browser.get(&link).await.hidden("token");
    let form = [("token", token.as_str()), ("password", NEW)];
    let done = browser.post(&link, "/password/reset", &form).await;
    assert_eq!(done.location(), "/login", "{}", done.text());
    assert!(has_password(&app).await);
    assert!(!is_in(&browser).await, "everybody is logged out");

    let browser = Browser::new(&app);
    log_in(&browser, &provider, BEGIN, &person("ada")).await;
    let page = browser.get(ACCOUNT).await.text();
    assert!(page.contains("current_password") && page.contains("Confirm with The hospital"));
    let form = [("current_password", NEW), ("email", "by@password.example")];
    let saved = browser.post(ACCOUNT, "/settings/email", &form).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    log_in(&browser, &provider, PROVE, &person("ada")).await;
    let form = [("password", "another staple")];
    let saved = browser.post(ACCOUNT, "/settings/password", &form).await;
    assert_eq!(saved.status, 303, "either will do: {}", saved.text());
}

#[tokio::test]
async fn security_39_a_provider_that_proves_nothing_changes_no_login() {
    let (app, provider) = instance(Joining::Yes).await;
    let browser = ada(&app, &provider).await;
    let now = app.ctx.clock.now().seconds();
    for (claims, lie, words) in [
        (person("eve"), json!({}), "somebody else is logged in"),
        (
            person("ada"),
            json!({"auth_time": now - 3600}),
            "could not be verified",
        ),
        (
            person("ada"),
            json!({"auth_time": now + 3600}),
            "could not be verified",
        ),
        (
            person("ada"),
            json!({"auth_time": null}),
            "could not be verified",
        ),
        (
            person("ada"),
            json!({"nonce": "another"}),
            "could not be verified",
        ),
        (
            person("ada"),
            json!({"iss": "https://evil.example"}),
            "could not be verified",
        ),
    ] {
        provider.world().forged = lie.clone();
        let refused = log_in(&browser, &provider, PROVE, &claims).await;
        assert_eq!(refused.status, 422, "{lie}");
        assert!(refused.text().contains(words), "{lie}: {}", refused.text());
        let confirm = [("confirm", "1")];
        let kept = browser.post(ACCOUNT, "/settings/delete", &confirm).await;
        assert_eq!(kept.status, 422, "{lie}");
    }
    provider.world().forged = json!({});
    let outside = "/settings/logins/prove/hospital?return_to=https%3A%2F%2Fevil.example%2Fsettings";
    let proved = log_in(&browser, &provider, outside, &person("ada")).await;
    assert_eq!(proved.location(), "/");
}

#[tokio::test]
async fn a_second_factor_that_is_demanded_is_set_up_without_a_password() {
    let mut config = config();
    config.two_factor_required_for = vec![Duty::Moderator];
    let (app, provider) = instance_with(Joining::Yes, config).await;
    ada(&app, &provider).await;
    let browser = Browser::new(&app);
    let mut claims = person("ada");
    claims["groups"] = json!(["mods"]);
    log_in(&browser, &provider, BEGIN, &claims).await;
    assert_eq!(browser.get(ACCOUNT).await.location(), TWO_FACTOR);
    let page = browser.get(TWO_FACTOR).await.text();
    let prove = "/settings/logins/prove/hospital?return_to=%2Fsettings%2Ftwo-factor";
    assert!(page.contains(prove), "{page}");
    let proved = log_in(&browser, &provider, prove, &claims).await;
    assert_eq!(proved.location(), TWO_FACTOR, "{}", proved.text());
    let totp = format!("{TWO_FACTOR}/totp");
    let started = browser.post(TWO_FACTOR, &totp, &[]).await;
    assert_eq!(started.location(), totp, "{}", started.text());
}
