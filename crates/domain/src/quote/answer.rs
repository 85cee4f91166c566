//! What other servers say to quotes of ours.

use storage::id::AccountId;
use storage::kinds::QuoteState;
use storage::quote::{self, Quote};
use storage::{Transaction, status};

use super::state::settle;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};

/// `author`, who is quoted, agrees to the `QuoteRequest` with this id. The caller has made sure that the `stamp` is of
/// their server. `false` when it is no request of ours.
///
/// # Errors
/// `NotFound` when it was not `author` who was asked.
pub async fn receive_accept(
    ctx: &Context,
    author: AccountId,
    request: &str,
    stamp: &str,
) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(quote) = asked(&tx, author, request).await? else {
        return Ok(false);
    };
    if matches!(quote.state, QuoteState::Pending | QuoteState::Rejected) {
        let accepted = Quote {
            state: QuoteState::Accepted,
            authorization_uri: Some(stamp.to_owned()),
            ..quote.clone()
        };
        change(&tx, &quote, accepted, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// `author`, who is quoted, does not agree to the `QuoteRequest` with this id, or not any more. `false` when it is no
/// request of ours.
///
/// # Errors
/// `NotFound` when it was not `author` who was asked.
pub async fn receive_reject(ctx: &Context, author: AccountId, request: &str) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(quote) = asked(&tx, author, request).await? else {
        return Ok(false);
    };
    refuse(&tx, &quote, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// `author` withdraws a stamp. `false` when no quote here bears it.
///
/// # Errors
/// `NotFound` when the quote that bears it is of someone else's status.
pub async fn receive_revocation(ctx: &Context, author: AccountId, stamp: &str) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(quote) = quote::find_by_authorization(&*tx, stamp).await? else {
        return Ok(false);
    };
    check_author(&tx, &quote, author).await?;
    refuse(&tx, &quote, now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn asked(tx: &Transaction, author: AccountId, request: &str) -> Result<Option<Quote>> {
    let quote = quote::find_by_request(&**tx, request).await?;
    if let Some(quote) = &quote {
        check_author(tx, quote, author).await?;
    }
    Ok(quote)
}

/// Nobody speaks for what someone else wrote.
async fn check_author(tx: &Transaction, quote: &Quote, author: AccountId) -> Result<()> {
    let quoted = quote.quoted_id.ok_or(Error::NotFound)?;
    let quoted = status::find_by_id(&**tx, quoted).await?;
    let is_theirs = quoted.is_some_and(|quoted| quoted.account_id == author);
    is_theirs.then_some(()).ok_or(Error::NotFound)
}

/// What was agreed to is revoked, what was not is refused.
async fn refuse(tx: &Transaction, quote: &Quote, now: Timestamp) -> Result<()> {
    let state = match quote.state {
        QuoteState::Pending => QuoteState::Rejected,
        QuoteState::Accepted => QuoteState::Revoked,
        _ => return Ok(()),
    };
    let refused = Quote {
        state,
        ..quote.clone()
    };
    change(tx, quote, refused, now).await
}

/// Others learn from the status itself where its quote stands.
async fn change(tx: &Transaction, before: &Quote, after: Quote, now: Timestamp) -> Result<()> {
    let status_id = before.status_id;
    settle(tx, before, after, now).await?;
    let quoting = status::find_by_id(&**tx, status_id).await?;
    if quoting.is_some_and(|quoting| quoting.local) {
        outgoing::send(tx, Outgoing::Renew { status_id }, now).await?;
    }
    Ok(())
}
