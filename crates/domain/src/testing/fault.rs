//! What goes wrong, as rows have it.

use std::time::Duration;

use crate::context::Context;

/// A job of this kind that was given up for this reason.
///
/// # Panics
/// When the database refuses.
pub async fn failed_job(ctx: &Context, kind: &str, reason: &str) {
    let (now, lease) = (ctx.clock.now(), Duration::from_mins(1));
    let tx = ctx.db.begin().await.expect("begins");
    let added = storage::job::enqueue(&*tx, kind, "{}".into(), None, now, now).await;
    added.expect("enqueues");
    let jobs = storage::job::claim(&*tx, 1000, lease, now).await;
    let jobs = jobs.expect("claims");
    let job = jobs.iter().find(|job| job.kind == kind).expect("is there");
    let failed = storage::job::fail(&*tx, job.id, reason, None).await;
    failed.expect("fails");
    tx.commit().await.expect("commits");
}

/// A host that could not be delivered to, for this reason.
///
/// # Panics
/// When the database refuses.
pub async fn failing_host(ctx: &Context, host: &str, reason: &str) {
    let tx = ctx.db.begin().await.expect("begins");
    let failed = storage::host::fail(&*tx, host, reason, ctx.clock.now()).await;
    failed.expect("counts");
    tx.commit().await.expect("commits");
}

/// Refuses a domain altogether, as an operator does.
///
/// # Panics
/// When the database refuses.
pub async fn block_domain(ctx: &Context, domain: &str) {
    let tx = ctx.db.begin().await.expect("begins");
    let columns = "INSERT INTO domain_blocks (id, domain, severity, created_at) VALUES (1, ";
    storage::Sql::new(&*tx, columns)
        .bind(domain)
        .push(", 'suspend', 1)")
        .execute(&*tx)
        .await
        .expect("inserts");
    tx.commit().await.expect("commits");
}
