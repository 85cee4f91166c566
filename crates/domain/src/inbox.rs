//! Received activities between their arrival and their effect. Who signed them was checked before they come here.

use std::time::Duration;

pub use storage::inbox::{Arrival, Inbox};
use storage::{Topic, inbox};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::group_commit::GroupCommit;
use crate::id::InboxId;
use crate::poison;

/// How long a worker may take over a group of activities before another one takes them over.
const LEASE: Duration = Duration::from_mins(1);
/// Waits between attempts; after the last one the activity stays, marked as failed, for the operator.
const RETRIES: [Duration; 4] = [
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(15),
    Duration::from_hours(1),
];
/// How long an activity that is done is remembered. Signatures are believed for a day at most.
const REMEMBERED: Duration = Duration::from_hours(30 * 24);

/// How the work on an activity ended.
#[derive(Debug)]
pub enum Outcome {
    /// It had its effect, or was dropped by decision.
    Done,
    /// It may have its effect later.
    Failed(String),
}

/// How an Undo names what it takes back.
#[derive(Clone, Copy, Debug)]
pub struct Undone<'a> {
    /// The id of the activity, if it is named.
    pub uri: Option<&'a str>,
    /// The activity of this id came here: it is meant, and no later one. Where it never came, the id may have been made up
    /// for the Undo (Lemmy does): then whatever stands between the two is meant.
    pub came: bool,
}

impl<'a> Undone<'a> {
    /// Looks whether the activity `uri` came here.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn named(ctx: &Context, uri: Option<&'a str>) -> Result<Self> {
        let came = match uri {
            Some(uri) => inbox::exists(ctx.db.read(), uri).await?,
            None => false,
        };
        Ok(Self { uri, came })
    }

    /// Whether what is stored under `uri` is meant.
    pub(crate) fn means(self, uri: Option<&str>) -> bool {
        !self.came || uri == self.uri
    }
}

/// The door to the table: arrivals of the same moment are committed together.
#[must_use]
pub fn arrivals(ctx: &Context) -> GroupCommit<Arrival> {
    let ctx = ctx.clone();
    GroupCommit::start(move |group: Vec<Arrival>| {
        let ctx = ctx.clone();
        async move {
            let tx = ctx.db.begin().await?;
            inbox::insert_all(&*tx, group, ctx.clock.now()).await?;
            tx.concerns(Topic::Inbox);
            Ok(tx.commit().await?)
        }
    })
}

/// Takes up to `limit` activities to work on, in the order of their arrival.
///
/// # Errors
/// When the database refuses.
pub async fn claim(ctx: &Context, limit: u64) -> Result<Vec<Inbox>> {
    let now = ctx.clock.now();
    if inbox::next_due(ctx.db.read())
        .await?
        .is_none_or(|due| due > now)
    {
        return Ok(Vec::new());
    }
    let tx = ctx.db.begin().await?;
    let mut claimed = inbox::claim(&*tx, limit, LEASE, now).await?;
    for (row, reason) in poison::set_aside(&mut claimed, |row| row.attempts) {
        tracing::error!(activity = row.activity_uri, reason, "set aside");
        inbox::fail(&*tx, row.id, &reason, None).await?;
    }
    tx.commit().await?;
    Ok(claimed)
}

/// The door for ends of work: what ends at the same moment is committed together. What is not kept is worked on again
/// when its lease ends, and changes nothing more.
#[must_use]
pub fn outcomes(ctx: &Context) -> GroupCommit<(Inbox, Outcome)> {
    let ctx = ctx.clone();
    GroupCommit::start(move |group: Vec<(Inbox, Outcome)>| {
        let ctx = ctx.clone();
        async move { settle(&ctx, &group).await }
    })
}

async fn settle(ctx: &Context, group: &[(Inbox, Outcome)]) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let mut done: Vec<InboxId> = Vec::new();
    for (row, outcome) in group {
        match outcome {
            Outcome::Done => done.push(row.id),
            Outcome::Failed(error) => {
                inbox::fail(&*tx, row.id, error, retry_at(row.attempts, now)).await?;
            }
        }
    }
    inbox::finish(&*tx, &done).await?;
    Ok(tx.commit().await?)
}

/// Forgets what was done long ago.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    inbox::delete_before(&*tx, now.before(REMEMBERED)).await?;
    storage::tombstone::delete_before(&*tx, now.before(REMEMBERED)).await?;
    Ok(tx.commit().await?)
}

fn retry_at(attempts: i32, now: Timestamp) -> Option<Timestamp> {
    let tried = usize::try_from(attempts).unwrap_or_default();
    let wait = RETRIES.get(tried.saturating_sub(1))?;
    Some(now.after(*wait))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use storage::id::AccountId;

    fn arrival(uri: &str) -> Arrival {
        Arrival {
            activity_uri: uri.into(),
            actor_id: AccountId(1),
            recipient_id: None,
            body: "{}".into(),
        }
    }

    #[tokio::test]
    async fn an_activity_is_tried_five_times_and_then_kept_for_the_operator() {
        let test = testing::context().await;
        let arrivals = arrivals(&test.ctx);
        for _ in 0..2 {
            arrivals.write(arrival("a")).await.expect("is kept");
        }
        for attempt in 1..=5 {
            let mut claimed = claim(&test.ctx, 10).await.expect("claims");
            assert_eq!(claimed.len(), 1, "attempt {attempt}");
            let row = claimed.remove(0);
            let outcome = Outcome::Failed("no".into());
            settle(&test.ctx, &[(row, outcome)]).await.expect("settles");
            assert_eq!(claim(&test.ctx, 10).await.expect("claims"), []);
            test.ctx.clock.advance(Duration::from_hours(1));
        }
        assert_eq!(claim(&test.ctx, 10).await.expect("claims"), []);
    }

    #[tokio::test]
    async fn an_activity_that_ends_the_process_each_time_is_set_aside() {
        let test = testing::context().await;
        arrivals(&test.ctx)
            .write(arrival("deadly"))
            .await
            .expect("is kept");
        let mut begun = 0;
        while !claim(&test.ctx, 10).await.expect("claims").is_empty() {
            begun += 1;
            assert!(begun < 100, "it never ends");
            test.ctx.clock.advance(LEASE);
        }
        assert_eq!(begun, 25);
        test.ctx.clock.advance(LEASE);
        let due = storage::inbox::next_due(test.ctx.db.read()).await;
        assert_eq!(due.expect("answers"), None, "it stays for the operator");
    }
}
