//! How a process hears what any process of the instance announced: it reads the events behind the last one it heard.

use std::collections::BTreeMap;
use std::time::Duration;

use storage::entity::event::Model as Row;
use storage::event;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::event::Event;

/// Events read at a time.
const BATCH: u64 = 1000;
/// How far below the newest event a number that is missing is waited for.
const REACH: i64 = 1000;
/// How long it is waited for: far longer than any transaction of ours takes.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long events are kept. A process that did not listen for so long was started anew and knows nothing stale.
const KEPT: Duration = Duration::from_hours(1);
/// How often old events are removed.
const SWEEP: Duration = Duration::from_mins(10);

/// Reads every event once. `PostgreSQL` numbers events before their transactions commit, so a lower number may show up
/// after a higher one: numbers that were passed over are asked for again until [`PATIENCE`] ends.
pub struct Tail {
    ctx: Context,
    last: i64,
    missing: BTreeMap<i64, Timestamp>,
    next_sweep: Timestamp,
}

impl Tail {
    /// Begins behind the newest event.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn start(ctx: Context) -> Result<Self> {
        let newest = event::latest(ctx.db.read()).await?;
        let mut tail = Self {
            last: (newest - REACH).max(0),
            missing: BTreeMap::new(),
            next_sweep: ctx.clock.now(),
            ctx,
        };
        // What was announced before is no news; what commits below it from now on is.
        tail.step().await?;
        Ok(tail)
    }

    /// What was announced since the last step. The caches have forgotten what it made stale.
    ///
    /// # Errors
    /// When the database refuses; nothing is lost then.
    pub async fn step(&mut self) -> Result<Vec<Event>> {
        let now = self.ctx.clock.now();
        self.sweep(now).await?;
        let mut rows = self.read_late(now).await?;
        loop {
            let batch = event::list_after(self.ctx.db.read(), self.last, BATCH).await?;
            for row in &batch {
                self.pass(row.id.0, now);
            }
            let complete = (batch.len() as u64) < BATCH;
            rows.extend(batch);
            if complete {
                break;
            }
        }
        let events: Vec<Event> = rows.iter().filter_map(read).collect();
        for event in &events {
            self.ctx.tokens.hear(event);
            self.ctx.signers.hear(event);
            self.ctx.filters.hear(event);
            self.ctx.ip_blocks.hear(event);
        }
        Ok(events)
    }

    /// Notes `id` as heard, and the numbers between it and the one before as missing.
    fn pass(&mut self, id: i64, now: Timestamp) {
        let skipped = (self.last + 1).max(id - REACH)..id;
        self.missing.extend(skipped.map(|id| (id, now)));
        self.last = id;
    }

    async fn read_late(&mut self, now: Timestamp) -> Result<Vec<Row>> {
        if self.missing.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<i64> = self.missing.keys().copied().collect();
        let rows = event::list_by_ids(self.ctx.db.read(), &ids).await?;
        for row in &rows {
            self.missing.remove(&row.id.0);
        }
        self.missing.retain(|_, since| since.after(PATIENCE) > now);
        Ok(rows)
    }

    async fn sweep(&mut self, now: Timestamp) -> Result<()> {
        if now < self.next_sweep {
            return Ok(());
        }
        let tx = self.ctx.db.begin().await?;
        event::delete_before(&*tx, now.before(KEPT)).await?;
        tx.commit().await?;
        self.next_sweep = now.after(SWEEP);
        Ok(())
    }
}

/// `None` for an event of a newer version of Rounds, which says nothing to this one.
fn read(row: &Row) -> Option<Event> {
    serde_json::from_str(&row.payload)
        .inspect_err(|error| tracing::warn!(kind = row.kind, %error, "an event of an unknown kind"))
        .ok()
}

#[cfg(test)]
mod tests {
    use storage::Transaction;
    use storage::connect::Engine;
    use storage::id::{AccountId, TokenId};

    use super::*;
    use crate::event::announce;
    use crate::testing;

    fn revoked(id: i64) -> Event {
        Event::TokenRevoked {
            token_id: TokenId(id),
        }
    }

    async fn announcing(ctx: &Context, event: &Event) -> Transaction {
        let tx = ctx.db.begin().await.expect("begins");
        announce(&tx, event, ctx.clock.now())
            .await
            .expect("announces");
        tx
    }

    async fn announced(ctx: &Context, event: &Event) {
        announcing(ctx, event)
            .await
            .commit()
            .await
            .expect("commits");
    }

    #[tokio::test]
    async fn every_event_is_heard_once_and_in_order() {
        let test = testing::context().await;
        announced(&test.ctx, &revoked(1)).await;
        let mut tail = Tail::start(test.ctx.clone()).await.expect("starts");
        assert_eq!(tail.step().await.expect("reads"), vec![]);
        let deleted = Event::StatusDeleted {
            status_id: storage::id::StatusId(7),
            home_of: vec![AccountId(8)],
            in_lists: vec![storage::id::ListId(9)],
            public: true,
        };
        announced(&test.ctx, &revoked(2)).await;
        announced(&test.ctx, &deleted).await;
        drop(announcing(&test.ctx, &revoked(3)).await);
        announced(&test.ctx, &Event::InstanceChanged).await;
        let heard = tail.step().await.expect("reads");
        assert_eq!(heard, vec![revoked(2), deleted, Event::InstanceChanged]);
        assert_eq!(tail.step().await.expect("reads"), vec![]);
    }

    #[tokio::test]
    async fn a_late_commit_is_heard() {
        let test = testing::context().await;
        if test.ctx.db.engine() == Engine::Sqlite {
            return; // Its one writer commits in the order of the numbers.
        }
        let early = announcing(&test.ctx, &revoked(1)).await;
        announced(&test.ctx, &revoked(2)).await;
        let mut tail = Tail::start(test.ctx.clone()).await.expect("starts");
        let late = announcing(&test.ctx, &revoked(3)).await;
        announced(&test.ctx, &revoked(4)).await;
        assert_eq!(tail.step().await.expect("reads"), vec![revoked(4)]);
        late.commit().await.expect("commits");
        early.commit().await.expect("commits");
        let heard = tail.step().await.expect("reads");
        assert_eq!(heard, vec![revoked(1), revoked(3)]);
        assert_eq!(tail.step().await.expect("reads"), vec![]);
        assert!(tail.missing.is_empty());
    }

    #[tokio::test]
    async fn a_number_that_never_comes_is_given_up() {
        let test = testing::context().await;
        let mut tail = Tail::start(test.ctx.clone()).await.expect("starts");
        tail.pass(tail.last + 3, test.ctx.clock.now());
        assert_eq!(tail.missing.len(), 2);
        test.ctx.clock.advance(PATIENCE);
        tail.step().await.expect("reads");
        assert!(tail.missing.is_empty());
    }

    #[tokio::test]
    async fn old_events_are_removed() {
        let test = testing::context().await;
        announced(&test.ctx, &revoked(1)).await;
        let mut tail = Tail::start(test.ctx.clone()).await.expect("starts");
        test.ctx.clock.advance(KEPT);
        announced(&test.ctx, &revoked(2)).await;
        test.ctx.clock.advance(SWEEP);
        tail.step().await.expect("reads");
        let left = event::list_after(test.ctx.db.read(), 0, BATCH)
            .await
            .expect("lists");
        assert_eq!(
            left.iter().filter_map(read).collect::<Vec<_>>(),
            [revoked(2)]
        );
    }
}
