//! Quotes in statuses of other servers: believed when the stamp of the quoted author was seen.

use storage::id::{QuoteId, StatusId};
use storage::kinds::QuoteState;
use storage::quote::{self, Quote};
use storage::status::{self, Change, Status};
use storage::{Set, Transaction};

use super::state::{self, settle};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::status::RemoteStatus;

/// What a status of another server says that it quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteQuote {
    /// The id of what is quoted.
    pub uri: String,
    /// The stamp that it shows.
    pub authorization_uri: Option<String>,
    /// It is said in a way that knows no agreement.
    pub legacy: bool,
}

/// Writes what a status of another server quotes now; with `verify` it is looked at by a job.
pub(crate) async fn sync_remote(
    ctx: &Context,
    tx: &Transaction,
    status: &Status,
    told: Option<&RemoteQuote>,
    verify: bool,
    now: Timestamp,
) -> Result<()> {
    let known = quote::find_by_status(&**tx, status.id).await?;
    match (known, told) {
        (None, None) => Ok(()),
        (Some(known), None) => state::end(tx, &known, now).await,
        (Some(known), Some(told)) if known.quoted_uri == told.uri => {
            renew(ctx, tx, &known, told, now).await
        }
        (known, Some(told)) => {
            if let Some(known) = known {
                state::end(tx, &known, now).await?;
            }
            insert(tx, status, told, now).await?;
            if verify {
                look(tx, status.id, told, now).await?;
            }
            Ok(())
        }
    }
}

async fn insert(
    tx: &Transaction,
    status: &Status,
    told: &RemoteQuote,
    now: Timestamp,
) -> Result<()> {
    let quoted = status::find_by_uri(&**tx, &told.uri).await?;
    let quoted = quoted.filter(|quoted| quoted.reblog_of_id.is_none());
    let row = Quote {
        id: QuoteId::generate(now),
        status_id: status.id,
        quoted_id: quoted.map(|quoted| quoted.id),
        quoted_uri: told.uri.clone(),
        state: QuoteState::Pending,
        legacy: told.legacy,
        request_uri: None,
        authorization_uri: None,
        created_at: now,
    };
    Ok(quote::insert(&**tx, row).await?)
}

/// A stamp that is new is looked at; until it is found good, what was known stays. One that is shown no more was revoked,
/// unless it is ours: of those we know ourselves.
async fn renew(
    ctx: &Context,
    tx: &Transaction,
    known: &Quote,
    told: &RemoteQuote,
    now: Timestamp,
) -> Result<()> {
    let is_known = known.authorization_uri == told.authorization_uri;
    let accepted = known.state == QuoteState::Accepted;
    let is_ours = |uri: &String| ctx.uris.is_local(uri);
    match (&told.authorization_uri, &known.authorization_uri) {
        (Some(_), _) if !(accepted && is_known) => look(tx, known.status_id, told, now).await,
        (None, Some(former)) if accepted && !is_ours(former) => {
            let revoked = Quote {
                state: QuoteState::Revoked,
                ..known.clone()
            };
            settle(tx, known, revoked, now).await
        }
        _ => Ok(()),
    }
}

async fn look(
    tx: &Transaction,
    status_id: StatusId,
    told: &RemoteQuote,
    now: Timestamp,
) -> Result<()> {
    let job = Job::VerifyQuote {
        status_id,
        stamp: told.authorization_uri.clone(),
    };
    job::enqueue(tx, &job, now).await
}

/// A status of another server says the same as before, and who may do what with it or what it quotes may stand otherwise.
pub(crate) async fn refreshed(ctx: &Context, known: &Status, remote: &RemoteStatus) -> Result<()> {
    let approval = remote.quote_approval.to_column()?;
    let policy = remote.interaction_policy.to_column()?;
    let is_same = approval == known.quote_approval && policy == known.interaction_policy;
    if remote.quote.is_none() && is_same {
        return Ok(());
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if !is_same {
        let change = Change {
            quote_approval: Set(approval),
            interaction_policy: Set(policy),
            ..Change::default()
        };
        status::update(&*tx, known.id, change).await?;
    }
    if let Some(told) = &remote.quote {
        sync_remote(ctx, &tx, known, Some(told), true, now).await?;
    }
    Ok(tx.commit().await?)
}

/// A quote whose author is not known to agree.
#[derive(Clone, Debug)]
pub struct Unverified {
    /// The quote.
    pub quote: Quote,
    /// The status that quotes.
    pub quoting: Status,
}

/// What has to be verified of a status of another server; `None` when it quotes nothing any more.
///
/// # Errors
/// When the database refuses.
pub async fn unverified(ctx: &Context, status: StatusId) -> Result<Option<Unverified>> {
    let connection = ctx.db.read();
    let quote = quote::find_by_status(connection, status).await?;
    let quoting = status::find_by_id(connection, status).await?;
    let both = quote.zip(quoting);
    Ok(both.map(|(quote, quoting)| Unverified { quote, quoting }))
}

/// What a status quotes was found: `quoted`.
///
/// # Errors
/// When the database refuses.
pub async fn found(ctx: &Context, quote: &Quote, quoted: StatusId) -> Result<()> {
    change(ctx, quote, |quote| {
        (quote.quoted_id != Some(quoted)).then_some(Quote {
            quoted_id: Some(quoted),
            ..quote
        })
    })
    .await
}

/// The author of what is quoted agrees, by a `stamp` of theirs; to what one quotes of oneself there is none.
///
/// # Errors
/// When the database refuses.
pub async fn verified(
    ctx: &Context,
    quote: &Quote,
    quoted: StatusId,
    stamp: Option<&str>,
) -> Result<()> {
    change(ctx, quote, |quote| {
        Some(Quote {
            quoted_id: Some(quoted),
            state: QuoteState::Accepted,
            authorization_uri: stamp.map(str::to_owned),
            ..quote
        })
    })
    .await
}

/// The stamp that a status shows is none, or of something else. What was agreed to before stays so.
///
/// # Errors
/// When the database refuses.
pub async fn reject(ctx: &Context, quote: &Quote) -> Result<()> {
    change(ctx, quote, |quote| {
        (quote.state == QuoteState::Pending).then_some(Quote {
            state: QuoteState::Rejected,
            ..quote
        })
    })
    .await
}

/// Writes what `to` makes of the quote as it is now, unless the status quotes something else by now.
async fn change(
    ctx: &Context,
    quote: &Quote,
    to: impl FnOnce(Quote) -> Option<Quote>,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let current = quote::find_by_id(&*tx, quote.id).await?;
    let current = current.ok_or(Error::NotFound)?;
    let Some(changed) = to(current.clone()).filter(|changed| *changed != current) else {
        return Ok(());
    };
    settle(&tx, &current, changed, now).await?;
    Ok(tx.commit().await?)
}
