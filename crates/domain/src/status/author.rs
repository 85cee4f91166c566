//! What an author changes of their status beside what it says.

use storage::id::{AccountId, StatusId};
use storage::status::{self, Change, Status};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::outgoing::{self, Outgoing};

/// Writes what `terms` makes of a status of `author`, and tells everyone; nothing where it is as it was.
///
/// # Errors
/// `NotFound` when the status is not there or is someone else's.
pub(crate) async fn change_terms(
    ctx: &Context,
    author: AccountId,
    id: StatusId,
    terms: impl FnOnce(&Status) -> Result<Option<Change>>,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let status = status::find_by_id(&*tx, id)
        .await?
        .filter(|status| status.account_id == author && status.reblog_of_id.is_none())
        .ok_or(Error::NotFound)?;
    let Some(change) = terms(&status)? else {
        return Ok(());
    };
    status::update(&*tx, id, change).await?;
    let renewed = Event::StatusRenewed { status_id: id };
    event::announce(&tx, &renewed, now).await?;
    outgoing::send(&tx, Outgoing::Renew { status_id: id }, now).await?;
    Ok(tx.commit().await?)
}
