//! Many small writes in one commit: a caller waits until its own is kept, and shares the cost of the disk with whoever
//! came while the commit before was under way.

use std::future::Future;

use tokio::sync::{mpsc, oneshot};

use crate::error::{Error, Result};
use crate::poison;

/// Writes a transaction at most.
const GROUP: usize = 256;

/// Collects writes of one kind. Cheap to clone; ends with its last clone.
pub struct GroupCommit<T> {
    waiting: mpsc::Sender<(T, oneshot::Sender<bool>)>,
}

impl<T> Clone for GroupCommit<T> {
    fn clone(&self) -> Self {
        Self {
            waiting: self.waiting.clone(),
        }
    }
}

impl<T: Send + 'static> GroupCommit<T> {
    /// Starts the task that hands groups to `commit`, which must keep all of a group or nothing.
    #[must_use]
    pub fn start<F, Fut>(commit: F) -> Self
    where
        F: Fn(Vec<T>) -> Fut + Send + 'static,
        Fut: Future<Output = Result<()>> + Send,
    {
        let (waiting, mut arriving) = mpsc::channel(GROUP);
        tokio::spawn(async move {
            let mut group = Vec::new();
            while arriving.recv_many(&mut group, GROUP).await > 0 {
                let (writes, callers): (Vec<T>, Vec<oneshot::Sender<bool>>) =
                    group.drain(..).unzip();
                let kept = poison::contained(commit(writes)).await;
                let kept = match kept.map_err(Error::internal).flatten() {
                    Ok(()) => true,
                    Err(error) => {
                        tracing::error!(%error, cause = ?error, "a group of writes was not kept");
                        false
                    }
                };
                for caller in callers {
                    // A caller that went away needs no answer.
                    let _ = caller.send(kept);
                }
            }
        });
        Self { waiting }
    }

    /// Returns once the group with `write` is on disk.
    ///
    /// # Errors
    /// When nothing of the group was kept.
    pub async fn write(&self, write: T) -> Result<()> {
        let (caller, kept) = oneshot::channel();
        let lost = || Error::internal("the writer has stopped");
        self.waiting
            .send((write, caller))
            .await
            .map_err(|_| lost())?;
        match kept.await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::Unavailable("the database did not keep it".into())),
            Err(_) => Err(lost()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[tokio::test]
    async fn what_arrives_together_is_kept_together_and_a_failure_reaches_its_group_alone() {
        let groups = Arc::new(Mutex::new(Vec::new()));
        let seen = groups.clone();
        let writer = GroupCommit::start(move |group: Vec<u32>| {
            let refused = group.contains(&13);
            let poisoned = group.contains(&17);
            seen.lock().expect("no panic").push(group);
            async move {
                assert!(!poisoned, "17");
                if refused {
                    return Err(Error::internal("13"));
                }
                Ok(())
            }
        });
        // On one thread the writer runs only when all three wait.
        let (one, two, three) = tokio::join!(writer.write(1), writer.write(2), writer.write(3));
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
        assert!(writer.write(13).await.is_err());
        assert!(writer.write(17).await.is_err(), "a panic is a failure");
        assert!(writer.write(4).await.is_ok());
        assert_eq!(
            *groups.lock().expect("no panic"),
            [vec![1, 2, 3], vec![13], vec![17], vec![4]]
        );
    }
}
