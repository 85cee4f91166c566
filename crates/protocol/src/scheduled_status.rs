//! Statuses that were scheduled, when they are due.

use domain::id::ScheduledStatusId;
use domain::{mention, scheduled_status};

use crate::error::Error;
use crate::federation::Federation;
use crate::resolve;

/// Posts a status that is due, once. People whom it mentions and who are not known here yet are looked up first.
///
/// # Errors
/// When the database refuses.
pub async fn publish(federation: &Federation, id: ScheduledStatusId) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some((_, draft)) = scheduled_status::due(ctx, id).await? else {
        return Ok(());
    };
    let unknown = mention::unknown(ctx, &draft.text).await?;
    if !unknown.is_empty() {
        resolve::mentions(federation, &unknown).await;
    }
    scheduled_status::publish(ctx, id).await?;
    Ok(())
}
