//! `GET /api/v1/streaming/…`: one stream as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State as FromState};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::unfold;
use serde::Deserialize;

use super::access;
use super::connection::Connection;
use super::stream::Stream;
use crate::error::{Error, Result};
use crate::extract::Params;
use crate::extract::params::lenient;
use crate::state::State;

/// How often a silent connection is shown to be alive, as Mastodon does: an app that stops listening may only notice then.
const THUMP: Duration = Duration::from_secs(15);

/// The parameters of a stream.
#[derive(Deserialize)]
pub struct Options {
    tag: Option<String>,
    list: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    only_media: Option<bool>,
    access_token: Option<String>,
}

impl Options {
    /// The stream at `path`, which names it as a WebSocket does, with slashes instead of colons.
    fn stream(&self, path: &str) -> Option<Stream> {
        let media = if self.only_media == Some(true) && path.starts_with("public") {
            ":media"
        } else {
            ""
        };
        let name = path.replace('/', ":") + media;
        Stream::parse(&name, self.tag.as_deref(), self.list.as_deref())
    }
}

/// Streams until the app goes or may not listen any more.
pub async fn show(
    FromState(state): FromState<State>,
    Path(path): Path<String>,
    headers: HeaderMap,
    Params {
        values: options, ..
    }: Params<Options>,
) -> Result<Response> {
    let stream = options
        .stream(&path)
        .ok_or(Error::Domain(domain::Error::NotFound))?;
    let connection = access::open(&state, &headers, options.access_token.as_deref()).await?;
    access::subscribe(&state, &connection, stream).await?;
    let events = Sse::new(unfold(connection, next))
        .keep_alive(KeepAlive::new().interval(THUMP).text("thump"));
    // Nginx would hold events back to fill its buffer.
    let unbuffered = [
        (CACHE_CONTROL, "private, no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((unbuffered, events).into_response())
}

async fn next(
    mut connection: Connection,
) -> Option<(std::result::Result<Event, Infallible>, Connection)> {
    let message = connection.next().await?;
    Some((Ok(message.to_event()), connection))
}
