//! Who may listen: the token of a request, wherever an app puts it. Browsers cannot send `Authorization` with a WebSocket.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL};
use domain::{list, token};

use super::connection::Connection;
use super::stream::Stream;
use crate::error::{Error, Result};
use crate::extract::auth::User;
use crate::state::State;

/// Opens a connection for the owner of the request's token. Tokens of applications open none: they are nobody's.
pub async fn open(
    state: &State,
    headers: &HeaderMap,
    access_token: Option<&str>,
) -> Result<Connection> {
    let secret = secret(headers, access_token).ok_or(Error::Unauthorized)?;
    let user = authenticate(state, secret).await?;
    let connection = state.streams.open(user)?;
    // Asked again, because what is revoked from now on closes the connection, and what was revoked before is refused here.
    authenticate(state, secret).await?;
    Ok(connection)
}

/// Lets a connection listen to `stream` too.
///
/// # Errors
/// `NotFound` for a list of somebody else, and as [`Connection::subscribe`].
pub async fn subscribe(state: &State, connection: &Connection, stream: Stream) -> Result<()> {
    if let Stream::List(id) = &stream {
        list::show(&state.ctx, connection.account_id(), *id).await?;
    }
    connection.subscribe(stream)
}

/// The token that stands instead of a WebSocket protocol, which the answer must repeat.
pub fn protocol(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()?;
    value.split(',').map(str::trim).next()
}

fn secret<'a>(headers: &'a HeaderMap, access_token: Option<&'a str>) -> Option<&'a str> {
    let bearer = || {
        let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    };
    bearer().or_else(|| protocol(headers)).or(access_token)
}

async fn authenticate(state: &State, secret: &str) -> Result<User> {
    let bearer = token::authenticate(&state.ctx, secret).await?;
    User::of(bearer.ok_or(Error::Unauthorized)?)?.ok_or(Error::NoUser)
}
