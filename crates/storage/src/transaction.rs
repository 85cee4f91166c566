//! One use-case, one transaction: rows, jobs and events become true together or not at all.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tokio::sync::Notify;

use crate::Result;

/// What a commit may be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Work was enqueued.
    Jobs,
    /// Work was enqueued that takes minutes.
    SlowJobs,
    /// Activities were received.
    Inbox,
    /// Activities are to be delivered.
    Deliveries,
    /// Something was announced.
    Events,
    /// Apps that are not running are to be told.
    Pushes,
}

/// Those of this process who wait for commits: each is woken by those of its topic alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Commits(Arc<[Notify; 6]>);

impl Commits {
    pub(crate) fn of(&self, topic: Topic) -> &Notify {
        &self.0[topic as usize]
    }

    fn wake(&self, topics: u8) {
        for (place, waiting) in self.0.iter().enumerate() {
            if topics & (1 << place) != 0 {
                waiting.notify_waiters();
            }
        }
    }
}

/// A writing transaction. Dropped without [`Transaction::commit`] it leaves nothing behind.
pub struct Transaction {
    inner: DatabaseTransaction,
    commits: Commits,
    /// A bit for each [`Topic`].
    topics: AtomicU8,
}

impl Transaction {
    pub(crate) fn new(inner: DatabaseTransaction, commits: Commits) -> Self {
        Self {
            inner,
            commits,
            topics: AtomicU8::new(0),
        }
    }

    /// Lets the commit wake those who wait for `topic`. Without it they look when they next do of their own accord.
    pub fn concerns(&self, topic: Topic) {
        self.topics.fetch_or(1 << topic as u8, Ordering::Relaxed);
    }

    /// Makes everything true at once, then wakes those of this process whom it concerns.
    ///
    /// # Errors
    /// When the database cannot keep it; then nothing was kept.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        self.commits.wake(self.topics.into_inner());
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

/// What a query runs on: a reader or a transaction.
pub trait Connection: ConnectionTrait {}
impl<C: ConnectionTrait> Connection for C {}
