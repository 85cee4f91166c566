//! The calls of `script.txt`: by somebody with data, and by somebody new.

use std::collections::HashMap;

use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use domain::announcement::{self, NewAnnouncement};
use domain::config::Registrations;
use domain::kinds::UserRole;
use domain::{terms_of_service, testing};
use serde_json::{Value, json};
use web::contract;
use web::testing::{Answer, App, app_with, multipart, with_token};

use crate::token::client_token;

const SCRIPT: &str = include_str!("script.txt");
const PEOPLE: [&str; 7] = ["ada", "bob", "carl", "dora", "emil", "gina", "hana"];
const SCOPES: &str = "read write follow push profile";
const STAFF_SCOPES: &str = "read write follow push profile admin:read admin:write";

/// How an operation was answered: to somebody with data, and to somebody new.
pub type Answered = (StatusCode, StatusCode);

/// A line.
struct Line {
    who: &'static str,
    method: Method,
    path: String,
    json: Value,
    remembered: &'static str,
}

/// Who calls, and what is remembered of the answers.
struct Play {
    app: App,
    tokens: HashMap<String, String>,
    known: HashMap<String, String>,
    newcomers: usize,
}

/// Calls every line, and yields how each operation was answered when it was called last with success, else at all.
pub async fn run() -> HashMap<(Method, &'static str), Answered> {
    let mut play = Play::begin().await;
    let mut answered: HashMap<_, Answered> = HashMap::new();
    for text in SCRIPT
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let line = play.read(text);
        let path = line.path.split('?').next().unwrap_or_default();
        let operation = contract::find(&line.method, path);
        let operation = operation.unwrap_or_else(|| panic!("no operation of the contract: {text}"));
        let statuses = play.call(&line).await;
        let row = answered
            .entry((operation.method.clone(), operation.path))
            .or_insert(statuses);
        if !row.0.is_success() {
            *row = statuses;
        }
    }
    answered
}

impl Play {
    async fn begin() -> Self {
        let mut config = testing::config();
        config.registrations = Registrations::Approval;
        let app = app_with(config).await;
        let (mut tokens, mut known) = (HashMap::new(), HashMap::new());
        for name in PEOPLE {
            known.insert(name.to_owned(), app.join(name).await.account_id.to_string());
            tokens.insert(name.to_owned(), app.token(name, SCOPES).await);
        }
        testing::newcomer(&app.ctx, "hugo").await;
        tokens.insert("hugo".to_owned(), app.token("hugo", SCOPES).await);
        let today = app.ctx.clock.now().to_date();
        let published = terms_of_service::publish(&app.ctx, &today, "Be kind.").await;
        published.expect("is published");
        known.insert("date".to_owned(), today);
        let news = NewAnnouncement {
            text: "The library is closed".into(),
            starts_at: None,
            ends_at: None,
            all_day: false,
            publish: true,
        };
        let news = announcement::create(&app.ctx, news).await;
        known.insert(
            "announcement".to_owned(),
            news.expect("is written").to_string(),
        );
        let admin = app.staff("admin", UserRole::Admin, STAFF_SCOPES).await;
        tokens.insert("admin".to_owned(), admin);
        tokens.insert("app".to_owned(), client_token(&app, "read write").await);
        Self {
            app,
            tokens,
            known,
            newcomers: 0,
        }
    }

    fn read(&self, text: &'static str) -> Line {
        let (call, remembered) = text.split_once(" > ").unwrap_or((text, ""));
        let mut words = call.split_whitespace();
        let mut next = || words.next().expect("who, method and path");
        let (who, method, path) = (next(), next(), next());
        let json = call.find(" {").map_or(json!({}), |at| {
            serde_json::from_str(&self.fill(&call[at..])).expect("JSON")
        });
        let method = method.parse().expect("a method");
        Line {
            who,
            method,
            path: self.fill(path),
            json,
            remembered,
        }
    }

    /// Puts what is remembered in the place of its name. What there was nothing to remember of is 1.
    fn fill(&self, text: &str) -> String {
        let mut parts = text.split('$');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part
                .find(|c: char| !c.is_ascii_lowercase())
                .unwrap_or(part.len());
            filled.push_str(self.known.get(&part[..end]).map_or("1", String::as_str));
            filled.push_str(&part[end..]);
        }
        filled
    }

    async fn call(&mut self, line: &Line) -> Answered {
        let token = self.tokens.get(line.who).cloned();
        let answer = self.send(line, token.as_deref()).await;
        if answer.status.is_success() {
            self.remember(line.remembered, &answer);
        }
        let new = match line.who {
            "ada" | "admin" => {
                let token = self.newcomer(line.who == "admin").await;
                self.send(line, Some(&token)).await.status
            }
            _ => answer.status,
        };
        (answer.status, new)
    }

    async fn newcomer(&mut self, administers: bool) -> String {
        self.newcomers += 1;
        let name = format!("new{}", self.newcomers);
        if administers {
            self.app.staff(&name, UserRole::Admin, STAFF_SCOPES).await
        } else {
            self.app.person(&name, SCOPES).await
        }
    }

    async fn send(&self, line: &Line, token: Option<&str>) -> Answer {
        let Line {
            method, path, json, ..
        } = line;
        let Some(token) = token.filter(|_| *method == Method::POST && path.ends_with("/media"))
        else {
            return self.app.json(method.clone(), path, token, json).await;
        };
        let (kind, body) = multipart("file", "a.png", &testing::picture(8, 8), &[]);
        let request = with_token("POST", path, token).header(CONTENT_TYPE, kind);
        self.app.send(request.body(body).expect("a request")).await
    }

    fn remember(&mut self, names: &str, answer: &Answer) {
        for name in names.split_whitespace() {
            let (name, pointer) = name.split_once('=').unwrap_or((name, "/id"));
            let value = answer.json().pointer(pointer).cloned().unwrap_or_default();
            if let Some(text) = value.as_str() {
                self.known.insert(name.to_owned(), text.to_owned());
            }
        }
    }
}
