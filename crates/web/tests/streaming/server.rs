//! A server on a port of loopback, and an app that listens to it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use domain::Context;
use domain::id::{StatusId, TokenId};
use domain::kinds::Visibility;
use domain::sign_up::SignedUp;
use domain::status::{NewStatus, publish};
use domain::testing::new_status;
use futures::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message, http};
use tokio_tungstenite::{WebSocketStream, client_async};
use tower::ServiceExt;
use web::streaming::Listener;
use web::testing::{App, app};

/// A served instance whose events are heard step by step.
pub struct Server {
    pub app: App,
    address: SocketAddr,
    events: Listener,
}

impl Server {
    pub async fn start() -> Self {
        let app = app().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = app.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            events: Listener::start(app.state.clone()).await.expect("starts"),
            app,
            address,
        }
    }

    pub fn ctx(&self) -> &Context {
        &self.app.ctx
    }

    /// Hears what happened and tells it to those who listen.
    pub async fn hear(&mut self) {
        self.events.step().await.expect("hears");
    }

    pub async fn person(&self, name: &str) -> SignedUp {
        self.app.join(name).await
    }

    /// A token of a person for `scopes`.
    pub async fn token(&self, name: &str, scopes: &str) -> (TokenId, String) {
        let issued = self.app.issue(name, scopes).await;
        (issued.id, issued.secret)
    }

    pub async fn post(&self, author: &SignedUp, visibility: Visibility, text: &str) -> StatusId {
        // Ids of one millisecond may collide.
        self.ctx().clock.advance(Duration::from_millis(1));
        let new = NewStatus {
            visibility,
            ..new_status(text)
        };
        publish(self.ctx(), author.account_id, new)
            .await
            .expect("posts")
    }

    /// Opens a WebSocket with the query and the headers, or says with which status the server refused.
    pub async fn open(&self, query: &str, headers: &[(&str, &str)]) -> Result<Socket, StatusCode> {
        let address = format!("ws://{}/api/v1/streaming{query}", self.address);
        let mut request = address.into_client_request().expect("a request");
        for (name, value) in headers {
            let name: http::HeaderName = name.parse().expect("a name");
            request
                .headers_mut()
                .insert(name, value.parse().expect("a value"));
        }
        let stream = TcpStream::connect(self.address).await.expect("connects");
        match client_async(request, stream).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(Error::Http(response)) => Err(response.status()),
            Err(other) => panic!("{other}"),
        }
    }

    /// A WebSocket with a token in `Authorization`, which listens to `streams`.
    pub async fn listen(&self, token: &str, streams: &[&str]) -> Socket {
        let bearer = format!("Bearer {token}");
        let opened = self.open("", &[("authorization", &bearer)]).await;
        let mut socket = opened.expect("opens");
        for stream in streams {
            let request = format!(r#"{{"type":"subscribe","stream":"{stream}","tag":"sepsis"}}"#);
            socket.say(&request).await;
        }
        socket.settle().await;
        socket
    }

    /// Asks for server-sent events.
    pub async fn events(&self, path: &str, token: Option<&str>) -> Result<Events, StatusCode> {
        let mut request = Request::get(format!("/api/v1/streaming/{path}"));
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::empty()).expect("a request");
        let answer = self
            .app
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("answers");
        match answer.status() {
            StatusCode::OK => Ok(Events(answer.into_body().into_data_stream())),
            refused => Err(refused),
        }
    }
}

/// An app's end of a WebSocket.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    pub async fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("is sent");
    }

    /// The next message; `None` when the server has closed the connection.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Some(serde_json::from_str(&text).expect("JSON"));
                }
                Some(Ok(Message::Close(_))) | None => return None,
                Some(Ok(_)) => {}
                Some(Err(error)) => panic!("{error}"),
            }
        }
    }

    /// The streams and events of the next `count` messages.
    pub async fn take(&mut self, count: usize) -> Vec<(String, String)> {
        let mut taken = Vec::new();
        for _ in 0..count {
            let message = self.next().await.expect("a message");
            let stream = message["stream"][0].as_str().unwrap_or_default();
            let event = message["event"].as_str().unwrap_or_default();
            taken.push((stream.to_owned(), event.to_owned()));
        }
        taken
    }

    /// Makes sure that the server has read all that was said, and that it said nothing itself: its next message is the
    /// answer to this question.
    pub async fn settle(&mut self) {
        self.say("?").await;
        let answer = self.next().await.expect("an answer");
        assert_eq!(answer["status"], 400, "{answer}");
    }
}

/// Server-sent events.
pub struct Events(BodyDataStream);

impl Events {
    /// The next one as text; `None` when the server has closed the connection.
    pub async fn next(&mut self) -> Option<String> {
        let bytes = self.0.next().await?.expect("is read");
        Some(String::from_utf8(bytes.to_vec()).expect("text"))
    }
}
