//! The first log-in of somebody whom nobody here is linked with, and what the provider's claims do.

use axum::http::Method;
use domain::external_identity::Joining;
use domain::testing::config;
use serde_json::{Value, json};
use web::testing::{Answer, PASSWORD, encode};

use super::{BEGIN, instance, instance_with, is_in, linked, log_in, person, sessions, ways};
use crate::browser::Browser;

/// Sends the form of `page` that asks for a name.
pub(super) async fn join(browser: &Browser<'_>, page: &Answer, more: &[(&str, &str)]) -> Answer {
    let (csrf, ticket) = (page.hidden("csrf"), page.hidden("ticket"));
    let mut form = vec![("csrf", csrf.as_str()), ("ticket", ticket.as_str())];
    form.extend(more);
    browser
        .send(Method::POST, "/login/join", encode(&form))
        .await
}

#[tokio::test]
async fn somebody_joins_chooses_a_name_and_comes_back() {
    let (app, provider) = instance(Joining::Yes).await;
    let browser = Browser::new(&app);
    let page = log_in(&browser, &provider, BEGIN, &person("ada.lovelace")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("value=\"ada_lovelace\""),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("name=\"password\""));
    let refused = join(&browser, &page, &[("username", "ada")]).await;
    assert_eq!(refused.status, 422, "the rules are agreed to");
    let form = [
        ("username", "ada"),
        ("agreement", "1"),
        ("email", "eve@evil.example"),
    ];
    let other = Browser::new(&app);
    other.get("/login").await;
    let stolen = join(&other, &page, &form).await;
    assert_eq!(stolen.status, 403, "the form of another browser");
    let joined = join(&browser, &page, &form).await;
    assert_eq!(joined.location(), "/settings/profile", "{}", joined.text());
    assert!(is_in(&browser).await);
    let account = browser.get("/settings/account").await.text();
    assert!(
        account.contains("ada.lovelace@hospital.example"),
        "the provider's address"
    );
    let profile = app.get("/@ada").await.text();
    assert!(profile.contains("Dr Someone"), "{profile}");

    let again = Browser::new(&app);
    let answer = log_in(&again, &provider, BEGIN, &person("ada.lovelace")).await;
    assert_eq!(answer.location(), "/");
    assert!(is_in(&again).await);
    assert_eq!(ways(&app, "ada").await, ["ada.lovelace"]);
    let form = [("email", "ada.lovelace@hospital.example"), ("password", "")];
    let password = again.post("/login", "/login", &form).await;
    assert_eq!(password.status, 422, "there is no password");
}

#[tokio::test]
async fn who_may_not_join_or_has_to_wait_is_told_so() {
    let (app, provider) = instance(Joining::No).await;
    let answer = log_in(&Browser::new(&app), &provider, BEGIN, &person("ada")).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Nobody here is linked"));

    let (app, provider) = instance(Joining::Approval).await;
    let form = [("username", "ada"), ("agreement", "1")];
    let browser = Browser::new(&app);
    let page = log_in(&browser, &provider, BEGIN, &person("ada")).await;
    let waits = join(&browser, &page, &form).await;
    assert_eq!(waits.status, 200);
    assert!(!is_in(&browser).await);
    let answer = log_in(&browser, &provider, BEGIN, &person("ada")).await;
    assert!(
        answer.text().contains("moderators have not decided"),
        "{}",
        answer.text()
    );
    let (user, _) = domain::user::find(&app.ctx, "ada").await.expect("is there");
    domain::user::approve(&app.ctx, &domain::audit::Actor::Operator, user)
        .await
        .expect("approves");
    log_in(&browser, &provider, BEGIN, &person("ada")).await;
    assert!(is_in(&browser).await);
}

#[tokio::test]
async fn an_address_that_the_provider_did_not_make_sure_of_is_confirmed_by_mail() {
    let mut config = config();
    config.development = false;
    for claimed in [json!({"email_verified": false}), json!({"email": null})] {
        let (app, provider) = instance_with(Joining::Yes, config.clone()).await;
        let mut claims = person("ada");
        for (name, value) in claimed.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        provider.world().user_info = json!({"sub": "ada"});
        let browser = Browser::new(&app);
        let page = log_in(&browser, &provider, BEGIN, &claims).await;
        let form = [
            ("username", "ada"),
            ("agreement", "1"),
            ("email", "ada@own.example"),
        ];
        let joined = join(&browser, &page, &form).await;
        assert_eq!(joined.status, 200, "{}", joined.text());
        let expected = match claims["email"] {
            Value::Null => "ada@own.example",
            _ => "ada@hospital.example",
        };
        assert!(joined.text().contains(expected), "{}", joined.text());
        let answer = log_in(&browser, &provider, BEGIN, &claims).await;
        assert!(
            answer.text().contains("not confirmed yet"),
            "{}",
            answer.text()
        );
        assert!(!is_in(&browser).await);
    }
}

#[tokio::test]
async fn claims_give_and_take_roles() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    for (groups, expected) in [(json!(["mods", "x"]), 200), (json!([]), 404)] {
        let mut claims = person("ada");
        claims["groups"] = groups;
        let browser = Browser::new(&app);
        log_in(&browser, &provider, BEGIN, &claims).await;
        let desk = browser.get("/moderation/reports").await;
        assert_eq!(desk.status, expected);
    }
}

#[tokio::test]
async fn where_nobody_has_a_password_providers_are_the_only_way() {
    let mut config = config();
    config.password_log_in = false;
    config.registrations = domain::config::Registrations::Closed;
    let (app, provider) = instance_with(Joining::No, config).await;
    let ada = app.join("ada").await;
    let browser = Browser::new(&app);
    let page = browser.get("/login").await;
    assert!(
        page.text().contains("Log in with The hospital"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("type=\"password\""));
    let csrf = browser.get("/password/forgot").await;
    assert_eq!(csrf.status, 404);
    let credentials = domain::session::Credentials {
        email: "ada@ok.example",
        password: PASSWORD,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
    };
    let refused = domain::session::log_in(&app.ctx, credentials, "").await;
    assert!(matches!(refused, Err(domain::Error::Invalid { .. })));
    let unknown = log_in(&browser, &provider, BEGIN, &person("ada")).await;
    assert!(unknown.text().contains("Nobody here is linked"));
    assert_eq!(sessions(&app, "ada").await, 0);
    assert!(ways(&app, "ada").await.is_empty(), "{}", ada.user_id);
}

#[tokio::test]
async fn a_log_out_at_the_provider_ends_every_session_here() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    let browser = linked(&app, &provider, "ada", &person("ada")).await;
    let event = json!({"http://schemas.openid.net/event/backchannel-logout": {}});
    let send = async |claims: Value| {
        let token = provider.sign(&claims, "logout+jwt");
        let form = encode(&[("logout_token", &token)]);
        let path = "/login/oidc/hospital/logout";
        let answer = Browser::new(&app).send(Method::POST, path, form).await;
        answer.status.as_u16()
    };
    for no in [
        json!({"sub": "ada", "jti": "1"}),
        json!({"sub": "ada", "jti": "1", "events": {"other": {}}}),
        json!({"sub": "ada", "jti": "1", "events": event, "nonce": "n"}),
        json!({"sub": "ada", "jti": "1", "events": event, "aud": "other"}),
    ] {
        assert_eq!(send(no).await, 400);
    }
    assert_eq!(
        send(json!({"sub": "ben", "jti": "1", "events": event})).await,
        200
    );
    assert!(is_in(&browser).await, "somebody else logged out");
    assert_eq!(
        send(json!({"sub": "ada", "jti": "1", "events": event})).await,
        200
    );
    assert!(!is_in(&browser).await);
    assert_eq!(sessions(&app, "ada").await, 0);
}
