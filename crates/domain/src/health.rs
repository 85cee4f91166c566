//! Whether the server can do its work.

use crate::context::Context;

/// Whether the database answers.
pub async fn is_ready(ctx: &Context) -> bool {
    storage::event::latest(ctx.db.read()).await.is_ok()
}
