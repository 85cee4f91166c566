//! Two servers in processes of their own, an author on one and a follower on the other.

use std::time::Duration;

use anyhow::Result;
use storage::delivery::{self, Sending, Target};
use storage::outbox::Outbox;
use storage::{Db, Options, Sql};
use tempfile::TempDir;

use crate::{Client, Process, outside};

/// Where the drill takes place.
pub(super) struct Scene {
    /// The processes of the sending server.
    pub senders: Vec<Process>,
    /// The receiving server.
    pub receiver: Process,
    /// The author's app, at each of the processes.
    pub authors: Vec<Client>,
    /// The follower's app.
    pub reader: Client,
    /// The follower, as a post names them.
    pub named: String,
    /// The author, as the follower's server knows them.
    pub author_id: String,
    _folders: Vec<TempDir>,
}

impl Scene {
    pub async fn start(workers: usize) -> Result<Self> {
        let folders: Vec<TempDir> = (0..=workers)
            .map(|_| tempfile::tempdir())
            .collect::<Result<_, _>>()?;
        let receiver = Process::start(folders[workers].path()).await?;
        let mut senders = vec![Process::start(folders[0].path()).await?];
        for folder in &folders[1..workers] {
            let beside = Process::start_beside(&senders[0], folder.path()).await?;
            senders.push(beside);
        }
        let author = senders[0].login("author")?;
        let authors = senders.iter().map(|it| author.at(&it.base())).collect();
        let reader = receiver.login("reader")?;
        let author_id = outside::follow(&reader, &senders[0].address("author")).await?;
        let named = format!("@{}", receiver.address("reader"));
        Ok(Self {
            senders,
            receiver,
            authors,
            reader,
            named,
            author_id,
            _folders: folders,
        })
    }

    /// Puts everything that was sent in the queue once more, waits until all of it was taken, and says how much it was.
    pub async fn deliver_again(&self, patience: Duration) -> Result<usize> {
        let db = Db::open_current(&Options::new(self.senders[0].database_url())).await?;
        let activities: Vec<Outbox> = Sql::new(db.read(), "SELECT * FROM outbox")
            .all(db.read())
            .await?;
        let inbox = Target {
            inbox_url: format!("{}/inbox", self.receiver.base()),
            host: self.receiver.authority(),
        };
        let tx = db.begin().await?;
        for activity in &activities {
            let now = domain::Clock::System.now();
            let sending = Sending {
                outbox_id: activity.id,
                account_id: activity.account_id,
                run_at: now,
            };
            let targets = std::slice::from_ref(&inbox);
            delivery::insert_all(&*tx, sending, targets, |_| None, now).await?;
        }
        tx.commit().await?;
        let missing = "what was delivered before is not taken again";
        outside::eventually(patience, missing, async || {
            let left: Vec<i64> = Sql::new(db.read(), "SELECT count(*) FROM deliveries")
                .column(db.read())
                .await?;
            Ok((left == [0]).then_some(()))
        })
        .await?;
        db.close().await?;
        Ok(activities.len())
    }
}
