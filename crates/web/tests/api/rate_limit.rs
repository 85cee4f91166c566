//! How often the API may be asked outside development.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use domain::testing;
use serde_json::json;
use web::testing::{Answer, App, app, app_with};

/// Nothing is there, so that an answer costs nothing; it is counted like any other.
const NOTHING: &str = "/api/v1/nothing";

async fn limited() -> App {
    let mut config = testing::config();
    config.development = false;
    app_with(config).await
}

async fn ask_from(app: &App, address: &str) -> Answer {
    let address: IpAddr = address.parse().expect("an address");
    let peer = ConnectInfo(SocketAddr::new(address, 1));
    let request = Request::get(NOTHING).extension(peer).body(Body::empty());
    app.send(request.expect("a request")).await
}

/// What an answer says of limits: how often, how often still, until when.
fn told(answer: &Answer) -> [&str; 3] {
    ["limit", "remaining", "reset"].map(|name| answer.header(&format!("x-ratelimit-{name}")))
}

#[tokio::test]
async fn an_answer_says_what_is_left() {
    let app = limited().await;
    let ada = app.person("ada", "read").await;
    let reset = "2026-10-01T00:05:00.000Z";
    for remaining in ["299", "298"] {
        let answer = app.get_as("/api/v1/preferences", &ada).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(told(&answer), ["300", remaining, reset]);
    }
    let second = app.token("ada", "read").await;
    let answer = app.get_as(NOTHING, &second).await;
    assert_eq!(told(&answer), ["300", "299", reset], "a token has its own");
    let answer = app.get("/api/v2/instance").await;
    assert_eq!(
        told(&answer),
        ["300", "299", reset],
        "a network has its own"
    );
    let answer = app.get_as(NOTHING, "unknown").await;
    assert_eq!(
        told(&answer),
        ["300", "298", reset],
        "an unknown token is nobody's"
    );
}

#[tokio::test]
async fn nothing_is_limited_in_development() {
    let app = app().await;
    let ada = app.person("ada", "read").await;
    for _ in 0..=300 {
        let answer = app.get_as(NOTHING, &ada).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(told(&answer), ["", "", ""]);
    }
}

#[tokio::test]
async fn security_51_one_request_too_many_waits_for_the_window_to_end() {
    let app = limited().await;
    let ada = app.person("ada", "read").await;
    for _ in 0..300 {
        assert_eq!(
            app.get_as(NOTHING, &ada).await.status,
            StatusCode::NOT_FOUND
        );
    }
    let answer = app.get_as("/api/v1/preferences", &ada).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.json(), json!({ "error": "Too many requests" }));
    assert_eq!(told(&answer), ["300", "0", "2026-10-01T00:05:00.000Z"]);
    app.ctx.clock.advance(Duration::from_mins(5));
    let answer = app.get_as("/api/v1/preferences", &ada).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(told(&answer), ["300", "299", "2026-10-01T00:10:00.000Z"]);
}

#[tokio::test]
async fn security_51_many_tokens_are_one_login() {
    let app = limited().await;
    app.join("ada").await;
    for _ in 0..5 {
        let token = app.token("ada", "read").await;
        for _ in 0..300 {
            assert_eq!(
                app.get_as(NOTHING, &token).await.status,
                StatusCode::NOT_FOUND
            );
        }
    }
    let sixth = app.token("ada", "read").await;
    let answer = app.get_as(NOTHING, &sixth).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("x-ratelimit-limit"), "1500");
}

#[tokio::test]
async fn security_51_the_addresses_of_one_customer_are_one_network() {
    let app = limited().await;
    for host in 0..300 {
        let answer = ask_from(&app, &format!("2001:db8:1:2::{host:x}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let answer = ask_from(&app, "2001:db8:1:2:ffff::1").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let neighbour = ask_from(&app, "2001:db8:1:3::1").await;
    assert_eq!(neighbour.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn uploads_and_deletions_have_limits_of_their_own() {
    let app = limited().await;
    let ada = app.person("ada", "read write").await;
    let bob = app.person("bob", "read write").await;
    for (method, path) in [
        (Method::POST, "/api/v2/media"),
        (Method::DELETE, "/api/v1/statuses/1"),
    ] {
        let empty = json!({});
        let send = |token| app.json(method.clone(), path, token, &empty);
        for remaining in (0..30).rev() {
            let answer = send(Some(ada.as_str())).await;
            assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(
                answer.header("x-ratelimit-remaining"),
                remaining.to_string()
            );
        }
        let refused = send(Some(ada.as_str())).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(told(&refused), ["30", "0", "2026-10-01T00:30:00.000Z"]);
        let other = send(Some(bob.as_str())).await;
        assert_ne!(other.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let undone = "/api/v1/statuses/1/unreblog";
    let answer = app.call("POST", undone, &ada, json!({})).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        app.get_as(NOTHING, &ada).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn whoever_reads_everything_page_by_page_is_slowed_down() {
    let app = limited().await;
    let page = format!("{NOTHING}?limit=40&max_id=5");
    for _ in 0..300 {
        assert_eq!(app.get(&page).await.status, StatusCode::NOT_FOUND);
    }
    app.ctx.clock.advance(Duration::from_mins(5));
    assert_eq!(app.get(NOTHING).await.status, StatusCode::NOT_FOUND);
    let refused = app.get(&page).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(told(&refused), ["300", "0", "2026-10-01T00:15:00.000Z"]);
}

/// What an untrusted peer writes of where it comes from, and how it spells a path, counts for nothing.
#[tokio::test]
async fn security_51_neither_headers_nor_spellings_make_another_of_one() {
    let app = limited().await;
    let paths = [
        NOTHING,
        "/api/v1/nothing/",
        "/api/v1/Nothing",
        "/api/v1/nothing.json",
        "/api/v1//nothing",
    ];
    let peers = ["192.0.2.7", "::ffff:192.0.2.7"];
    let ask = async |number: usize| {
        let address: IpAddr = peers[number % 2].parse().expect("an address");
        let request = Request::get(paths[number % paths.len()])
            .header("x-forwarded-for", format!("198.51.100.{}", number % 250))
            .header("forwarded", format!("for=198.51.100.{}", number % 250))
            .header("x-real-ip", format!("198.51.100.{}", number % 250))
            .extension(ConnectInfo(SocketAddr::new(address, 1)))
            .body(Body::empty());
        app.send(request.expect("a request")).await.status
    };
    for number in 0..300 {
        assert_eq!(ask(number).await, StatusCode::NOT_FOUND, "{number}");
    }
    for number in 300..310 {
        assert_eq!(ask(number).await, StatusCode::TOO_MANY_REQUESTS, "{number}");
    }
}
