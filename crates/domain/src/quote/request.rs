//! Other servers ask to quote statuses of ours.

use storage::account::{self, Account};
use storage::id::{AccountId, QuoteId, StatusId};
use storage::kinds::{NotificationKind, QuoteState};
use storage::quote::{self, Quote};
use storage::status::{self, Status};

use super::approval::{Standing, standing};
use super::post::show_to_quoted;
use super::state::settle;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::policy::{self, Place};
use crate::viewer::Viewer;

/// The status of ours with this id, which `who` asks to quote, and whether they may.
///
/// # Errors
/// `NotFound` when it is none of ours, or `who` may not see it.
pub async fn asked_for(ctx: &Context, who: AccountId, uri: &str) -> Result<(Status, bool)> {
    let connection = ctx.db.read();
    let known = status::find_by_uri(connection, uri).await?;
    let known = known.filter(|status| status.local && status.reblog_of_id.is_none());
    let id = known.ok_or(Error::NotFound)?.id;
    let audience = policy::audience(Viewer::Account(who), Place::Asked);
    let quoted = status::find_visible(connection, id, &audience).await?;
    let quoted = quoted.ok_or(Error::NotFound)?;
    let may = standing(ctx, who, &quoted).await? == Standing::Automatic;
    Ok((quoted, may))
}

/// Agrees to the request `request_uri` of `who`, whom [`asked_for`] admitted: their status `quoting` shows `quoted`. Asked
/// again, it is answered again; what was revoked stays so.
///
/// # Errors
/// `NotFound` when `quoting` is not theirs or quotes something else.
pub async fn accept(
    ctx: &Context,
    who: AccountId,
    quoted: &Status,
    quoting: StatusId,
    request_uri: &str,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let quoting = status::find_by_id(&*tx, quoting).await?;
    let quoting = quoting.filter(|status| status.account_id == who);
    let quoting = quoting.ok_or(Error::NotFound)?;
    let quote = quote::find_by_status(&*tx, quoting.id).await?;
    let quote = quote.filter(|quote| quote.quoted_uri == quoted.uri);
    let quote = quote.ok_or(Error::NotFound)?;
    if quote.state == QuoteState::Revoked {
        drop(tx);
        return refuse(ctx, who, quoted.id, &quoting.uri, request_uri).await;
    }
    let accepted = Quote {
        quoted_id: Some(quoted.id),
        state: QuoteState::Accepted,
        request_uri: Some(request_uri.to_owned()),
        authorization_uri: Some(ctx.uris.quote_authorization(quoted.account_id, quote.id)),
        ..quote.clone()
    };
    settle(&tx, &quote, accepted, now).await?;
    show_to_quoted(&tx, quoting.id, quoted.account_id).await?;
    let kind = NotificationKind::Quote;
    notify(&tx, quoted.account_id, kind, who, Some(quoting.id), now).await?;
    let answer = Outgoing::AcceptQuote { quote_id: quote.id };
    outgoing::send(&tx, answer, now).await?;
    Ok(tx.commit().await?)
}

/// Refuses the request `request_uri` of `who`.
///
/// # Errors
/// When the database refuses.
pub async fn refuse(
    ctx: &Context,
    who: AccountId,
    quoted: StatusId,
    quoting_uri: &str,
    request_uri: &str,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let answer = Outgoing::RejectQuote {
        quoted_id: quoted,
        quoter_id: who,
        quoting_uri: quoting_uri.to_owned(),
        request_uri: request_uri.to_owned(),
    };
    outgoing::send(&tx, answer, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The parties of a quote.
#[derive(Clone, Debug)]
pub struct Parties {
    /// The quote.
    pub quote: Quote,
    /// The status that quotes, and its author.
    pub quoting: (Status, Account),
    /// What it quotes, and its author.
    pub quoted: (Status, Account),
}

/// Who quotes what of whom; `None` when one of them is gone.
///
/// # Errors
/// When the database refuses.
pub async fn parties(ctx: &Context, id: QuoteId) -> Result<Option<Parties>> {
    let connection = ctx.db.read();
    let Some(quote) = quote::find_by_id(connection, id).await? else {
        return Ok(None);
    };
    let Some(quoted_id) = quote.quoted_id else {
        return Ok(None);
    };
    let mut rows = status::statuses_of(connection, &[quote.status_id, quoted_id]).await?;
    let both = rows.remove(&quote.status_id).zip(rows.remove(&quoted_id));
    let Some((quoting, quoted)) = both else {
        return Ok(None);
    };
    let authors = [quoting.account_id, quoted.account_id];
    let authors = account::accounts_of(connection, &authors).await?;
    let author = |status: &Status| authors.get(&status.account_id).cloned();
    let both = author(&quoting).zip(author(&quoted));
    Ok(both.map(|(quoter, author)| Parties {
        quote,
        quoting: (quoting, quoter),
        quoted: (quoted, author),
    }))
}
