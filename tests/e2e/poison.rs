//! Work that cannot be done is set aside for the operator, with its reason, and holds nothing else up.

use std::time::Duration;

use anyhow::Result;
use harness::Fediverse;
use storage::Sql;

/// Tries of a job.
const TRIES: usize = 8;

#[tokio::test]
async fn a_job_that_cannot_be_done_becomes_a_dead_letter_and_others_go_on() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (anna, ben) = (here.person("anna").await?, there.person("ben").await?);
    ben.follow(&anna.handle).await?;
    fediverse.settle().await?;
    let ctx = here.ctx();
    let (tx, now) = (ctx.db.begin().await?, ctx.clock.now());
    storage::job::enqueue(&*tx, "distribute", "{}".into(), None, now, now).await?;
    tx.commit().await?;
    for _ in 0..TRIES {
        fediverse.advance(Duration::from_hours(1)).await?;
    }
    let failed = "SELECT last_error FROM jobs WHERE state = 'failed' AND kind = 'distribute'";
    let reasons: Vec<String> = Sql::new(ctx.db.read(), failed)
        .column(ctx.db.read())
        .await?;
    assert_eq!(reasons.len(), 1);
    assert!(reasons[0].contains("kind"), "{reasons:?}");
    let post = serde_json::json!({"status": "and yet"});
    anna.app.post("/api/v1/statuses", &post).await?.ok()?;
    fediverse.settle().await?;
    ben.home_status("and yet").await?;
    Ok(())
}
