//! A push service on loopback takes messages and hands them to an app.

use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use domain::id::PushSubscriptionId;
use domain::kinds::PushPolicy;
use domain::testing::{self, TestContext};
use serde_json::Value;
use tokio::net::TcpListener;

use super::encrypt::tests::{App, bytes};
use super::*;
use crate::fetch::{Client, FetchPolicy};

type Taken = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A push service that answers with `status` what comes to `/message`.
async fn service(status: StatusCode) -> (String, Taken) {
    let messages = Taken::default();
    let kept = messages.clone();
    let take = move |headers: HeaderMap, body: Bytes| {
        kept.lock().expect("not poisoned").push((headers, body));
        async move { status }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/message", post(take));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}/message"), messages)
}

async fn federation() -> (TestContext, Federation) {
    let test = testing::context().await;
    let base = test.ctx.uris.base().parse().expect("a url");
    let policy = FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..FetchPolicy::new(&base)
    };
    let client = Client::new(policy).expect("a client");
    let federation = Federation::new(test.ctx.clone(), client);
    (test, federation)
}

fn subscription(endpoint: &str, standard: bool) -> Subscription {
    let app = App::new();
    Subscription {
        id: PushSubscriptionId(1),
        endpoint: endpoint.to_owned(),
        p256dh: app.public,
        auth: app.auth,
        standard,
        alerts: Vec::new(),
        policy: PushPolicy::All,
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).map(|value| value.to_str().expect("text"));
    value.unwrap_or_default()
}

/// Checks a token as a push service at `endpoint` does (RFC 8292 section 4.2).
fn check(token: &str, key: &str, endpoint: &str) {
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(key))
        .verify(signed.as_bytes(), &bytes(signature))
        .expect("is signed with that key");
    let (_, claims) = signed.split_once('.').expect("two parts");
    let claims: Value = serde_json::from_slice(&bytes(claims)).expect("JSON");
    assert_eq!(
        format!("{}/message", claims["aud"].as_str().expect("text")),
        endpoint
    );
    assert_eq!(claims["sub"], "mailto:admin@rounds.example");
    let expires = claims["exp"].as_i64().expect("a number") * 1000;
    assert_eq!(expires, testing::START.after(VALID).millis());
}

#[tokio::test]
async fn an_app_reads_what_was_sent_to_it_and_nobody_else_can() {
    let (_test, federation) = federation().await;
    let (endpoint, messages) = service(StatusCode::CREATED).await;
    let to = subscription(&endpoint, true);
    assert_eq!(send(&federation, &to, b"hello").await, Outcome::Done);
    let (headers, body) = messages.lock().expect("not poisoned").remove(0);
    assert_eq!(header(&headers, "content-encoding"), "aes128gcm");
    assert_eq!(header(&headers, "ttl"), "172800");
    assert_eq!(header(&headers, "urgency"), "normal");
    assert_eq!(App::new().read(&body), b"hello");
    let authorization = header(&headers, "authorization");
    let rest = authorization.strip_prefix("vapid t=").expect("a token");
    let (token, key) = rest.split_once(", k=").expect("a key");
    check(token, key, &endpoint);
    let ours = vapid::key(&federation.ctx).await.expect("a key");
    assert_eq!(key, ours.public());
}

#[tokio::test]
async fn an_older_app_reads_the_draft() {
    let (_test, federation) = federation().await;
    let (endpoint, messages) = service(StatusCode::CREATED).await;
    let to = subscription(&endpoint, false);
    assert_eq!(send(&federation, &to, b"hello").await, Outcome::Done);
    let (headers, body) = messages.lock().expect("not poisoned").remove(0);
    assert_eq!(header(&headers, "content-encoding"), "aesgcm");
    let salt = header(&headers, "encryption").strip_prefix("salt=");
    let keys = header(&headers, "crypto-key").strip_prefix("dh=");
    let (sender, key) = keys
        .and_then(|keys| keys.split_once(";p256ecdsa="))
        .expect("two keys");
    let salt = bytes(salt.expect("a salt"));
    assert_eq!(
        App::new().read_legacy(&salt, &bytes(sender), &body),
        b"hello"
    );
    let token = header(&headers, "authorization").strip_prefix("WebPush ");
    check(token.expect("a token"), key, &endpoint);
}

#[tokio::test]
async fn answers_decide_what_becomes_of_message_and_subscription() {
    let (_test, federation) = federation().await;
    for (status, expected) in [
        (404, "Gone"),
        (410, "Gone"),
        (429, "Postponed"),
        (503, "Postponed"),
        (400, "Impossible"),
        (413, "Impossible"),
    ] {
        let status = StatusCode::from_u16(status).expect("a status");
        let (endpoint, _) = service(status).await;
        let outcome = send(&federation, &subscription(&endpoint, true), b"hello").await;
        let name = format!("{outcome:?}");
        assert!(name.starts_with(expected), "{status}: {name}");
    }
}

#[tokio::test]
async fn security_17_an_endpoint_within_our_own_network_is_not_asked() {
    let test = testing::context().await;
    let base = test.ctx.uris.base().parse().expect("a url");
    let client = Client::new(FetchPolicy::new(&base)).expect("a client");
    let strict = Federation::new(test.ctx.clone(), client);
    let (endpoint, messages) = service(StatusCode::CREATED).await;
    let outcome = send(&strict, &subscription(&endpoint, true), b"hello").await;
    assert!(matches!(outcome, Outcome::Impossible(_)), "{outcome:?}");
    assert!(messages.lock().expect("not poisoned").is_empty());
}
