//! What follows from a change of a quote: counts, revisions, streams.

use storage::Transaction;
use storage::id::StatusId;
use storage::kinds::QuoteState;
use storage::quote::{self, Quote};
use storage::status::{self, Count, Status};

use crate::clock::Timestamp;
use crate::error::Result;
use crate::event::{self, Event};

/// Writes `after` in the place of `before`.
pub(super) async fn settle(
    tx: &Transaction,
    before: &Quote,
    after: Quote,
    now: Timestamp,
) -> Result<()> {
    count(tx, before, -1).await?;
    count(tx, &after, 1).await?;
    quote::update(&**tx, after).await?;
    renew(tx, before.status_id, now).await
}

/// Removes a quote of a status that stays.
pub(super) async fn end(tx: &Transaction, quote: &Quote, now: Timestamp) -> Result<()> {
    count(tx, quote, -1).await?;
    quote::delete(&**tx, quote.id).await?;
    renew(tx, quote.status_id, now).await
}

/// Counts a quote with what it quotes, as far as that is agreed to.
pub(super) async fn count(tx: &Transaction, quote: &Quote, by: i64) -> Result<()> {
    if quote.state == QuoteState::Accepted
        && let Some(quoted) = quote.quoted_id
    {
        status::add(&**tx, quoted, Count::Quotes, by).await?;
    }
    Ok(())
}

async fn renew(tx: &Transaction, status_id: StatusId, now: Timestamp) -> Result<()> {
    status::touch(&**tx, status_id).await?;
    event::announce(tx, &Event::StatusRenewed { status_id }, now).await
}

/// Takes a status that is about to go out of both sides: what it quotes is quoted once less, and what quotes it says that
/// it is gone.
pub(crate) async fn withdraw(tx: &Transaction, status: &Status) -> Result<()> {
    if status.reblog_of_id.is_some() {
        return Ok(());
    }
    if let Some(quote) = quote::find_by_status(&**tx, status.id).await? {
        count(tx, &quote, -1).await?;
    }
    Ok(quote::bereave(&**tx, status.id).await?)
}
