//! The app's end of a connection: leaves the hub when it is dropped.

use std::future::Future;

use domain::id::AccountId;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::hub::Hub;
use super::message::Message;
use super::stream::Stream;
use crate::error::Result;

/// Receives what its streams are sent until the hub closes it.
pub struct Connection {
    hub: Hub,
    id: u64,
    account_id: AccountId,
    messages: mpsc::Receiver<Message>,
    closed: CancellationToken,
}

impl Connection {
    pub(super) fn new(
        hub: Hub,
        id: u64,
        account_id: AccountId,
        messages: mpsc::Receiver<Message>,
        closed: CancellationToken,
    ) -> Self {
        Self {
            hub,
            id,
            account_id,
            messages,
            closed,
        }
    }

    /// Who listens.
    pub fn account_id(&self) -> AccountId {
        self.account_id
    }

    /// Listens to `stream` too.
    pub fn subscribe(&self, stream: Stream) -> Result<()> {
        self.hub.subscribe(self.id, stream)
    }

    /// Listens to `stream` no longer.
    pub fn unsubscribe(&self, stream: &Stream) {
        self.hub.unsubscribe(self.id, stream);
    }

    /// The next message; `None` when the connection is closed, whatever still waits.
    pub async fn next(&mut self) -> Option<Message> {
        tokio::select! {
            biased;
            () = self.closed.cancelled() => None,
            message = self.messages.recv() => message,
        }
    }

    /// Waits for `work`, but not longer than the connection is open.
    pub async fn while_open<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.closed.run_until_cancelled(work).await
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.hub.forget(self.id);
    }
}
