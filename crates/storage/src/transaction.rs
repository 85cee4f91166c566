//! One use-case, one transaction: rows, jobs and events become true together or not at all.

use std::ops::Deref;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tokio::sync::Notify;

use crate::Result;

/// A writing transaction. Dropped without [`Transaction::commit`] it leaves nothing behind.
pub struct Transaction {
    inner: DatabaseTransaction,
    committed: Arc<Notify>,
}

impl Transaction {
    pub(crate) fn new(inner: DatabaseTransaction, committed: Arc<Notify>) -> Self {
        Self { inner, committed }
    }

    /// Makes everything true at once, then wakes the workers and the streams of this process.
    ///
    /// # Errors
    /// When the database cannot keep it; then nothing was kept.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        self.committed.notify_waiters();
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
