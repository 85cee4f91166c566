//! What a hostile provider, a hostile person or somebody between them might try.

use axum::http::StatusCode;
use domain::external_identity::Joining;
use domain::testing::config;
use openidconnect::core::CoreJsonWebKey;
use serde_json::{Value, json};
use web::testing::app_with_providers;

use super::provider::{Provider, SECRET, Signature};
use super::{BEGIN, address, instance, is_in, linked, log_in, person, ways};
use crate::browser::Browser;

const UNPROVEN: &str = "could not be verified";
const STALE: &str = "took too long, or was begun in another window";

#[tokio::test]
async fn security_39_a_token_that_proves_nothing_logs_nobody_in() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    let now = app.ctx.clock.now().seconds();
    let public = serde_json::to_vec::<CoreJsonWebKey>(&provider.listed_key()).expect("encodes");
    let cases: Vec<(&str, Signature, Value)> = vec![
        ("another nonce", Signature::Own, json!({"nonce": "another"})),
        ("no nonce", Signature::Own, json!({"nonce": null})),
        (
            "another issuer",
            Signature::Own,
            json!({"iss": "https://evil.example"}),
        ),
        (
            "another issuer by a slash",
            Signature::Own,
            json!({"iss": format!("{}/", provider.issuer)}),
        ),
        (
            "for another client",
            Signature::Own,
            json!({"aud": "other"}),
        ),
        (
            "for others too",
            Signature::Own,
            json!({"aud": ["rounds", "other"]}),
        ),
        (
            "asked for by another",
            Signature::Own,
            json!({"azp": "other"}),
        ),
        ("over", Signature::Own, json!({"exp": now - 61})),
        ("without an end", Signature::Own, json!({"exp": null})),
        ("of long ago", Signature::Own, json!({"iat": now - 3600})),
        ("of tomorrow", Signature::Own, json!({"iat": now + 3600})),
        ("of nobody", Signature::Own, json!({"sub": null})),
        (
            "of another access token",
            Signature::Own,
            json!({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
        ),
        ("unsigned", Signature::Missing, json!({})),
        (
            "signed by the client's secret",
            Signature::Shared(SECRET.into()),
            json!({}),
        ),
        (
            "signed by the public key",
            Signature::Shared(public),
            json!({}),
        ),
        ("signed by nobody's key", Signature::Unlisted, json!({})),
    ];
    for (what, signature, forged) in cases {
        {
            let mut world = provider.world();
            (world.signature, world.forged) = (signature, forged);
        }
        let browser = Browser::new(&app);
        let answer = log_in(&browser, &provider, BEGIN, &person("ada")).await;
        assert_eq!(answer.status, 422, "{what}");
        assert!(
            answer.text().contains(UNPROVEN),
            "{what}: {}",
            answer.text()
        );
        assert!(!is_in(&browser).await, "{what}");
    }
    {
        let mut world = provider.world();
        (world.signature, world.forged) = (Signature::Own, json!({"exp": now - 59}));
    }
    let browser = Browser::new(&app);
    let answer = log_in(&browser, &provider, BEGIN, &person("ada")).await;
    assert_eq!(answer.status, 303, "clocks differ a little");
    assert!(is_in(&browser).await);
}

#[tokio::test]
async fn security_39_an_equal_address_is_nobody() {
    for joining in [Joining::No, Joining::Approval, Joining::Yes] {
        let (app, provider) = instance(joining).await;
        app.join("ada").await;
        let mut claims = person("1");
        claims["email"] = json!("ADA@ok.example");
        let browser = Browser::new(&app);
        let answer = log_in(&browser, &provider, BEGIN, &claims).await;
        assert_eq!(answer.status, 422);
        let words = "An account with your e-mail address is here already";
        assert!(answer.text().contains(words), "{}", answer.text());
        assert!(!is_in(&browser).await);
        assert!(ways(&app, "ada").await.is_empty());
    }
}

#[tokio::test]
async fn security_39_a_second_subject_never_enters_the_account_of_the_first() {
    let (app, provider) = instance(Joining::Yes).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    let mut claims = person("another");
    for name in ["email", "preferred_username", "name"] {
        claims[name] = person("ada")[name].clone();
    }
    let browser = Browser::new(&app);
    let answer = log_in(&browser, &provider, BEGIN, &claims).await;
    assert_eq!(answer.status, 200, "asks how they want to be called");
    assert!(!is_in(&browser).await);
    let form = [
        ("ticket", answer.hidden("ticket")),
        ("username", "ada".to_owned()),
        ("agreement", "1".to_owned()),
        ("csrf", answer.hidden("csrf")),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let body = web::testing::encode(&form);
    let refused = browser
        .send(axum::http::Method::POST, "/login/join", body)
        .await;
    assert_eq!(refused.status, 422, "the name is taken");
    assert!(!is_in(&browser).await);
    assert_eq!(ways(&app, "ada").await, ["ada"]);
}

#[tokio::test]
async fn security_39_what_comes_back_counts_once_and_in_the_browser_that_left() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    let (browser, other) = (Browser::new(&app), Browser::new(&app));
    let away = browser.get(BEGIN).await;
    let back = provider.approve(away.location(), &person("ada"));
    other.get(BEGIN).await;
    for stranger in [&other, &Browser::new(&app)] {
        let answer = stranger.get(&back).await;
        assert!(answer.text().contains(STALE), "{}", answer.text());
        assert!(!is_in(stranger).await);
    }
    assert_eq!(browser.get(&back).await.location(), "/");
    assert!(is_in(&browser).await);
    for again in [&browser, &other] {
        let answer = again.get(&back).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(STALE), "{}", answer.text());
    }
    let code = back.split('?').nth(1).expect("a query");
    let code = code.split('&').next().expect("a code");
    let fresh = other.get(BEGIN).await;
    let fresh = provider.approve(fresh.location(), &person("ada"));
    let replayed = fresh.replace(fresh.split(['?', '&']).nth(1).expect("a code"), code);
    let answer = other.get(&replayed).await;
    assert!(answer.text().contains(UNPROVEN), "{}", answer.text());
    assert!(!is_in(&other).await);
}

#[tokio::test]
async fn security_39_an_answer_of_another_provider_is_none() {
    let (honest, evil) = (
        Provider::start("hospital").await,
        Provider::start("evil").await,
    );
    let settings = [&honest, &evil].map(|it| it.settings(Joining::No));
    let app = app_with_providers(config(), settings.into()).await;
    for provider in [&honest, &evil] {
        provider.follow(&app.ctx.clock);
    }
    app.join("ada").await;
    linked(&app, &honest, "ada", &person("ada")).await;
    let browser = Browser::new(&app);
    let begin = async || {
        let away = browser.get(BEGIN).await;
        honest.approve(away.location(), &person("ada"))
    };
    let back = begin().await;
    let elsewhere = back.replace("/hospital/", "/evil/");
    let answer = browser.get(&elsewhere).await;
    assert!(answer.text().contains(STALE), "{}", answer.text());

    let named = |provider: &Provider| {
        serde_urlencoded::to_string([("iss", &provider.issuer)]).expect("encodes")
    };
    let back = begin().await;
    let answer = browser
        .get(&back.replace(&named(&honest), &named(&evil)))
        .await;
    assert!(answer.text().contains(UNPROVEN), "{}", answer.text());
    let back = begin().await;
    let unnamed = back.replace(&format!("&{}", named(&honest)), "");
    assert_ne!(unnamed, back);
    let answer = browser.get(&unnamed).await;
    assert!(answer.text().contains(UNPROVEN), "{}", answer.text());
    assert!(!is_in(&browser).await);

    let same = log_in(&browser, &evil, "/login/oidc/evil", &person("ada")).await;
    assert!(
        same.text().contains("Nobody here is linked"),
        "{}",
        same.text()
    );
    assert!(!is_in(&browser).await);
}

#[tokio::test]
async fn security_39_what_another_subject_is_said_to_be_is_not_believed() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    let bare = json!({"sub": "ada"});
    let cases = [("eve", 422), ("ada", 303)];
    for (subject, expected) in cases {
        let mut said = person(subject);
        said["groups"] = json!(["mods"]);
        provider.world().user_info = said;
        let browser = Browser::new(&app);
        let answer = log_in(&browser, &provider, BEGIN, &bare).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
        let desk = browser.get("/moderation/reports").await;
        let moderates = desk.status == StatusCode::OK;
        assert_eq!(
            moderates,
            subject == "ada",
            "groups of the own subject count"
        );
    }
}

#[tokio::test]
async fn security_39_a_provider_under_another_name_is_not_asked() {
    let (app, provider) = instance(Joining::Yes).await;
    provider.world().metadata = json!({"issuer": "https://evil.example"});
    let answer = Browser::new(&app).get(BEGIN).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("does not answer right now"));
}

#[tokio::test]
async fn security_35_after_a_log_in_through_a_provider_nobody_leaves_this_server() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    linked(&app, &provider, "ada", &person("ada")).await;
    for (path, expected) in [
        ("?return_to=//evil.example", "/"),
        ("?return_to=https%3A%2F%2Fevil.example", "/"),
        ("?return_to=%2F%5Cevil.example", "/"),
        ("?return_to=%2Fsettings%2Fprofile", "/settings/profile"),
    ] {
        let path = format!("{BEGIN}{path}");
        let answer = log_in(&Browser::new(&app), &provider, &path, &person("ada")).await;
        assert_eq!(answer.location(), expected);
    }
    let browser = Browser::of(&app, "ada").await;
    let form = [("provider", "hospital"), ("return_to", "//evil.example")];
    let page = browser
        .post("/settings/logins", "/settings/logins/link", &form)
        .await;
    assert_eq!(
        page.status,
        422,
        "is linked already, and there is no password: {}",
        page.text()
    );
    assert_eq!(page.header("refresh"), "");
}

#[tokio::test]
async fn keys_change_and_a_provider_that_is_away_is_said_in_plain_words() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    provider.world().down = true;
    let form = [
        ("provider", "hospital"),
        ("current_password", domain::testing::PASSWORD),
    ];
    let link = async || {
        browser
            .post("/settings/logins", "/settings/logins/link", &form)
            .await
    };
    let away = link().await;
    assert_eq!(away.status, 422);
    assert!(
        away.text()
            .contains("The hospital does not answer right now"),
        "{}",
        away.text()
    );
    let answer = Browser::new(&app).get(BEGIN).await;
    assert!(
        answer
            .text()
            .contains("The hospital does not answer right now")
    );

    provider.world().down = false;
    let back = provider.approve(address(&link().await), &person("ada"));
    browser.get(&back).await;
    provider.world().key = 1;
    app.ctx.clock.advance(std::time::Duration::from_secs(11));
    let browser = Browser::new(&app);
    let answer = log_in(&browser, &provider, BEGIN, &person("ada")).await;
    assert_eq!(answer.status, 303, "{}", answer.text());

    let state = browser.get(BEGIN).await;
    let state = state.location().split("&state=").nth(1).expect("a state");
    let state = state.split('&').next().expect("a state").to_owned();
    let iss = serde_urlencoded::to_string([("iss", &provider.issuer)]).expect("encodes");
    let denied = format!("{BEGIN}/callback?error=access_denied&state={state}&{iss}");
    let answer = browser.get(&denied).await;
    assert!(
        answer.text().contains("did not let you in"),
        "{}",
        answer.text()
    );
}
