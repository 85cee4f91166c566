//! The router in this process, on a fresh database, and the requests that tests make of it.

#![expect(clippy::missing_panics_doc, reason = "a test ends where it panics")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use bytes::Bytes;
use domain::Context;
use domain::config::Config;
use domain::kinds::UserRole;
use domain::scope::Scopes;
use domain::sign_up::SignedUp;
pub use domain::testing::PASSWORD;
use domain::testing::{self, TestContext};
use domain::token::Issued;
use protocol::Federation;
use protocol::fetch::{Client, FetchPolicy};
use protocol::oidc::{Provider, Providers, Settings};
use serde_json::Value;
use tower::ServiceExt;

use crate::{State, contract};

/// An instance that calls itself `https://rounds.example`.
pub struct App {
    /// Its rules and rows.
    pub ctx: Context,
    /// What its handlers share.
    pub state: State,
    /// Its routes.
    pub router: Router,
    test: TestContext,
}

/// An instance in development.
pub async fn app() -> App {
    App::start(testing::config(), |policy| policy).await
}

/// An instance with these settings.
pub async fn app_with(config: Config) -> App {
    App::start(config, |policy| policy).await
}

/// An instance that asks other servers as `policy` allows; the others ask only what is on the public internet.
pub async fn app_that_asks(policy: impl Fn(FetchPolicy) -> FetchPolicy) -> App {
    App::start(testing::config(), policy).await
}

/// An instance that takes videos and sound, and asks other servers as `policy` allows.
pub async fn app_with_ffmpeg(policy: impl Fn(FetchPolicy) -> FetchPolicy) -> App {
    App::of(testing::context_with_ffmpeg().await, policy)
}

/// An instance on which people log in through these providers, which are on this machine.
pub async fn app_with_providers(config: Config, providers: Vec<Settings>) -> App {
    let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
    let base = test.ctx.uris.base().parse().expect("a url");
    let policy = FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..FetchPolicy::new(&base)
    };
    let client = Client::new(policy).expect("a client");
    let providers = providers.into_iter().map(|settings| {
        let provider = Provider::new(settings, client.clone());
        provider.expect("an issuer")
    });
    let providers = Providers::new(providers.collect());
    App::with_providers(test, |policy| policy, providers)
}

impl App {
    async fn start(config: Config, policy: impl Fn(FetchPolicy) -> FetchPolicy) -> Self {
        let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
        Self::of(test, policy)
    }

    fn of(test: TestContext, policy: impl Fn(FetchPolicy) -> FetchPolicy) -> Self {
        Self::with_providers(test, policy, Providers::default())
    }

    fn with_providers(
        test: TestContext,
        policy: impl Fn(FetchPolicy) -> FetchPolicy,
        providers: Providers,
    ) -> Self {
        let ctx = test.ctx.clone();
        let base = ctx.uris.base().parse().expect("a url");
        let client = Client::new(policy(FetchPolicy::new(&base))).expect("a client");
        let state = State::new(
            Federation::new(ctx.clone(), client).with_providers(providers),
            Vec::new(),
        );
        Self {
            router: crate::router(state.clone()),
            ctx,
            state,
            test,
        }
    }

    /// Signs somebody up who may act, as [`testing::person`] does.
    pub async fn join(&self, username: &str) -> SignedUp {
        testing::person(&self.ctx, username).await
    }

    /// Signs somebody up who may act, and gives a token of theirs.
    pub async fn person(&self, username: &str, scopes: &str) -> String {
        self.join(username).await;
        self.token(username, scopes).await
    }

    /// Signs up someone who moderates or administers, and gives a token of theirs.
    pub async fn staff(&self, username: &str, role: UserRole, scopes: &str) -> String {
        testing::staff(&self.ctx, username, role).await;
        self.token(username, scopes).await
    }

    /// A token of a person.
    pub async fn token(&self, username: &str, scopes: &str) -> String {
        self.issue(username, scopes).await.secret
    }

    /// A token of a person, with its id.
    pub async fn issue(&self, username: &str, scopes: &str) -> Issued {
        let scopes = Scopes::parse(scopes).expect("scopes");
        let issued = domain::token::issue(&self.ctx, username, scopes).await;
        issued.expect("a token")
    }

    /// Sends a request. What the API answers must be as the contract says.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let answer = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = answer.into_parts();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.expect("a whole body"),
        };
        if answer
            .header("content-type")
            .starts_with("application/json")
        {
            let kept = contract::check(&method, &path, answer.status, &answer.body);
            kept.unwrap_or_else(|broken| panic!("{method} {path} answers {broken}"));
        }
        answer
    }

    /// How many statements were run since this was last asked.
    pub fn queries(&self) -> usize {
        self.test.db.queries()
    }

    /// Asks without a token.
    pub async fn get(&self, path: &str) -> Answer {
        let request = request(Method::GET, path, None).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Asks with a token.
    pub async fn get_as(&self, path: &str, token: &str) -> Answer {
        let request = request(Method::GET, path, Some(token)).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Sends JSON with a token, as most apps do.
    pub async fn call(&self, method: &str, path: &str, token: &str, body: Value) -> Answer {
        let method = method.parse().expect("a method");
        self.json(method, path, Some(token), &body).await
    }

    /// Sends JSON, with a token if there is one.
    pub async fn json(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        json: &Value,
    ) -> Answer {
        let request = request(method, path, token)
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(json.to_string().into());
        self.send(request.expect("a request")).await
    }

    /// Sends a form, with a token if there is one.
    pub async fn form(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        form: &[(&str, &str)],
    ) -> Answer {
        let request = request(method, path, token)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encode(form).into());
        self.send(request.expect("a request")).await
    }
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
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header as text; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }

    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The value of a hidden field of a page.
    pub fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = text
            .split_once(&start)
            .unwrap_or_else(|| panic!("no field {name}: {text}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

fn request(method: Method, path: &str, token: Option<&str>) -> Builder {
    let builder = Request::builder().method(method).uri(path);
    match token {
        Some(token) => builder.header(AUTHORIZATION, format!("Bearer {token}")),
        None => builder,
    }
}

/// A request with a token.
pub fn with_token(method: &str, path: &str, token: &str) -> Builder {
    request(method.parse().expect("a method"), path, Some(token))
}

/// As browsers encode a form.
pub fn encode(form: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(form).expect("encodes")
}

/// A multipart body with one file and what else is in the form, and its `Content-Type`.
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
