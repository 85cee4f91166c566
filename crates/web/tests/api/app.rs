//! A server without a socket, and the requests that tests make of it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::Context;
use domain::config::Config;
use domain::id::{AccountId, UserId};
use domain::scope::Scopes;
use domain::sign_up::{By, SignUp, sign_up};
use domain::testing::{self, TestContext};
use protocol::Federation;
use protocol::fetch::{Client, FetchPolicy};
use serde_json::Value;
use tower::ServiceExt;

/// The password of everybody.
pub const PASSWORD: &str = "correct horse";

/// A server.
pub struct App {
    test: TestContext,
    router: Router,
}

/// Somebody with a login.
pub struct Person {
    pub user_id: UserId,
    pub account_id: AccountId,
    /// A token for `read write follow push`.
    pub token: String,
}

/// What the server answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl App {
    /// A server in development.
    pub async fn new() -> Self {
        Self::with(testing::config()).await
    }

    /// A server with these settings.
    pub async fn with(config: Config) -> Self {
        let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
        let base = test.ctx.uris.base().parse().expect("a url");
        let client = Client::new(FetchPolicy::new(&base)).expect("a client");
        let state = web::State::new(Federation::new(test.ctx.clone(), client), Vec::new());
        Self {
            router: web::router(state),
            test,
        }
    }

    /// The rules and the rows.
    pub fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    /// Makes somebody who may act; their address is `NAME@ok.example`.
    pub async fn person(&self, name: &str) -> Person {
        let new = SignUp {
            username: name.into(),
            email: format!("{name}@ok.example"),
            password: PASSWORD.into(),
            agreement: true,
            locale: "en".into(),
            reason: "to test".into(),
        };
        let by = By::Operator {
            role: domain::kinds::UserRole::Member,
            confirmed: true,
            locked: false,
        };
        let joined = sign_up(self.ctx(), new, by).await.expect("joins");
        Person {
            user_id: joined.user_id,
            account_id: joined.account_id,
            token: self.token(name, "read write follow push").await,
        }
    }

    /// A token for a person.
    pub async fn token(&self, name: &str, scopes: &str) -> String {
        let scopes = Scopes::parse(scopes).expect("known scopes");
        domain::token::issue(self.ctx(), name, scopes)
            .await
            .expect("issues")
            .secret
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// `GET`, with a token if there is one.
    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(
            request(Method::GET, path, token)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    /// Sends a form.
    pub async fn form(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        form: &[(&str, &str)],
    ) -> Answer {
        let builder =
            request(method, path, token).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(builder.body(encode(form).into()).expect("a request"))
            .await
    }

    /// Sends JSON.
    pub async fn json(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        json: &Value,
    ) -> Answer {
        let builder =
            request(method, path, token).header(CONTENT_TYPE, "application/json; charset=utf-8");
        self.send(builder.body(json.to_string().into()).expect("a request"))
            .await
    }
}

fn request(method: Method, path: &str, token: Option<&str>) -> axum::http::request::Builder {
    let builder = Request::builder().method(method).uri(path);
    match token {
        Some(token) => builder.header(AUTHORIZATION, format!("Bearer {token}")),
        None => builder,
    }
}

fn part(disposition: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--edge\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}

/// As browsers encode a form.
pub fn encode(form: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(form).expect("encodes")
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
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
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

/// A browser: it keeps its cookies.
pub struct Browser<'a> {
    app: &'a App,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    /// A new one.
    pub fn new(app: &'a App) -> Self {
        Self {
            app,
            cookies: Mutex::default(),
        }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends the form of the page `at` to `path`, with its CSRF token.
    pub async fn post(&self, at: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let csrf = self.get(at).await.hidden("csrf");
        let mut form = form.to_vec();
        form.push(("csrf", &csrf));
        self.send(Method::POST, path, encode(&form)).await
    }

    /// Logs in.
    pub async fn log_in(&self, name: &str, password: &str) -> Answer {
        let email = format!("{name}@ok.example");
        self.post(
            "/login",
            "/login",
            &[("email", &email), ("password", password)],
        )
        .await
    }

    /// Sends the form of the page at `path` with a picture, as browsers do.
    pub async fn upload(
        &self,
        path: &str,
        form: &[(&str, &str)],
        (name, picture): (&str, Vec<u8>),
    ) -> Answer {
        let csrf = self.get(path).await.hidden("csrf");
        let mut body = Vec::new();
        for (name, value) in [&[("csrf", csrf.as_str())], form].concat() {
            body.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
        }
        body.extend(part(
            &format!("name=\"{name}\"; filename=\"x.png\""),
            &picture,
        ));
        body.extend(b"--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        self.send_as(Method::POST, path, kind, body.into()).await
    }

    /// Sends a body as a form, with the cookies, and keeps those of the answer.
    pub async fn send(&self, method: Method, path: &str, body: String) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.send_as(method, path, kind, body.into()).await
    }

    async fn send_as(&self, method: Method, path: &str, kind: &str, body: Body) -> Answer {
        let cookies = self.cookies.lock().expect("not poisoned").clone();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request(method, path, None)
            .header(COOKIE, pairs.join("; "))
            .header(CONTENT_TYPE, kind)
            .body(body)
            .expect("a request");
        let answer = self.app.send(request).await;
        let mut cookies = self.cookies.lock().expect("not poisoned");
        for set in answer.headers.get_all(SET_COOKIE) {
            let pair = set
                .to_str()
                .expect("text")
                .split(';')
                .next()
                .unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}
