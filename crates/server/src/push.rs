//! Sends the Web Push messages that are due.

use domain::push::{self, Outcome, Push};
use domain::{Context, poison};
use futures::future::join_all;
use protocol::Federation;

/// Sends up to `limit` messages, waits for all answers, and says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn send_batch(federation: &Federation, limit: u64) -> anyhow::Result<usize> {
    let due = push::claim(&federation.ctx, limit).await?;
    join_all(due.iter().map(|push| send(federation, push))).await;
    Ok(due.len())
}

/// Sends one message and notes how that ended. If the note cannot be kept, the lease ends and it is sent again.
async fn send(federation: &Federation, push: &Push) {
    let ctx = &federation.ctx;
    let outcome = match poison::contained(attempt(federation, push)).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Outcome::Postponed(error.to_string()),
        Err(panicked) => Outcome::Postponed(panicked.to_string()),
    };
    if outcome != Outcome::Done {
        let (id, attempt) = (push.id.0, push.attempts);
        tracing::info!(id, attempt, ?outcome, "not pushed");
    }
    note(ctx, push, &outcome).await;
}

async fn attempt(federation: &Federation, push: &Push) -> domain::Result<Outcome> {
    let ctx = &federation.ctx;
    let Some(message) = push::message(ctx, push).await? else {
        return Ok(Outcome::Done);
    };
    let payload = web::push::payload(ctx, &message)?;
    Ok(protocol::push::send(federation, &message.subscription, &payload).await)
}

async fn note(ctx: &Context, push: &Push, outcome: &Outcome) {
    if let Err(error) = push::settle(ctx, push, outcome).await {
        tracing::error!(%error, "the end of a push was not kept");
    }
}
