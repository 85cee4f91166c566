//! Applications and tokens, without a browser.

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Method, Request};
use base64::Engine as _;
use serde_json::{Value, json};
use web::testing::{App, PASSWORD, app, app_with};

const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Registers an app and returns its id and its secret.
pub async fn register(app: &App, redirect_uri: &str, scopes: &str) -> (String, String) {
    let body = json!({ "client_name": "toot", "redirect_uris": [redirect_uri], "scopes": scopes });
    let answer = app.json(Method::POST, "/api/v1/apps", None, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let text = |name: &str| answer.json()[name].as_str().expect("text").to_owned();
    (text("client_id"), text("client_secret"))
}

pub async fn client_token(app: &App, scopes: &str) -> String {
    let (id, secret) = register(app, OUT_OF_BAND, scopes).await;
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", &id),
        ("client_secret", &secret),
        ("scope", scopes),
    ];
    let answer = app.form(Method::POST, "/oauth/token", None, &form).await;
    answer.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

#[tokio::test]
async fn an_app_registers_by_form_and_by_multipart_as_by_json() {
    let app = app().await;
    let lines = format!("{OUT_OF_BAND}\nicecubesapp://");
    let form = [
        ("client_name", "toot"),
        ("redirect_uris", &lines),
        ("scopes", "read write"),
        ("website", ""),
    ];
    let by_form = app
        .form(Method::POST, "/api/v1/apps", None, &form)
        .await
        .json();
    assert_eq!(
        by_form["redirect_uris"],
        json!([OUT_OF_BAND, "icecubesapp://"])
    );
    assert_eq!(by_form["scopes"], json!(["read", "write"]));
    assert_eq!(by_form["client_secret_expires_at"], json!(0));
    assert_eq!(by_form["website"], Value::Null);

    let part = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = part("client_name", "toot") + &part("redirect_uris", OUT_OF_BAND) + "--x--\r\n";
    let request = Request::post("/api/v1/apps")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .expect("a request");
    let by_parts = app.send(request).await.json();
    assert_eq!(by_parts["redirect_uri"], json!(OUT_OF_BAND));
    assert_eq!(by_parts["scopes"], json!(["read"]));
}

#[tokio::test]
async fn a_registration_that_is_wrong_names_the_parameter() {
    let app = app().await;
    let wrong = [
        (json!({ "redirect_uris": OUT_OF_BAND }), "client_name"),
        (json!({ "client_name": "x" }), "redirect_uris"),
        (
            json!({ "client_name": "x", "redirect_uris": "/callback" }),
            "redirect_uris",
        ),
        (
            json!({ "client_name": "x", "redirect_uris": OUT_OF_BAND, "scopes": "all" }),
            "scopes",
        ),
        (
            json!({ "client_name": "x", "redirect_uris": OUT_OF_BAND, "website": "javascript:1" }),
            "website",
        ),
    ];
    for (body, field) in wrong {
        let answer = app.json(Method::POST, "/api/v1/apps", None, &body).await;
        assert_eq!(answer.status, 422, "{body}");
        let error = answer.json()["error"]
            .as_str()
            .expect("a reason")
            .to_owned();
        assert!(
            error.starts_with(&format!("Validation failed: {field}")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_client_proves_itself_in_the_body_or_by_basic() {
    let app = app().await;
    let (id, secret) = register(&app, OUT_OF_BAND, "read").await;
    let body =
        json!({ "grant_type": "client_credentials", "client_id": id, "client_secret": secret });
    let answer = app.json(Method::POST, "/oauth/token", None, &body).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["token_type"], json!("Bearer"));
    assert_eq!(answer.json()["scope"], json!("read"));
    assert_eq!(answer.header("cache-control"), "no-store");

    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
    let request = Request::post("/oauth/token")
        .header(AUTHORIZATION, format!("Basic {basic}"))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("grant_type=client_credentials"))
        .expect("a request");
    let token = app.send(request).await.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let known = app.get_as("/api/v1/apps/verify_credentials", &token).await;
    assert_eq!(known.json()["name"], json!("toot"));

    let wrong =
        json!({ "grant_type": "client_credentials", "client_id": id, "client_secret": "other" });
    let answer = app.json(Method::POST, "/oauth/token", None, &wrong).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["error"]),
        (401, &json!("invalid_client"))
    );
    let more = json!({ "grant_type": "client_credentials", "client_id": id, "client_secret": secret, "scope": "write" });
    let answer = app.json(Method::POST, "/oauth/token", None, &more).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["error"]),
        (400, &json!("invalid_scope"))
    );
}

#[tokio::test]
async fn security_37_an_apps_own_token_is_nobody() {
    let app = app().await;
    let own = client_token(&app, "read write").await;
    assert_eq!(app.get_as("/oauth/userinfo", &own).await.status, 422);
    assert_eq!(app.get("/oauth/userinfo").await.status, 401);
    assert_eq!(app.get_as("/oauth/userinfo", "unknown").await.status, 401);

    app.join("ada").await;
    let narrow = app.token("ada", "read:statuses").await;
    assert_eq!(app.get_as("/oauth/userinfo", &narrow).await.status, 403);
    let profile = app.token("ada", "profile").await;
    let answer = app.get_as("/oauth/userinfo", &profile).await;
    assert_eq!(answer.json()["preferred_username"], json!("ada"));
}

#[tokio::test]
async fn security_38_a_revoked_token_and_a_suspended_user_are_out_at_once() {
    let app = app().await;
    app.join("ada").await;
    let (id, secret) = register(&app, OUT_OF_BAND, "read write").await;
    let form = [
        ("grant_type", "password"),
        ("client_id", &id),
        ("client_secret", &secret),
        ("username", "ada@ok.example"),
        ("password", PASSWORD),
        ("scope", "read write"),
    ];
    let token = app
        .form(Method::POST, "/oauth/token", None, &form)
        .await
        .json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    assert_eq!(app.get_as("/oauth/userinfo", &token).await.status, 200);

    let (other, other_secret) = register(&app, OUT_OF_BAND, "read").await;
    let theirs = json!({ "client_id": other, "client_secret": other_secret, "token": token });
    let answer = app.json(Method::POST, "/oauth/revoke", None, &theirs).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["error"]),
        (403, &json!("unauthorized_client"))
    );
    assert_eq!(app.get_as("/oauth/userinfo", &token).await.status, 200);

    let ours = json!({ "client_id": id, "client_secret": secret, "token": token });
    assert_eq!(
        app.json(Method::POST, "/oauth/revoke", None, &ours)
            .await
            .status,
        200
    );
    assert_eq!(app.get_as("/oauth/userinfo", &token).await.status, 401);
    assert_eq!(
        app.json(Method::POST, "/oauth/revoke", None, &ours)
            .await
            .status,
        200,
        "again is no error"
    );

    let second = app.token("ada", "read").await;
    assert_eq!(app.get_as("/oauth/userinfo", &second).await.status, 200);
    let (_, account) = domain::user::find(&app.ctx, "ada").await.expect("is here");
    domain::user::suspend(&app.ctx, account)
        .await
        .expect("suspends");
    assert_eq!(app.get_as("/oauth/userinfo", &second).await.status, 401);
}

#[tokio::test]
async fn scripts_of_other_sites_may_ask_and_read_the_headers() {
    let app = app().await;
    let preflight = Request::options("/oauth/token")
        .header("origin", "https://phanpy.example")
        .header("access-control-request-method", "POST")
        .body(Body::empty())
        .expect("a request");
    let answer = app.send(preflight).await;
    assert_eq!(
        (
            answer.status.as_u16(),
            answer.header("access-control-allow-origin")
        ),
        (200, "*")
    );
    let request = Request::get("/.well-known/oauth-authorization-server")
        .header("origin", "https://phanpy.example")
        .body(Body::empty())
        .expect("a request");
    let answer = app.send(request).await;
    assert!(
        answer
            .header("access-control-expose-headers")
            .contains("link")
    );
    assert_eq!(
        answer.json()["code_challenge_methods_supported"],
        json!(["S256"])
    );
    assert_eq!(
        answer.json()["token_endpoint"],
        json!("https://rounds.example/oauth/token")
    );
}

#[tokio::test]
async fn the_password_grant_is_for_development_alone() {
    let mut config = domain::testing::config();
    config.development = false;
    let app = app_with(config).await;
    app.join("ada").await;
    let (id, secret) = register(&app, OUT_OF_BAND, "read").await;
    let body = json!({
        "grant_type": "password", "client_id": id, "client_secret": secret,
        "username": "ada@ok.example", "password": PASSWORD,
    });
    let answer = app.json(Method::POST, "/oauth/token", None, &body).await;
    assert_eq!(answer.json()["error"], json!("unsupported_grant_type"));
}
