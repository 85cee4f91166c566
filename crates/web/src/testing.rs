//! The router in this process, on a fresh database.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use bytes::Bytes;
use domain::Context;
use domain::kinds::UserRole;
use domain::scope::Scopes;
use domain::sign_up::{self, By, SignUp};
use domain::testing::{self, TestContext};
use protocol::Federation;
use protocol::fetch::{Client, FetchPolicy};
use serde_json::Value;
use tower::ServiceExt;

use crate::State;

/// A running instance that calls itself `https://rounds.example`.
pub struct App {
    /// Its rules and rows.
    pub ctx: Context,
    router: Router,
    _test: TestContext,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("an answer in JSON")
    }

    /// A header as text; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }
}

/// An instance that asks only what is on the public internet.
pub async fn app() -> App {
    app_with(|policy| policy).await
}

/// An instance that asks what `policy` allows.
pub async fn app_with(policy: impl Fn(FetchPolicy) -> FetchPolicy) -> App {
    let test = testing::context().await;
    let ctx = test.ctx.clone();
    let base = ctx.uris.base().parse().expect("a url");
    let client = Client::new(policy(FetchPolicy::new(&base))).expect("a client");
    let state = State::new(Federation::new(ctx.clone(), client), Vec::new());
    App {
        ctx,
        router: crate::router(state),
        _test: test,
    }
}

impl App {
    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a whole body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Asks without a token.
    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Signs somebody up who may act, and gives a token of theirs.
    pub async fn person(&self, username: &str, scopes: &str) -> String {
        let new = SignUp {
            username: username.to_owned(),
            email: format!("{username}@mail.example"),
            password: "correct horse battery".to_owned(),
            locale: "en".to_owned(),
            agreement: true,
            ..SignUp::default()
        };
        let operator = By::Operator {
            role: UserRole::Member,
            confirmed: true,
            locked: false,
        };
        let joined = sign_up::sign_up(&self.ctx, new, operator).await;
        joined.expect("joins");
        let scopes = Scopes::parse(scopes).expect("scopes");
        let issued = domain::token::issue(&self.ctx, username, scopes).await;
        issued.expect("a token").secret
    }
}

/// A request with a token.
pub fn with_token(method: &str, path: &str, token: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
}

/// A multipart body with one file and its `Content-Type`.
pub fn multipart(
    field: &str,
    file_name: &str,
    file: &[u8],
    rest: &[(&str, &str)],
) -> (String, Body) {
    let mut body = Vec::new();
    for (name, value) in rest {
        let part =
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\n\
         Content-Type: image/png\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    ("multipart/form-data; boundary=edge".to_owned(), body.into())
}
