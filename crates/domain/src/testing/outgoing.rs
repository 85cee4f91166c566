//! What is to be told to other servers.

use std::time::Duration;

use crate::context::Context;
use crate::job::Job;
use crate::outgoing::Outgoing;

/// Takes what was enqueued to be told to other servers, in the order of time; what was enqueued at the same moment in the
/// order of its words, for ids of one moment have none.
///
/// # Panics
/// When the database refuses.
pub async fn outgoing(ctx: &Context) -> Vec<Outgoing> {
    let activities = jobs(ctx).await.into_iter().filter_map(|job| match job {
        Job::Distribute(activity) => Some(activity),
        _ => None,
    });
    activities.collect()
}

/// Takes every job that is due out of the queue, the oldest first.
///
/// # Panics
/// When the database refuses.
pub async fn jobs(ctx: &Context) -> Vec<Job> {
    let lease = Duration::from_mins(1);
    let tx = ctx.db.begin().await.expect("begins");
    let jobs = storage::job::claim(&*tx, 1000, lease, ctx.clock.now());
    let mut jobs = jobs.await.expect("claims");
    jobs.sort_by(|a, b| (a.created_at, &a.payload).cmp(&(b.created_at, &b.payload)));
    let mut taken = Vec::new();
    for job in jobs {
        storage::job::finish(&*tx, job.id).await.expect("finishes");
        taken.extend(serde_json::from_str::<Job>(&job.payload));
    }
    tx.commit().await.expect("commits");
    taken
}

#[cfg(test)]
mod tests {
    use storage::id::AccountId;

    use super::*;
    use crate::testing::context;

    #[tokio::test]
    async fn what_is_to_be_told_has_an_order() {
        let test = context().await;
        let update = |number: i64| Outgoing::UpdateActor {
            account_id: AccountId(number),
        };
        let mut expected = Vec::new();
        for numbers in [[3, 4, 5, 6], [1, 2, 7, 8]] {
            let tx = test.ctx.db.begin().await.expect("begins");
            for number in numbers.into_iter().rev() {
                let job = Job::Distribute(update(number));
                let now = test.ctx.clock.now();
                crate::job::enqueue(&tx, &job, now).await.expect("enqueues");
            }
            tx.commit().await.expect("commits");
            expected.extend(numbers.map(update));
            test.ctx.clock.advance(Duration::from_millis(1));
        }
        assert_eq!(outgoing(&test.ctx).await, expected);
    }
}
