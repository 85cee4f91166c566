//! Whether the server can do its work.

use std::time::Duration;

use crate::context::Context;

/// Whoever watches does not wait longer for an answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the database answers, and soon.
pub async fn is_ready(ctx: &Context) -> bool {
    let answer = tokio::time::timeout(PATIENCE, storage::event::latest(ctx.db.read()));
    matches!(answer.await, Ok(Ok(_)))
}
