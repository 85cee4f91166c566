//! A browser, as far as its cookies and its forms go.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{Method, Request};
use domain::id::UserId;
use domain::kinds::MailLinkPurpose;
use web::testing::{Answer, App, PASSWORD, encode, multipart};

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

    /// One in which somebody who joined is logged in.
    pub async fn of(app: &'a App, name: &str) -> Self {
        let browser = Self::new(app);
        let answer = browser.log_in(name, PASSWORD).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        browser
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
        let form = [("email", email.as_str()), ("password", password)];
        self.post("/login", "/login", &form).await
    }

    /// Sends the form of the page at `path` with a picture, as browsers do.
    pub async fn upload(
        &self,
        path: &str,
        form: &[(&str, &str)],
        (name, picture): (&str, Vec<u8>),
    ) -> Answer {
        let csrf = self.get(path).await.hidden("csrf");
        let form = [&[("csrf", csrf.as_str())], form].concat();
        let (kind, body) = multipart(name, "x.png", &picture, &form);
        self.send_as(Method::POST, path, &kind, body).await
    }

    /// Sends a body as a form, with the cookies, and keeps those of the answer.
    pub async fn send(&self, method: Method, path: &str, body: String) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.send_as(method, path, kind, body.into()).await
    }

    /// The same for a body of any kind.
    pub async fn send_as(&self, method: Method, path: &str, kind: &str, body: Body) -> Answer {
        let cookies = self.cookies.lock().expect("not poisoned").clone();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
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

/// The path of the link that is mailed to a login.
pub async fn mailed(app: &App, user: UserId, purpose: MailLinkPurpose) -> String {
    let letter = domain::mail_link::letter(&app.ctx, user, purpose).await;
    let link = letter.expect("answers").expect("a mail").link;
    link.strip_prefix("https://rounds.example")
        .expect("an own address")
        .to_owned()
}
