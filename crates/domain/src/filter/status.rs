//! Single statuses that a filter names.

use storage::filter::{self, NamedStatus};
use storage::id::{AccountId, FilterId, FilterStatusId, StatusId};

use super::edit::changed;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::status;
use crate::viewer::Viewer;

/// Statuses that a filter names at most.
const STATUSES: usize = 1000;

/// Lets a filter of `who` name a status; doing so again changes nothing.
///
/// # Errors
/// `NotFound` when the filter is not theirs or they may not see the status, `Invalid` when there are too many.
pub async fn add_status(
    ctx: &Context,
    who: AccountId,
    of: FilterId,
    id: StatusId,
) -> Result<NamedStatus> {
    let status = status::show(ctx, Viewer::Account(who), id).await?.status;
    let tx = ctx.db.begin().await?;
    let whole = filter::find(&*tx, who, of).await?.ok_or(Error::NotFound)?;
    if whole.statuses.len() >= STATUSES {
        let reason = Reason::new("are too many: make several filters (maximum is {most})")
            .with("most", STATUSES);
        return Err(Error::invalid("statuses", reason));
    }
    let row = NamedStatus {
        id: FilterStatusId::generate(ctx.clock.now()),
        filter_id: of,
        status_id: status.id,
    };
    let named = filter::insert_status(&*tx, row).await?;
    changed(ctx, tx, who).await?;
    Ok(named)
}

/// One status that a filter of `who` names, by the id of the naming.
///
/// # Errors
/// `NotFound`.
pub async fn show_status(ctx: &Context, who: AccountId, id: FilterStatusId) -> Result<NamedStatus> {
    let found = filter::find_status(ctx.db.read(), who, id).await?;
    found.ok_or(Error::NotFound)
}

/// Lets a filter of `who` name a status no longer.
///
/// # Errors
/// `NotFound`.
pub async fn remove_status(ctx: &Context, who: AccountId, id: FilterStatusId) -> Result<()> {
    let named = show_status(ctx, who, id).await?;
    let tx = ctx.db.begin().await?;
    filter::delete_status(&*tx, named.id).await?;
    changed(ctx, tx, who).await
}
