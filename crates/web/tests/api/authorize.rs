//! An app asks in a browser and exchanges the code.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;
use web::testing::{Answer, App, PASSWORD, app, encode};

use crate::browser::Browser;
use crate::token::register;

const CALLBACK: &str = "icecubesapp://";
const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// The parameters of `/oauth/authorize` that a test changes.
struct Asked<'a> {
    client_id: &'a str,
    redirect_uri: &'a str,
    more: &'a [(&'a str, &'a str)],
}

impl<'a> Asked<'a> {
    fn new(client_id: &'a str, redirect_uri: &'a str) -> Self {
        Self {
            client_id,
            redirect_uri,
            more: &[],
        }
    }

    fn form(&self) -> Vec<(&str, &str)> {
        let fixed = [
            ("response_type", "code"),
            ("client_id", self.client_id),
            ("redirect_uri", self.redirect_uri),
            ("scope", "read write"),
        ];
        fixed.into_iter().chain(self.more.iter().copied()).collect()
    }

    fn path(&self) -> String {
        format!("/oauth/authorize?{}", encode(&self.form()))
    }
}

/// A server with somebody on it and an app that is registered, with its id and its secret.
async fn registered(redirect_uri: &str) -> (App, String, String) {
    let app = app().await;
    app.join("ada").await;
    let (id, secret) = register(&app, redirect_uri, "read write").await;
    (app, id, secret)
}

/// Logs in, lets the app in, and returns the answer.
async fn approve(app: &App, asked: &Asked<'_>) -> Answer {
    approve_at(&asked.path(), app, asked).await
}

/// As [`approve`], with the form of another page: approves what the page of the app would never have shown.
async fn approve_at(page: &str, app: &App, asked: &Asked<'_>) -> Answer {
    let browser = Browser::of(app, "ada").await;
    let mut form = asked.form();
    form.push(("approve", "1"));
    browser.post(page, "/oauth/authorize", &form).await
}

fn parameter(location: &str, name: &str) -> Option<String> {
    let url = Url::parse(location).expect("a url");
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

async fn exchange(
    app: &App,
    client: (&str, &str),
    code: &str,
    redirect_uri: &str,
    verifier: Option<&str>,
) -> Answer {
    let mut body = json!({
        "grant_type": "authorization_code", "client_id": client.0, "client_secret": client.1,
        "code": code, "redirect_uri": redirect_uri,
    });
    if let Some(verifier) = verifier {
        body["code_verifier"] = json!(verifier);
    }
    app.json(Method::POST, "/oauth/token", None, &body).await
}

#[tokio::test]
async fn an_app_with_a_scheme_of_its_own_gets_a_token() {
    let (app, id, secret) = registered(CALLBACK).await;
    let asked = Asked {
        more: &[("state", "a b&c")],
        ..Asked::new(&id, CALLBACK)
    };

    let browser = Browser::new(&app);
    let answer = browser.get(&asked.path()).await;
    assert!(
        answer
            .location()
            .starts_with("/login?return_to=%2Foauth%2Fauthorize"),
        "{}",
        answer.location()
    );
    let next = answer.location().to_owned();
    let return_to = browser
        .get(&next)
        .await
        .hidden("return_to")
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    let form = [
        ("email", "ada@ok.example"),
        ("password", PASSWORD),
        ("return_to", &return_to),
    ];
    let answer = browser.post("/login", "/login", &form).await;
    assert_eq!(answer.location(), asked.path());
    let page = browser.get(&asked.path()).await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-security-policy")
            .contains("form-action 'self' icecubesapp:")
    );

    let answer = approve(&app, &asked).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(
        answer.location().starts_with("icecubesapp://?code="),
        "{}",
        answer.location()
    );
    assert_eq!(
        parameter(answer.location(), "state").as_deref(),
        Some("a b&c")
    );
    let code = parameter(answer.location(), "code").expect("a code");
    let token = exchange(&app, (&id, &secret), &code, CALLBACK, None)
        .await
        .json();
    assert_eq!(token["scope"], json!("read write"));
    let bearer = token["access_token"].as_str().expect("a token");
    assert_eq!(
        app.get_as("/oauth/userinfo", bearer).await.json()["name"],
        json!("ada")
    );
}

#[tokio::test]
async fn a_code_is_shown_to_be_copied() {
    let (app, id, secret) = registered(OUT_OF_BAND).await;
    let asked = Asked::new(&id, OUT_OF_BAND);
    let answer = approve(&app, &asked).await;
    let page = app.get(answer.location()).await.text();
    let code = page
        .split_once("<code>")
        .and_then(|(_, rest)| rest.split_once("</code>"))
        .expect("a code")
        .0;
    let token = exchange(&app, (&id, &secret), code, OUT_OF_BAND, None).await;
    assert_eq!(token.status, 200, "{}", token.text());
}

#[tokio::test]
async fn who_says_no_is_heard() {
    let (app, id, _) = registered(CALLBACK).await;
    let asked = Asked {
        more: &[("state", "s")],
        ..Asked::new(&id, CALLBACK)
    };
    let browser = Browser::of(&app, "ada").await;
    let mut form = asked.form();
    form.push(("deny", "1"));
    let answer = browser.post(&asked.path(), "/oauth/authorize", &form).await;
    assert_eq!(
        parameter(answer.location(), "error").as_deref(),
        Some("access_denied")
    );
    assert_eq!(parameter(answer.location(), "state").as_deref(), Some("s"));
}

#[tokio::test]
async fn an_approval_without_the_forms_token_is_refused() {
    let (app, id, _) = registered(CALLBACK).await;
    let asked = Asked::new(&id, CALLBACK);
    let (browser, other) = (Browser::new(&app), Browser::new(&app));
    browser.log_in("ada", PASSWORD).await;
    let theirs = other.get("/login").await.hidden("csrf");
    for csrf in ["", &theirs] {
        let mut form = asked.form();
        form.extend([("approve", "1"), ("csrf", csrf)]);
        let answer = browser
            .send(Method::POST, "/oauth/authorize", encode(&form))
            .await;
        assert_eq!((answer.status.as_u16(), answer.location()), (403, ""));
    }
}

#[tokio::test]
async fn security_35_only_a_registered_redirect_is_followed_byte_for_byte() {
    let (app, id, _) = registered("https://app.example/cb").await;
    for redirect_uri in [
        "https://app.example/cb/",
        "https://app.example/CB",
        "https://app.example/cb?x=1",
        "https://app.example:443/cb",
        "https://evil.example/cb",
        "//evil.example",
        "",
    ] {
        let asked = Asked::new(&id, redirect_uri);
        let answer = app.get(&asked.path()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (400, ""),
            "{redirect_uri}"
        );
        let answer = approve_at("/settings/account", &app, &asked).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (400, ""),
            "{redirect_uri}"
        );
    }
    let unknown = Asked::new("unknown", "https://app.example/cb");
    let answer = app.get(&unknown.path()).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (401, ""));
}

#[tokio::test]
async fn security_36_a_code_is_for_one_client_one_redirect_and_once() {
    let (app, id, secret) = registered(CALLBACK).await;
    let (other, other_secret) = register(&app, CALLBACK, "read write").await;
    let asked = Asked::new(&id, CALLBACK);
    let answer = approve(&app, &asked).await;
    let code = parameter(answer.location(), "code").expect("a code");
    let refused = |answer: Answer| {
        assert_eq!(
            answer.json()["error"],
            json!("invalid_grant"),
            "{}",
            answer.text()
        );
    };

    refused(exchange(&app, (&other, &other_secret), &code, CALLBACK, None).await);
    refused(exchange(&app, (&id, &secret), &code, "icecubesapp://x", None).await);
    refused(exchange(&app, (&id, &secret), "another", CALLBACK, None).await);
    let token = exchange(&app, (&id, &secret), &code, CALLBACK, None)
        .await
        .json();
    let bearer = token["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(app.get_as("/oauth/userinfo", &bearer).await.status, 200);
    refused(exchange(&app, (&id, &secret), &code, CALLBACK, None).await);
    assert_eq!(
        app.get_as("/oauth/userinfo", &bearer).await.status,
        401,
        "the stolen code's token is revoked"
    );
}

#[tokio::test]
async fn security_36_a_code_does_not_outlive_ten_minutes() {
    let (app, id, secret) = registered(CALLBACK).await;
    let asked = Asked::new(&id, CALLBACK);
    let code = parameter(approve(&app, &asked).await.location(), "code").expect("a code");
    app.ctx.clock.advance(std::time::Duration::from_secs(601));
    let answer = exchange(&app, (&id, &secret), &code, CALLBACK, None).await;
    assert_eq!(answer.json()["error"], json!("invalid_grant"));
}

#[tokio::test]
async fn security_36_a_challenge_demands_its_verifier_and_plain_is_refused() {
    let (app, id, secret) = registered(CALLBACK).await;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let more = [
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    let asked = Asked {
        more: &more,
        ..Asked::new(&id, CALLBACK)
    };
    let code = async || parameter(approve(&app, &asked).await.location(), "code").expect("a code");
    let error = |answer: Answer| answer.json().get("error").cloned().unwrap_or(Value::Null);

    let client = (id.as_str(), secret.as_str());
    assert_eq!(
        error(exchange(&app, client, &code().await, CALLBACK, None).await),
        json!("invalid_grant")
    );
    assert_eq!(
        error(exchange(&app, client, &code().await, CALLBACK, Some("other")).await),
        json!("invalid_grant")
    );
    assert_eq!(
        error(exchange(&app, client, &code().await, CALLBACK, Some(VERIFIER)).await),
        Value::Null
    );

    for method in [
        &[
            ("code_challenge", VERIFIER),
            ("code_challenge_method", "plain"),
        ][..],
        &[("code_challenge", VERIFIER)],
    ] {
        let asked = Asked {
            more: method,
            ..Asked::new(&id, CALLBACK)
        };
        let answer = app.get(&asked.path()).await;
        assert_eq!(
            parameter(answer.location(), "error").as_deref(),
            Some("invalid_request")
        );
    }
}
