//! Working off the queues of this crate: what came in, and what goes out.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::id::AccountId;
use domain::inbox::{self, Inbox, Outcome};
use domain::{Topic, poison};
use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::federation::Federation;
use crate::{delivery, inbox as door};

pub use crate::delivery::deliver_batch;

/// Requests under way to all hosts together.
const DELIVERIES: usize = 64;
/// Received activities taken at a time.
const ACTIVITIES: u64 = 64;
/// Groups of received activities worked on at the same time: one may wait for a slow server.
const GROUPS: usize = 8;
/// How often a queue is looked at when nothing in this process was committed: other processes write too.
const POLL: Duration = Duration::from_millis(500);

/// Works on up to `limit` received activities that are due, to their end, and says how many there were. Those of one
/// actor are worked on in their order.
pub async fn process_inbox_batch(federation: &Federation, limit: u64) -> domain::Result<usize> {
    let rows = inbox::claim(&federation.ctx, limit).await?;
    let count = rows.len();
    process(federation, rows).await;
    Ok(count)
}

async fn process(federation: &Federation, rows: Vec<Inbox>) {
    let mut by_actor: HashMap<AccountId, Vec<Inbox>> = HashMap::new();
    for row in rows {
        by_actor.entry(row.actor_id).or_default().push(row);
    }
    join_all(
        by_actor
            .into_values()
            .map(|rows| process_in_order(federation, rows)),
    )
    .await;
}

/// Works on what one actor sent. The ends are committed together: what a crash keeps from that is worked on again, and
/// changes nothing more.
async fn process_in_order(federation: &Federation, rows: Vec<Inbox>) {
    let mut ends = Vec::with_capacity(rows.len());
    for row in rows {
        let outcome = process_one(federation, &row).await;
        ends.push(federation.processed.write((row, outcome)));
    }
    for kept in join_all(ends).await {
        if let Err(error) = kept {
            tracing::error!(%error, "the end of the work on an activity was not kept");
        }
    }
}

async fn process_one(federation: &Federation, row: &Inbox) -> Outcome {
    end_of(row, Box::pin(door::process(federation, row))).await
}

/// How `work` on an activity ends. A panic may be a fault of the moment: it is tried again like one.
async fn end_of(row: &Inbox, work: impl Future<Output = Result<(), Error>>) -> Outcome {
    match poison::contained(work).await {
        Ok(Ok(())) => Outcome::Done,
        Ok(Err(error)) if error.is_transient() => {
            tracing::warn!(activity = row.activity_uri, attempt = row.attempts, %error, "to be tried again");
            Outcome::Failed(error.to_string())
        }
        Ok(Err(error)) => {
            tracing::info!(activity = row.activity_uri, %error, "dropped");
            Outcome::Done
        }
        Err(panicked) => {
            tracing::error!(activity = row.activity_uri, attempt = row.attempts, %panicked, "to be tried again");
            Outcome::Failed(panicked.to_string())
        }
    }
}

/// Works on both queues until `stop`, then ends what is under way.
pub async fn run(federation: Federation, stop: CancellationToken) {
    tokio::join!(
        pump(&federation, Queue::Inbox, &stop),
        pump(&federation, Queue::Deliveries, &stop)
    );
}

#[derive(Clone, Copy)]
enum Queue {
    Inbox,
    Deliveries,
}

impl Queue {
    fn topic(self) -> Topic {
        match self {
            Self::Inbox => Topic::Inbox,
            Self::Deliveries => Topic::Deliveries,
        }
    }
}

/// Starts work whenever something was committed or a task ended, for as long as there is some.
async fn pump(federation: &Federation, queue: Queue, stop: &CancellationToken) {
    let places = Arc::new(Semaphore::new(match queue {
        Queue::Inbox => GROUPS,
        Queue::Deliveries => DELIVERIES,
    }));
    let mut tasks = JoinSet::new();
    loop {
        let woken = federation.ctx.db.committed(queue.topic()).notified();
        tokio::pin!(woken);
        // Registered before looking, so that a commit in between is not missed.
        woken.as_mut().enable();
        let started = match queue {
            Queue::Inbox => start_inbox(federation, &places, &mut tasks).await,
            Queue::Deliveries => start_deliveries(federation, &places, &mut tasks).await,
        };
        let started = started.unwrap_or_else(|error| {
            tracing::error!(%error, "a queue cannot be read");
            0
        });
        if stop.is_cancelled() {
            break;
        }
        if started == 0 {
            tokio::select! {
                () = stop.cancelled() => break,
                () = woken => {}
                Some(_) = tasks.join_next() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }
    while tasks.join_next().await.is_some() {}
}

async fn start_inbox(
    federation: &Federation,
    places: &Arc<Semaphore>,
    tasks: &mut JoinSet<()>,
) -> domain::Result<usize> {
    let Ok(place) = places.clone().try_acquire_owned() else {
        return Ok(0);
    };
    let rows = inbox::claim(&federation.ctx, ACTIVITIES).await?;
    let count = rows.len();
    if count > 0 {
        let federation = federation.clone();
        tasks.spawn(async move {
            process(&federation, rows).await;
            drop(place);
        });
    }
    Ok(count)
}

async fn start_deliveries(
    federation: &Federation,
    places: &Arc<Semaphore>,
    tasks: &mut JoinSet<()>,
) -> domain::Result<usize> {
    let free = places.available_permits();
    if free == 0 {
        return Ok(0);
    }
    let parcels = domain::delivery::claim(&federation.ctx, free).await?;
    let count = parcels.len();
    for parcel in parcels {
        let place = places.clone().try_acquire_owned();
        let federation = federation.clone();
        tasks.spawn(async move {
            delivery::deliver(&federation, parcel).await;
            drop(place);
        });
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::InboxId;
    use domain::kinds::QueueState;
    use domain::testing::START;

    #[tokio::test]
    async fn a_handler_that_panics_is_a_failure_with_its_words() {
        let row = Inbox {
            id: InboxId(1),
            activity_uri: "a".into(),
            actor_id: AccountId(1),
            recipient_id: None,
            body: "{}".into(),
            state: QueueState::Queued,
            attempts: 1,
            run_at: START,
            lease_until: START,
            last_error: None,
            received_at: START,
        };
        let poison = async { panic!("no such thing") };
        let Outcome::Failed(words) = end_of(&row, poison).await else {
            panic!("it failed");
        };
        assert_eq!(words, "panicked: no such thing");
        let end = end_of(&row, async { Err(Error::Gone) }).await;
        assert!(matches!(end, Outcome::Done), "dropped by decision");
    }
}
