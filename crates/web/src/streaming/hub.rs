//! Everyone who listens to this process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{AccountId, ListId};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::connection::Connection;
use super::message::Message;
use super::stream::Stream;
use crate::error::{Error, Result};
use crate::extract::auth::User;

/// Messages that wait for a connection; one that is further behind is closed, its app comes back and reads what it missed.
const BACKLOG: usize = 256;
/// Connections an account may have at a time.
const CONNECTIONS: usize = 50;
/// Streams a connection may listen to.
const STREAMS: usize = 100;

/// Knows every connection and what it listens to.
#[derive(Clone, Default)]
pub struct Hub(Arc<Mutex<Registry>>);

#[derive(Default)]
struct Registry {
    lines: HashMap<u64, Line>,
    opened: u64,
    stopped: bool,
}

/// The hub's end of a connection.
struct Line {
    user: User,
    streams: Vec<Stream>,
    messages: mpsc::Sender<Message>,
    closed: CancellationToken,
}

impl Hub {
    fn registry(&self) -> MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that listens to nothing yet.
    ///
    /// # Errors
    /// When the account has too many of them.
    pub(super) fn open(&self, user: User) -> Result<Connection> {
        let mut registry = self.registry();
        let account = user.account_id;
        let lines = registry.lines.values();
        let same = lines.filter(|line| line.user.account_id == account);
        if same.count() >= CONNECTIONS {
            return Err(too_many());
        }
        let (sender, receiver) = mpsc::channel(BACKLOG);
        let closed = CancellationToken::new();
        if registry.stopped {
            closed.cancel();
        }
        let id = registry.opened;
        registry.opened += 1;
        let line = Line {
            user,
            streams: Vec::new(),
            messages: sender,
            closed: closed.clone(),
        };
        registry.lines.insert(id, line);
        Ok(Connection::new(self.clone(), id, account, receiver, closed))
    }

    /// Lets a connection listen to `stream`; doing so again changes nothing.
    ///
    /// # Errors
    /// When its token is not for that, or it listens to too many.
    pub(super) fn subscribe(&self, id: u64, stream: Stream) -> Result<()> {
        let mut registry = self.registry();
        let Some(line) = registry.lines.get_mut(&id) else {
            return Ok(());
        };
        line.user.require(stream.scope())?;
        if line.streams.contains(&stream) {
            return Ok(());
        }
        if line.streams.len() >= STREAMS {
            return Err(too_many());
        }
        line.streams.push(stream);
        Ok(())
    }

    pub(super) fn unsubscribe(&self, id: u64, stream: &Stream) {
        if let Some(line) = self.registry().lines.get_mut(&id) {
            line.streams.retain(|held| held != stream);
        }
    }

    pub(super) fn forget(&self, id: u64) {
        self.registry().lines.remove(&id);
    }

    /// The accounts that listen to a stream of which `matches` holds.
    pub(super) fn accounts(&self, matches: impl Fn(&Stream) -> bool) -> Vec<AccountId> {
        let registry = self.registry();
        let lines = registry.lines.values();
        let mut accounts: Vec<AccountId> = lines
            .filter(|line| line.streams.iter().any(&matches))
            .map(|line| line.user.account_id)
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts
    }

    /// The lists that are listened to.
    pub(super) fn lists(&self) -> Vec<ListId> {
        let registry = self.registry();
        let streams = registry.lines.values().flat_map(|line| &line.streams);
        let mut lists: Vec<ListId> = streams
            .filter_map(|stream| match stream {
                Stream::List(id) => Some(*id),
                _ => None,
            })
            .collect();
        lists.sort_unstable();
        lists.dedup();
        lists
    }

    /// Whether `account` has a connection.
    pub(super) fn knows(&self, account: AccountId) -> bool {
        let registry = self.registry();
        let mut lines = registry.lines.values();
        lines.any(|line| line.user.account_id == account)
    }

    /// Sends to every stream of which `wants` holds, once for each.
    pub(super) fn send(
        &self,
        event: &'static str,
        payload: &Arc<str>,
        wants: impl Fn(&User, &Stream) -> bool,
    ) {
        for line in self.registry().lines.values() {
            let streams = line.streams.iter();
            for stream in streams.filter(|stream| wants(&line.user, stream)) {
                let message = Message {
                    event,
                    payload: payload.clone(),
                    stream: stream.clone(),
                };
                if line.messages.try_send(message).is_err() {
                    line.closed.cancel();
                }
            }
        }
    }

    /// Closes the connections of which `ends` holds; what still waits for them is not sent.
    pub(super) fn close(&self, ends: impl Fn(&User) -> bool) {
        for line in self.registry().lines.values() {
            if ends(&line.user) {
                line.closed.cancel();
            }
        }
    }

    /// Closes every connection, those to come too: the server stops.
    pub(super) fn stop(&self) {
        self.registry().stopped = true;
        self.close(|_| true);
    }
}

fn too_many() -> Error {
    Error::Domain(domain::Error::Forbidden(
        "This account listens to too much at once: close a stream first",
    ))
}
