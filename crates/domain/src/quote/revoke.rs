//! The author of a status takes back that it may be quoted.

use storage::id::{AccountId, StatusId};
use storage::kinds::QuoteState;
use storage::quote::{self, Quote};
use storage::status;

use super::state::settle;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};

/// Detaches the status `quoted` of `author` from the status `quoting`. What it says stays, and so does what it quoted as a
/// link. A quote that was detached once is not agreed to again.
///
/// # Errors
/// `NotFound` when `quoting` does not quote `quoted`, or that is someone else's.
pub async fn revoke(
    ctx: &Context,
    author: AccountId,
    quoted: StatusId,
    quoting: StatusId,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let own = status::find_by_id(&*tx, quoted).await?;
    let own = own.filter(|status| status.account_id == author);
    let own = own.ok_or(Error::NotFound)?;
    let quote = quote::find_by_status(&*tx, quoting).await?;
    let quote = quote.filter(|quote| quote.quoted_id == Some(own.id));
    let quote = quote.ok_or(Error::NotFound)?;
    if quote.state == QuoteState::Revoked {
        return Ok(());
    }
    let revoked = Quote {
        state: QuoteState::Revoked,
        ..quote.clone()
    };
    settle(&tx, &quote, revoked, now).await?;
    if quote.authorization_uri.is_some() {
        let activity = Outgoing::RevokeQuote { quote_id: quote.id };
        outgoing::send(&tx, activity, now).await?;
    }
    let quoting = status::find_by_id(&*tx, quoting).await?;
    if let Some(quoting) = quoting.filter(|quoting| quoting.local) {
        let activity = Outgoing::Renew {
            status_id: quoting.id,
        };
        outgoing::send(&tx, activity, now).await?;
    }
    Ok(tx.commit().await?)
}
