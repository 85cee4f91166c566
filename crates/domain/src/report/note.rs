//! What moderators write to each other about a report. Nobody else reads it.

use storage::id::{ReportId, ReportNoteId};
pub use storage::report_note::ReportNote;
use storage::{report, report_note};

use crate::audit::{self, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Moderator;
use crate::text::clean;

/// Characters of a note, as on Mastodon.
pub const NOTE: usize = 2000;

/// Adds a note to a report.
///
/// # Errors
/// `NotFound`; `Invalid` when it is empty or too long.
pub async fn note(ctx: &Context, by: &Moderator, id: ReportId, text: &str) -> Result<()> {
    let text = clean::paragraphs(text, NOTE).map_err(|error| Error::invalid("note", error))?;
    if text.is_empty() {
        return Err(Error::invalid("note", "can't be blank"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    report::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    let note = ReportNote {
        id: ReportNoteId::generate(now),
        report_id: id,
        account_id: by.account_id,
        text,
        created_at: now,
    };
    report_note::insert(&*tx, note).await?;
    let deed = Deed::new("report.note", "report", id);
    audit::record(&tx, &by.into(), deed, now).await?;
    Ok(tx.commit().await?)
}

/// The notes about a report, the oldest first.
pub async fn notes(ctx: &Context, _by: &Moderator, id: ReportId) -> Result<Vec<ReportNote>> {
    Ok(report_note::list(ctx.db.read(), id).await?)
}
