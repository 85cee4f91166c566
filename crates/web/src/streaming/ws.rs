//! `GET /api/v1/streaming` as a WebSocket: any number of streams over one connection.

use std::time::Duration;

use axum::extract::State as FromState;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;

use super::access;
use super::connection::Connection;
use super::stream::Stream;
use crate::error::{Error, Result};
use crate::extract::Params;
use crate::state::State;

/// How often a silent connection is shown to be alive: proxies close those that say nothing for a minute.
const PING: Duration = Duration::from_secs(30);
/// Bytes of a message from an app: it names a stream.
const MESSAGE_BYTES: usize = 4096;

/// The token, and what to listen to from the start.
#[derive(Deserialize)]
pub struct Options {
    access_token: Option<String>,
    stream: Option<String>,
    tag: Option<String>,
    list: Option<String>,
}

/// What an app asks for.
#[derive(Deserialize)]
struct Request {
    #[serde(rename = "type")]
    kind: String,
    stream: String,
    tag: Option<String>,
    list: Option<String>,
}

/// Opens the connection. Wrong tokens and streams are refused as any request is, before it becomes a WebSocket.
pub async fn show(
    FromState(state): FromState<State>,
    headers: HeaderMap,
    upgrade: std::result::Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    Params {
        values: options, ..
    }: Params<Options>,
) -> Result<Response> {
    let connection = access::open(&state, &headers, options.access_token.as_deref()).await?;
    if let Some(name) = &options.stream {
        let stream = parse(name, options.tag.as_deref(), options.list.as_deref())?;
        access::subscribe(&state, &connection, stream).await?;
    }
    let upgrade = upgrade.map_err(|error| Error::BadRequest(error.body_text()))?;
    // A connection is given its buffer for reading at once, 128 KiB unless told: too much for thousands that say a line.
    let upgrade = upgrade
        .max_message_size(MESSAGE_BYTES)
        .read_buffer_size(MESSAGE_BYTES);
    let upgrade = match access::protocol(&headers) {
        Some(token) => upgrade.protocols([token.to_owned()]),
        None => upgrade,
    };
    Ok(upgrade.on_upgrade(|socket| serve(state, socket, connection)))
}

fn parse(name: &str, tag: Option<&str>, list: Option<&str>) -> Result<Stream> {
    Stream::parse(name, tag, list).ok_or_else(|| Error::BadRequest("Unknown stream type".into()))
}

async fn serve(state: State, mut socket: WebSocket, mut connection: Connection) {
    let mut ping = tokio::time::interval(PING);
    ping.reset();
    let mut heard = true;
    loop {
        let outgoing = tokio::select! {
            message = connection.next() => match message {
                Some(message) => Message::text(message.to_json()),
                None => return refuse(socket).await,
            },
            received = socket.recv() => {
                let Some(Ok(received)) = received else { return };
                heard = true;
                match answer(&state, &connection, &received).await {
                    Some(answer) => answer,
                    None => continue,
                }
            }
            _ = ping.tick() => {
                if !heard {
                    return;
                }
                heard = false;
                Message::Ping(Bytes::new())
            }
        };
        match connection.while_open(socket.send(outgoing)).await {
            Some(Ok(())) => {}
            Some(Err(_)) => return,
            None => return refuse(socket).await,
        }
    }
}

/// Says that the connection ends by a decision of ours; an app that may listen again comes back.
async fn refuse(mut socket: WebSocket) {
    let frame = CloseFrame {
        code: close_code::POLICY,
        reason: "".into(),
    };
    // An app that is gone already, or reads nothing, need not be told.
    let _ = tokio::time::timeout(PING, socket.send(Message::Close(Some(frame)))).await;
}

/// Does what an app asks; says what was wrong with it, as Mastodon does, and goes on.
async fn answer(state: &State, connection: &Connection, received: &Message) -> Option<Message> {
    let Message::Text(text) = received else {
        return None;
    };
    let error = obey(state, connection, text).await.err()?;
    let status = error.status().as_u16();
    let text = json!({ "error": error.to_string(), "status": status });
    Some(Message::text(text.to_string()))
}

async fn obey(state: &State, connection: &Connection, text: &str) -> Result<()> {
    let request: Request = serde_json::from_str(text)
        .map_err(|error| Error::BadRequest(format!("The message cannot be read: {error}")))?;
    let (tag, list) = (request.tag.as_deref(), request.list.as_deref());
    let stream = parse(&request.stream, tag, list)?;
    match request.kind.as_str() {
        "subscribe" => access::subscribe(state, connection, stream).await,
        "unsubscribe" => {
            connection.unsubscribe(&stream);
            Ok(())
        }
        other => Err(Error::BadRequest(format!("Unknown message type: {other}"))),
    }
}
