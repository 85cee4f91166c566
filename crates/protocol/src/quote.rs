//! Quotes across servers: who may, who asks, and whether the quoted author agrees (FEP-044f).

use domain::account::Account;
use domain::id::StatusId;
use domain::quote::{self, Approval, RemoteQuote, Unverified};
use domain::remote;
use domain::status::{self, Reason, Status};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::origin::same_origin;
use crate::vocab::{Embedded, Object, QuoteAuthorization};
use crate::{document, interaction, note, resolve};

/// What `object` says that it quotes.
pub(crate) fn describe(object: &Object) -> Option<RemoteQuote> {
    let quoted = object.quoted().filter(|quoted| **quoted != object.id)?;
    Some(RemoteQuote {
        uri: quoted.to_string(),
        authorization_uri: object.quote_authorization.as_ref().map(Url::to_string),
        legacy: !object.is_quote_of_consent(),
    })
}

/// Whom `author` lets quote `object`.
pub(crate) fn approval(object: &Object, author: &Account) -> Approval {
    let rule = object.interaction_policy.can_quote.as_ref();
    let quoters = |uris: &[Url]| interaction::circles(uris.iter(), author);
    rule.map_or_else(Approval::default, |rule| Approval {
        automatic: quoters(&rule.automatic_approval),
        manual: quoters(&rule.manual_approval),
    })
}

/// Someone asks to quote a status of ours with one of their own.
pub(crate) async fn on_request(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let (ctx, activity) = (&federation.ctx, &received.activity);
    let (Some(request), Some(object)) = (&activity.id, activity.object_id()) else {
        return Ok(());
    };
    let Some(instrument) = &activity.instrument else {
        return Ok(());
    };
    let quoting = instrument.id().filter(|uri| received.speaks_for(uri));
    let quoting = quoting.ok_or_else(|| Error::Refused(format!("{request} is for others")))?;
    let who = received.actor.id;
    let (quoted, may) = quote::asked_for(ctx, who, object.as_str()).await?;
    if !may {
        let (uri, request) = (quoting.as_str(), request.as_str());
        return Ok(quote::refuse(ctx, who, quoted.id, uri, request).await?);
    }
    let quoting = import(federation, received, instrument, &quoting).await?;
    Ok(quote::accept(ctx, who, &quoted, quoting, request.as_str()).await?)
}

/// The status that quotes: as it is known, as it was sent along, or from its address.
async fn import(
    federation: &Federation,
    received: &Authenticated,
    instrument: &Embedded,
    uri: &Url,
) -> Result<StatusId, Error> {
    let ctx = &federation.ctx;
    if let Some(known) = remote::find_status(ctx, uri.as_str()).await? {
        return Ok(known.id);
    }
    if instrument.is_object() {
        let object: Object = instrument.parse()?;
        let remote = note::describe(federation, &object, &received.actor).await?;
        let kept = status::receive(ctx, remote, Reason::Delivered).await?;
        return kept.ok_or(Error::Gone);
    }
    let fetched = resolve::status(federation, uri, &mut Budget::default()).await?;
    Ok(fetched.id)
}

/// Looks for what a status of another server quotes, whether its author agrees, and the same once more for what that
/// quotes in turn.
pub async fn verify(
    federation: &Federation,
    status_id: StatusId,
    stamp: Option<&str>,
) -> Result<(), Error> {
    let mut budget = Budget::default();
    let nested = look(federation, status_id, stamp, &mut budget).await?;
    if let Some((quoted, told)) = nested {
        let stamp = told.authorization_uri.as_deref();
        Box::pin(look(federation, quoted, stamp, &mut budget)).await?;
    }
    Ok(())
}

/// What was found only now, and what it says that it quotes.
type Nested = Option<(StatusId, RemoteQuote)>;

async fn look(
    federation: &Federation,
    status_id: StatusId,
    stamp: Option<&str>,
    budget: &mut Budget,
) -> Result<Nested, Error> {
    let ctx = &federation.ctx;
    let Some(Unverified { quote, quoting }) = quote::unverified(ctx, status_id).await? else {
        return Ok(None);
    };
    let Ok(uri) = Url::parse(&quote.quoted_uri) else {
        return Ok(None);
    };
    let (quoted, told) = match find(federation, &uri, budget).await {
        Ok(found) => found,
        Err(error) if error.is_transient() => return Err(error),
        // What is private, gone or beyond the budget is not shown.
        Err(_) => return Ok(None),
    };
    if quoted.reblog_of_id.is_some() {
        return Ok(None);
    }
    let nested = told.map(|told| (quoted.id, told));
    if quoted.account_id == quoting.account_id {
        quote::verified(ctx, &quote, quoted.id, None).await?;
        return Ok(nested);
    }
    quote::found(ctx, &quote, quoted.id).await?;
    // With what is ours we agree when we are asked, by a stamp of our own.
    if let Some(stamp) = stamp.filter(|_| !quoted.local) {
        match check(federation, stamp, &quoting, &quoted, budget).await {
            Ok(()) => quote::verified(ctx, &quote, quoted.id, Some(stamp)).await?,
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => {
                tracing::info!(stamp, %error, "a quote is not agreed to");
                quote::reject(ctx, &quote).await?;
            }
        }
    }
    Ok(nested)
}

async fn find(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<(Status, Option<RemoteQuote>), Error> {
    match remote::find_status(&federation.ctx, uri.as_str()).await? {
        Some(known) => Ok((known, None)),
        None => resolve::quoted(federation, uri, budget).await,
    }
}

/// The stamp must stand at its address on the quoted author's server, and be for these two.
async fn check(
    federation: &Federation,
    stamp: &str,
    quoting: &Status,
    quoted: &Status,
    budget: &mut Budget,
) -> Result<(), Error> {
    let refused = || Error::Refused(format!("{stamp} is for something else"));
    let uri = Url::parse(stamp).map_err(|_| refused())?;
    let author = remote::find_by_id(&federation.ctx, quoted.account_id).await?;
    let author = author.ok_or(Error::Gone)?;
    let of_author = Url::parse(&author.uri).is_ok_and(|author| same_origin(&uri, &author));
    if !of_author {
        return Err(refused());
    }
    let document = document::fetch(federation, &uri, budget).await?;
    let found: QuoteAuthorization = document.parse()?;
    let is_good = document.id == uri
        && found.kind == "QuoteAuthorization"
        && found.attributed_to.as_str() == author.uri
        && found.interacting_object.as_str() == quoting.uri
        && found.interaction_target.as_str() == quoted.uri;
    is_good.then_some(()).ok_or_else(refused)
}
