//! An app: plain HTTP with a token. Answers are checked for what every test expects of them.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;

/// Speaks to one server, as one person or as nobody.
#[derive(Clone)]
pub struct Client {
    base: String,
    token: Option<String>,
    http: reqwest::Client,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.body).with_context(|| format!("{}: {}", self.status, self.body))
    }

    /// The body as JSON of a successful answer.
    pub fn ok(&self) -> Result<Value> {
        ensure!(self.status.is_success(), "{}: {}", self.status, self.body);
        self.json()
    }
}

impl Client {
    /// For the server at `base`.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "tests stand outside of the server"
    )]
    pub fn new(base: &str, token: Option<&str>) -> Self {
        // A second client finds the provider installed already.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client without TLS can always be made once there is a provider");
        Self {
            base: base.to_owned(),
            token: token.map(str::to_owned),
            http,
        }
    }

    /// The same app at another address of its server.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    /// A request to `path`, to be completed.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends `request` and reads the answer.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer> {
        let answer = request.send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Ok(Answer {
            status,
            headers,
            body: answer.text().await?,
        })
    }

    /// GET, whatever the answer is.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::GET, path)).await
    }

    /// GET of a document for servers.
    pub async fn get_activity(&self, path: &str) -> Result<Answer> {
        self.send(
            self.request(Method::GET, path)
                .header("accept", "application/activity+json"),
        )
        .await
    }

    /// POST with a JSON body, whatever the answer is.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.write(Method::POST, path, body).await
    }

    /// POST of a file, as a form has it.
    pub async fn upload(&self, path: &str, file: &[u8]) -> Result<Answer> {
        let head =
            b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        let request = self
            .request(Method::POST, path)
            .header("content-type", "multipart/form-data; boundary=edge");
        let body = [head, file, b"\r\n--edge--\r\n"].concat();
        self.send(request.body(body)).await
    }

    /// PUT with a JSON body, whatever the answer is.
    pub async fn put(&self, path: &str, body: &Value) -> Result<Answer> {
        self.write(Method::PUT, path, body).await
    }

    /// PATCH with a JSON body, whatever the answer is.
    pub async fn patch(&self, path: &str, body: &Value) -> Result<Answer> {
        self.write(Method::PATCH, path, body).await
    }

    async fn write(&self, method: Method, path: &str, body: &Value) -> Result<Answer> {
        let request = self
            .request(method, path)
            .header("content-type", "application/json");
        self.send(request.body(body.to_string())).await
    }

    /// DELETE, whatever the answer is.
    pub async fn delete(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::DELETE, path)).await
    }
}
