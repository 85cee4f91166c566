//! Keeping addresses and networks out over HTTP.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use domain::config::{Config, Registrations};
use domain::kinds::UserRole;
use domain::sign_up::{By, Refusal, sign_up};
use domain::testing;
use serde_json::{Value, json};

use super::{SCOPES, post, staffed};
use crate::testing::{App, app_with};

const DOMAINS: &str = "/api/v1/admin/email_domain_blocks";
const NETWORKS: &str = "/api/v1/admin/ip_blocks";
const ADDRESSES: &str = "/api/v1/admin/canonical_email_blocks";

/// The code of what is wrong with the address of `name`, or whether they have to wait.
async fn joins(app: &App, name: &str, from: &str) -> Result<bool, &'static str> {
    let mut new = testing::new_person(name);
    new.address = Some(from.parse().expect("an address"));
    match sign_up(&app.ctx, new, By::Themselves).await {
        Ok(joined) => Ok(joined.must_wait),
        Err(Refusal::Wrong(wrong)) => Err(wrong[0].code),
        Err(_) => Err("refused"),
    }
}

#[tokio::test]
async fn addresses_of_a_domain_are_kept_out_or_wait() {
    let (app, root) = staffed().await;
    let form = json!({ "domain": "OK.example" });
    let made = post(&app, DOMAINS, &root, form.clone()).await;
    assert_eq!(made["domain"], "ok.example");
    let again = app.call("POST", DOMAINS, &root, form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for name in ["ada", "bob", "bob"] {
        let refused = joins(&app, name, "192.0.2.1").await;
        assert_eq!(refused, Err("ERR_BLOCKED"), "{name}");
    }
    let path = format!("{DOMAINS}/{}", made["id"].as_str().expect("an id"));
    let shown = app.get_as(&path, &root).await.json();
    let days = shown["history"].as_array().expect("days");
    assert_eq!(days.len(), 7);
    assert_eq!(
        (&days[0]["uses"], &days[0]["accounts"]),
        (&json!("3"), &json!("2"))
    );
    assert_eq!(app.get_as(DOMAINS, &root).await.json(), json!([shown]));
    let gone = app.call("DELETE", &path, &root, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    let form = json!({ "domain": "example", "allow_with_approval": "true" });
    post(&app, DOMAINS, &root, form).await;
    assert_eq!(joins(&app, "ada", "192.0.2.1").await, Ok(true));
}

#[tokio::test]
async fn less_is_possible_from_a_network() {
    let (app, root) = staffed().await;
    let form = json!({
        "ip": "2001:db8::1/32", "severity": "sign_up_requires_approval", "comment": "spam",
        "expires_in": "3600",
    });
    let made = post(&app, NETWORKS, &root, form.clone()).await;
    assert_eq!(made["ip"], "2001:db8::/32");
    assert!(made["expires_at"].is_string());
    assert_eq!(joins(&app, "ada", "2001:db8:1::2").await, Ok(true));
    assert_eq!(joins(&app, "bob", "192.0.2.1").await, Ok(false));
    let path = format!("{NETWORKS}/{}", made["id"].as_str().expect("an id"));
    let change = json!({ "severity": "sign_up_block", "expires_in": "" });
    let changed = app.call("PUT", &path, &root, change).await.json();
    assert_eq!(
        (
            &changed["severity"],
            &changed["expires_at"],
            &changed["comment"]
        ),
        (&json!("sign_up_block"), &json!(null), &json!("spam"))
    );
    assert_eq!(app.get_as(&path, &root).await.json(), changed);
    assert_eq!(app.get_as(NETWORKS, &root).await.json(), json!([changed]));
    assert_eq!(joins(&app, "eve", "2001:db8:1::2").await, Err("refused"));
    for wrong in [
        json!({ "ip": "2001:db8::/129", "severity": "no_access" }),
        json!({ "ip": "192.0.2.1", "severity": "flog" }),
        json!({ "ip": "192.0.2.1" }),
        json!({ "ip": "192.0.2.1", "severity": "no_access", "expires_in": "soon" }),
        form,
    ] {
        let refused = app.call("POST", NETWORKS, &root, wrong.clone()).await;
        let expected = if wrong["ip"] == "2001:db8::1/32" {
            "taken"
        } else {
            ""
        };
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text().contains(expected), "{}", refused.text());
    }
    let gone = app.call("DELETE", &path, &root, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    assert_eq!(joins(&app, "eve", "2001:db8:1::2").await, Ok(false));
}

/// The status of a request that comes from an address.
async fn from(app: &App, address: &str, path: &str) -> StatusCode {
    let peer = address.parse().expect("an address");
    let request = Request::builder()
        .method(Method::GET)
        .uri(path)
        .extension(ConnectInfo(SocketAddr::new(peer, 1)));
    let request = request.body(Body::empty()).expect("a request");
    app.send(request).await.status
}

#[tokio::test]
async fn security_51_a_network_without_access_is_answered_nothing() {
    let (app, root) = staffed().await;
    let form = json!({ "ip": "192.0.2.0/24", "severity": "no_access" });
    let made = post(&app, NETWORKS, &root, form).await;
    for path in ["/", "/login", "/api/v1/instance", "/.well-known/nodeinfo"] {
        assert_eq!(
            from(&app, "192.0.2.77", path).await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_ne!(
            from(&app, "192.0.3.77", path).await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let health = from(&app, "192.0.2.77", "/health/live").await;
    assert_eq!(health, StatusCode::OK);
    let path = format!("{NETWORKS}/{}", made["id"].as_str().expect("an id"));
    app.call("DELETE", &path, &root, json!({})).await;
    let open = from(&app, "192.0.2.77", "/api/v1/instance").await;
    assert_eq!(open, StatusCode::OK);
}

#[tokio::test]
async fn an_address_is_kept_out_however_it_is_spelled() {
    let (app, root) = staffed().await;
    let form = json!({ "email": "A.da+news@ok.example" });
    let made = post(&app, ADDRESSES, &root, form.clone()).await;
    let hash = made["canonical_email_hash"].as_str().expect("a hash");
    assert_eq!(joins(&app, "ada", "192.0.2.1").await, Err("ERR_TAKEN"));
    let test = format!("{ADDRESSES}/test");
    let found = post(&app, &test, &root, json!({ "email": "ada@ok.example" })).await;
    assert_eq!(found, json!([made]));
    let found = post(&app, &test, &root, json!({ "email": "bob@ok.example" })).await;
    assert_eq!(found, json!([]));
    for wrong in [
        form,
        json!({ "email": "nobody" }),
        json!({ "canonical_email_hash": "x" }),
    ] {
        let refused = app.call("POST", ADDRESSES, &root, wrong.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let path = format!("{ADDRESSES}/{}", made["id"].as_str().expect("an id"));
    assert_eq!(app.get_as(&path, &root).await.json(), made);
    assert_eq!(app.get_as(ADDRESSES, &root).await.json(), json!([made]));
    let gone = app.call("DELETE", &path, &root, json!({})).await;
    assert_eq!(gone.json(), json!({}));
    let by_hash = json!({ "canonical_email_hash": hash });
    let again = post(&app, ADDRESSES, &root, by_hash).await;
    assert_eq!(again["canonical_email_hash"], hash);
}

#[tokio::test]
async fn nobody_moves_to_an_address_that_is_kept_out() {
    let config = Config {
        registrations: Registrations::Open,
        ..testing::config()
    };
    let app = app_with(config).await;
    let root = app.staff("root", UserRole::Admin, SCOPES).await;
    let ada = testing::person(&app.ctx, "ada").await;
    let form: Value = json!({ "domain": "spam.example" });
    post(&app, DOMAINS, &root, form).await;
    let moved = domain::user::change_email(
        &app.ctx,
        ada.user_id,
        testing::PASSWORD.into(),
        "ada@mail.spam.example",
    );
    assert!(matches!(
        moved.await,
        Err(domain::Error::Invalid { field: "email", .. })
    ));
}

#[tokio::test]
async fn security_42_moderators_keep_nobody_out() {
    let (app, _) = staffed().await;
    let moderator = app.staff("mo", UserRole::Moderator, SCOPES).await;
    for path in [DOMAINS, NETWORKS, ADDRESSES] {
        let one = format!("{path}/1");
        let calls = [
            ("GET", path),
            ("POST", path),
            ("GET", &one),
            ("DELETE", &one),
        ];
        for (method, path) in calls {
            let refused = app.call(method, path, &moderator, json!({})).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
    for (method, path) in [
        ("PUT", format!("{NETWORKS}/1")),
        ("POST", format!("{ADDRESSES}/test")),
    ] {
        let refused = app.call(method, &path, &moderator, json!({})).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}");
    }
}
