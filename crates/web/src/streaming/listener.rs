//! Hears what is announced and tells it to those who listen.

use std::time::Duration;

use domain::tail::Tail;
use domain::{Result, Topic};
use tokio_util::sync::CancellationToken;

use super::publish;
use crate::state::State;

/// How often is looked when nothing in this process was committed: other processes and the command line write beside us.
const POLL: Duration = Duration::from_millis(500);
/// The shortest time between two looks, so that a burst of commits is one look.
const PAUSE: Duration = Duration::from_millis(20);

/// Every serving process runs one.
pub struct Listener {
    state: State,
    tail: Tail,
}

impl Listener {
    /// Begins with what is announced from now on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn start(state: State) -> Result<Self> {
        let tail = Tail::start(state.ctx.clone()).await?;
        Ok(Self { state, tail })
    }

    /// Tells what was announced since the last step.
    ///
    /// # Errors
    /// When the events cannot be read; they are read at the next step.
    pub async fn step(&mut self) -> Result<()> {
        let events = self.tail.step().await?;
        // First of all, so that a burst of statuses holds no revocation up.
        for event in &events {
            publish::close(&self.state, event).await;
        }
        for event in &events {
            if let Err(error) = publish::tell(&self.state, event).await {
                tracing::error!(?event, ?error, "an event cannot be streamed");
            }
        }
        Ok(())
    }

    /// Listens until `stop`, then closes every connection.
    pub async fn run(mut self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let state = self.state.clone();
            let woken = state.ctx.db.committed(Topic::Events).notified();
            tokio::pin!(woken);
            // Registered before looking, so that a commit in between is not missed.
            woken.as_mut().enable();
            if let Err(error) = self.step().await {
                tracing::error!(?error, "events cannot be read");
            }
            tokio::select! {
                () = stop.cancelled() => break,
                () = async { tokio::join!(woken, tokio::time::sleep(PAUSE)); } => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
        self.state.streams.stop();
    }
}
