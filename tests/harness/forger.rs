//! A hostile peer: it serves what it likes and signs what it likes, for tests that expect to be refused.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::Clock;
use http_signatures::{PrivateKey, Profile, RequestView, sign, testing};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::client::Answer;
use crate::{Client, Server};

const ACTIVITY_JSON: &str = "application/activity+json";

/// Stands for the content type where nothing is left.
const GONE: &str = "gone";

/// Content type and body by path and query.
type Documents = Arc<Mutex<HashMap<String, (&'static str, String)>>>;

/// A server that lies.
pub struct Forger {
    base: String,
    key: PrivateKey,
    clock: Clock,
    documents: Documents,
    asked: Arc<AtomicUsize>,
    told: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

/// A signed request, to be spoiled before it is sent.
pub struct Letter {
    /// Where to.
    pub path: String,
    /// With the signature.
    pub headers: HeaderMap,
    /// The activity.
    pub body: String,
}

impl Forger {
    /// Starts one at `host`, on a free port.
    pub async fn start(host: Ipv4Addr, clock: Clock) -> Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((host, 0))).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let documents = Documents::default();
        let asked = Arc::new(AtomicUsize::new(0));
        let told = Arc::new(Mutex::new(Vec::new()));
        let (served, counted, kept) = (documents.clone(), asked.clone(), told.clone());
        let router =
            axum::Router::new().fallback(async move |method: Method, uri: Uri, body: String| {
                counted.fetch_add(1, Ordering::SeqCst);
                if method == Method::POST {
                    kept.lock().expect("no test panicked with it").push(body);
                    return StatusCode::ACCEPTED.into_response();
                }
                answer(&served, &uri)
            });
        let serving = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("serves until it is dropped");
        });
        Ok(Self {
            base,
            key: testing::key(7),
            clock,
            documents,
            asked,
            told,
            serving,
        })
    }

    /// `http://HOST:PORT`, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How often it was asked for anything.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// What was sent to its inboxes since it was last asked, as it came.
    ///
    /// # Panics
    /// When a test panicked while it held it.
    pub fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().expect("no test panicked with it"))
    }

    /// The same, all of it since the last time, read and left where it is.
    ///
    /// # Panics
    /// When a test panicked while it held it.
    #[must_use]
    pub fn received(&self) -> Vec<Value> {
        let told = self.told.lock().expect("no test panicked with it");
        told.iter()
            .filter_map(|body| serde_json::from_str(body).ok())
            .collect()
    }

    /// Serves `body` at `path` from now on.
    pub fn serve(&self, path: &str, content_type: &'static str, body: String) {
        let mut documents = self.documents.lock().expect("no test panicked with it");
        documents.insert(path.to_owned(), (content_type, body));
    }

    /// Answers 410 at `path` from now on.
    pub fn remove(&self, path: &str) {
        self.serve(path, GONE, String::new());
    }

    /// Serves a sound actor that says the properties of `said` too, and returns its id.
    pub fn actor_that_says(&self, username: &str, said: &Value) -> String {
        let id = self.actor(username);
        let document = merged(self.actor_document(username), said);
        self.serve(&format!("/{username}"), ACTIVITY_JSON, document.to_string());
        id
    }

    /// Serves a sound actor with a handle, and returns its id.
    pub fn actor(&self, username: &str) -> String {
        self.publish(self.actor_document(username))
    }

    /// Serves `actor`, which is of its host, with its own key and a handle, and returns its id.
    ///
    /// # Panics
    /// When it is no actor of its host.
    pub fn publish(&self, mut actor: Value) -> String {
        let text = |value: &Value| value.as_str().expect("an actor has it").to_owned();
        actor["publicKey"]["publicKeyPem"] = json!(self.key.public_key_pem());
        let (id, username) = (text(&actor["id"]), text(&actor["preferredUsername"]));
        let path = id.strip_prefix(&self.base).expect("is of this host");
        self.serve(path, ACTIVITY_JSON, actor.to_string());
        let domain = self.base.trim_start_matches("http://");
        let resource = format!("acct:{username}@{domain}")
            .replace(':', "%3A")
            .replace('@', "%40");
        let jrd = json!({
            "subject": format!("acct:{username}@{domain}"),
            "links": [{"rel": "self", "type": ACTIVITY_JSON, "href": id}],
        });
        let path = format!("/.well-known/webfinger?resource={resource}");
        self.serve(&path, "application/jrd+json", jrd.to_string());
        id
    }

    /// What [`Forger::actor`] serves.
    #[must_use]
    pub fn actor_document(&self, username: &str) -> Value {
        let id = format!("{}/{username}", self.base);
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": id, "type": "Person", "preferredUsername": username,
            "inbox": format!("{id}/inbox"),
            "publicKey": {
                "id": format!("{id}#main-key"), "owner": id,
                "publicKeyPem": self.key.public_key_pem(),
            },
        })
    }

    /// `activity` as its actor would send it to `server`: nothing about the request is wrong yet.
    #[must_use]
    pub fn letter(&self, server: &Server, activity: &Value) -> Letter {
        self.letter_to(server.base(), activity)
    }

    /// The same for the server at `base`.
    #[must_use]
    pub fn letter_to(&self, base: &str, activity: &Value) -> Letter {
        let actor = activity["actor"].as_str().unwrap_or_default();
        let key_id = format!("{actor}#main-key");
        let authority = base.trim_start_matches("http://");
        self.letter_with(authority, &key_id, self.clock.now().seconds(), activity)
    }

    /// The same, with everything that a signature depends on.
    #[must_use]
    pub fn letter_with(&self, authority: &str, key_id: &str, now: i64, activity: &Value) -> Letter {
        self.sign(
            authority,
            key_id,
            now,
            activity.to_string(),
            HeaderMap::new(),
        )
    }

    /// A sound letter with more headers, which are signed too.
    #[must_use]
    pub fn letter_beside(&self, server: &Server, activity: &Value, beside: HeaderMap) -> Letter {
        let actor = activity["actor"].as_str().unwrap_or_default();
        let authority = server.base().trim_start_matches("http://");
        let (key_id, now) = (format!("{actor}#main-key"), self.clock.now().seconds());
        self.sign(authority, &key_id, now, activity.to_string(), beside)
    }

    /// Asks `server` for the document at `path` in the name of `actor`.
    pub async fn ask(&self, server: &Server, actor: &str, path: &str) -> Result<Answer> {
        let (headers, key_id) = (HeaderMap::new(), format!("{actor}#main-key"));
        let view = RequestView {
            method: &Method::GET,
            scheme: "http",
            authority: server.base().trim_start_matches("http://"),
            path_and_query: path,
            headers: &headers,
            body: None,
        };
        let now = self.clock.now().seconds();
        let signed = sign(Profile::Cavage, &view, &key_id, &self.key, now).expect("is signed");
        let client = Client::new(server.base(), None);
        client
            .send(client.request(Method::GET, path).headers(signed))
            .await
    }

    /// A sound letter of `actor` with a body that need not be JSON.
    #[must_use]
    pub fn letter_of(&self, server: &Server, actor: &str, body: String) -> Letter {
        let authority = server.base().trim_start_matches("http://");
        let key_id = format!("{actor}#main-key");
        let now = self.clock.now().seconds();
        self.sign(authority, &key_id, now, body, HeaderMap::new())
    }

    fn sign(
        &self,
        authority: &str,
        key_id: &str,
        now: i64,
        body: String,
        mut headers: HeaderMap,
    ) -> Letter {
        let path = "/inbox".to_owned();
        let kind = ACTIVITY_JSON.parse().expect("a header");
        headers.insert("content-type", kind);
        let view = RequestView {
            method: &Method::POST,
            scheme: "http",
            authority,
            path_and_query: &path,
            headers: &headers,
            body: Some(body.as_bytes()),
        };
        let signed = sign(Profile::Cavage, &view, key_id, &self.key, now).expect("is signed");
        headers.extend(signed);
        Letter {
            path,
            headers,
            body,
        }
    }

    /// Sends a sound letter with `activity`.
    pub async fn deliver(&self, server: &Server, activity: &Value) -> Result<StatusCode> {
        self.letter(server, activity).send(server).await
    }
}

impl Letter {
    /// Sends it as it is.
    pub async fn send(self, server: &Server) -> Result<StatusCode> {
        self.send_to(server.base()).await
    }

    /// Sends it as it is to the server at `base`.
    pub async fn send_to(self, base: &str) -> Result<StatusCode> {
        Ok(self.answer(base).await?.status)
    }

    /// The whole answer to it of the server at `base`.
    pub async fn answer(self, base: &str) -> Result<Answer> {
        let client = Client::new(base, None);
        let request = client
            .request(Method::POST, &self.path)
            .headers(self.headers);
        client.send(request.body(self.body)).await
    }
}

/// `document` with the properties of `said`.
fn merged(mut document: Value, said: &Value) -> Value {
    for (property, value) in said.as_object().into_iter().flatten() {
        document[property] = value.clone();
    }
    document
}

fn answer(documents: &Documents, uri: &Uri) -> Response {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let documents = documents.lock().expect("no test panicked with it");
    match documents.get(target) {
        Some((kind, _)) if *kind == GONE => StatusCode::GONE.into_response(),
        Some((kind, body)) if *kind == "location" => {
            (StatusCode::FOUND, [("location", body.clone())]).into_response()
        }
        Some((kind, body)) => ([("content-type", *kind)], body.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Drop for Forger {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
