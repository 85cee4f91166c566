//! Working off the queues of this crate: what came in, and what goes out.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Topic;
use domain::id::AccountId;
use domain::inbox::{self, Inbox, Outcome};
use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::caught::caught;
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
    let ended = match caught(door::process(federation, row)).await {
        Ok(ended) => ended,
        Err(panic) => {
            tracing::error!(activity = row.activity_uri, attempt = row.attempts, panic);
            return Outcome::Failed(panic);
        }
    };
    match ended {
        Ok(()) => Outcome::Done,
        Err(error) if error.is_transient() => {
            tracing::warn!(activity = row.activity_uri, attempt = row.attempts, %error, "to be tried again");
            Outcome::Failed(error.to_string())
        }
        Err(error) => {
            tracing::info!(activity = row.activity_uri, %error, "dropped");
            Outcome::Done
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
    let parcels = domain::delivery::claim(&federation.ctx, free as u64).await?;
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
