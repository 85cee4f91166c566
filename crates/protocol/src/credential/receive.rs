//! Credentials of other issuers as they come: shown by an actor of another server, brought by a member of ours, or sent by
//! their issuer. Whoever brings one, it is asked for at its own address and verified.

use domain::account::Account;
use domain::credential::{self, MOST, Received, Refusal};
use domain::credential_issuer::Counting;
use domain::id::{AccountId, CredentialId};
use domain::{account, remote};
use serde_json::Value;
use url::Url;

use super::presented::members;
use super::verify::{Fault, Verified, verify};
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect, FetchError};
use crate::inbox::Authenticated;
use crate::vocab::Embedded;
use crate::{collection, document};

/// Requests that one collection of credentials may cause.
const REQUESTS: u32 = 64;

/// A member of ours shows the credential at `uri`, which is about them.
///
/// # Errors
/// When it does not prove what it says, or its issuer cannot be asked now.
pub async fn add(
    federation: &Federation,
    who: AccountId,
    uri: &Url,
) -> Result<CredentialId, Fault> {
    let ctx = &federation.ctx;
    let subject = account::show(ctx, who).await.map_err(Error::from)?;
    let received = ask(federation, uri, &subject.uri, &mut Budget::default()).await?;
    if let Err(refusal @ (Refusal::Revoked | Refusal::Suspended)) = received.standing {
        return Err(refusal.into());
    }
    let kept = credential::keep(ctx, who, received).await;
    Ok(kept.map_err(Error::from)?)
}

/// Reads what a remote actor shows of its credentials (`Job::FetchCredentials`).
///
/// # Errors
/// When it may be had later.
pub async fn fetch(federation: &Federation, id: AccountId, uri: Option<&str>) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some(subject) = remote::find_by_id(ctx, id).await? else {
        return Ok(());
    };
    let mut budget = Budget::new(REQUESTS);
    let listed = match listed(federation, uri, &mut budget).await {
        Ok(listed) => listed,
        Err(error) if error.is_transient() => return Err(error),
        Err(_) => Vec::new(),
    };
    let uris: Vec<String> = listed.iter().map(Url::to_string).collect();
    credential::keep_only(ctx, id, &uris).await?;
    for uri in listed {
        // What we vouch for ourselves is known here.
        if !ctx.uris.is_local(uri.as_str()) {
            take(federation, &subject, &uri, &mut budget).await?;
        }
    }
    Ok(())
}

/// The addresses in a collection, or in its first page; no more than are kept.
async fn listed(
    federation: &Federation,
    uri: Option<&str>,
    budget: &mut Budget,
) -> Result<Vec<Url>, Error> {
    let Some(uri) = uri.and_then(|uri| Url::parse(uri).ok()) else {
        return Ok(Vec::new());
    };
    let members = collection::beginning(federation, &uri, budget).await?;
    let mut listed: Vec<Url> = members.iter().filter_map(Embedded::id).collect();
    listed.dedup();
    listed.truncate(MOST);
    Ok(listed)
}

/// Keeps the credential at `uri` as one about `subject`, or why it is none.
async fn take(
    federation: &Federation,
    subject: &Account,
    uri: &Url,
    budget: &mut Budget,
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    match ask(federation, uri, &subject.uri, budget).await {
        Ok(received) => credential::keep(ctx, subject.id, received)
            .await
            .map(drop)?,
        Err(Fault::Refused(refusal)) => {
            tracing::info!(%uri, subject = subject.uri, %refusal, "a credential is not believed");
            credential::refuse(ctx, subject.id, uri.as_str(), refusal).await?;
        }
        Err(Fault::Failed(error)) if !error.is_transient() => {
            tracing::debug!(%uri, %error, "a credential is not read");
        }
        Err(Fault::Failed(error)) => return Err(error),
    }
    Ok(())
}

/// The credential at `uri`, if it proves what it says about `subject`.
async fn ask(
    federation: &Federation,
    uri: &Url,
    subject: &str,
    budget: &mut Budget,
) -> Result<Received, Fault> {
    let found = document::fetch_as(federation, uri, Expect::Credential, budget).await;
    let document: Value = match found.and_then(|document| document.parse()) {
        Ok(document) => document,
        Err(error) => return Err(unread(error)),
    };
    Ok(received(verify(federation, &document, subject).await?))
}

/// What it means that nothing was had at the address of a credential.
fn unread(error: Error) -> Fault {
    match error {
        // What is refused names an address that does not know it.
        Error::Gone
        | Error::Refused(_)
        | Error::Unreachable(FetchError::Status {
            code: 403 | 404, ..
        }) => Refusal::Missing.into(),
        Error::Malformed(_) | Error::Unreachable(FetchError::WrongType(_)) => {
            Refusal::Malformed.into()
        }
        error => error.into(),
    }
}

fn received(verified: Verified) -> Received {
    let Verified {
        credential,
        standing,
        checked_at,
    } = verified;
    Received {
        document: credential.signed().document().to_string(),
        uri: credential.id.into(),
        issuer_uri: credential.issuer.into(),
        kind: credential.kind,
        claims: credential.claims,
        valid_from: credential.valid_from,
        valid_until: credential.valid_until,
        standing,
        checked_at,
    }
}

/// An issuer tells of a credential: one whose word counts here of a new one about a member of ours, anyone of what is known
/// here. Says whether the
/// activity was about a credential.
pub(crate) async fn on_news(federation: &Federation, said: &Authenticated) -> Result<bool, Error> {
    let Some(object) = said.activity.object.as_ref().filter(|it| is_one(it)) else {
        return Ok(false);
    };
    let Some(uri) = object.id().filter(|uri| said.speaks_for(uri)) else {
        return Ok(true);
    };
    let document: Value = object.parse()?;
    let ctx = &federation.ctx;
    let subject = match credential::find_received(ctx, uri.as_str()).await? {
        Some((_, subject)) => Some(subject),
        None if trusted(federation, said).await? => member(federation, &document).await?,
        None => None,
    };
    if let Some(subject) = subject {
        federation.status_lists.forget_those_of(&document);
        take(federation, &subject, &uri, &mut Budget::default()).await?;
    }
    Ok(true)
}

/// An issuer says that a credential is gone. Says whether it was known here.
pub(crate) async fn on_delete(federation: &Federation, uri: &Url) -> Result<bool, Error> {
    Ok(credential::forget(&federation.ctx, uri.as_str()).await?)
}

/// Whether the word of who says it counts here for anything: nobody else fills the profiles of our members.
async fn trusted(federation: &Federation, said: &Authenticated) -> Result<bool, Error> {
    let counting = Counting::load(&federation.ctx).await?;
    Ok(counting.lists(&said.actor.uri))
}

/// Whom of ours a document says that it is about.
async fn member(federation: &Federation, document: &Value) -> Result<Option<Account>, Error> {
    let ctx = &federation.ctx;
    let subject = document["credentialSubject"]["id"].as_str();
    let Some(subject) = subject.filter(|uri| ctx.uris.is_local(uri)) else {
        return Ok(None);
    };
    let found = remote::find_by_uri(ctx, subject).await?;
    Ok(found.filter(account::is_present))
}

fn is_one(object: &Embedded) -> bool {
    let document: Value = object.parse().unwrap_or_default();
    let kinds = members(&document["type"]);
    kinds.iter().any(|kind| **kind == "VerifiableCredential")
}

/// Asks about credentials of `issuer` again, some at a time (`Job::CheckCredentials`).
///
/// # Errors
/// When the database refuses.
pub async fn check_again(
    federation: &Federation,
    issuer: &str,
    after: CredentialId,
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let due = credential::due(ctx, issuer, after).await?;
    let last = due.last().map(|(row, _)| row.id);
    for (row, subject) in due {
        let document = row.document.as_deref().unwrap_or_default();
        let document = serde_json::from_str(document).unwrap_or_default();
        match verify(federation, &document, &subject.uri).await {
            Ok(verified) => {
                credential::keep(ctx, subject.id, received(verified)).await?;
            }
            // The key may be another one now, with which the issuer signs it anew.
            Err(Fault::Refused(_)) => again(federation, &row.uri, &subject).await?,
            Err(Fault::Failed(error)) => unknown(federation, &row.uri, &subject, error).await?,
        }
    }
    Ok(credential::go_on(ctx, issuer, last).await?)
}

async fn again(federation: &Federation, uri: &str, subject: &Account) -> Result<(), Error> {
    let Ok(address) = Url::parse(uri) else {
        return Ok(());
    };
    match take(federation, subject, &address, &mut Budget::default()).await {
        Err(error) => unknown(federation, uri, subject, error).await,
        Ok(()) => Ok(()),
    }
}

/// Whoever cannot be asked does not vouch for now.
async fn unknown(
    federation: &Federation,
    uri: &str,
    subject: &Account,
    error: Error,
) -> Result<(), Error> {
    if let Error::Domain(error) = error {
        return Err(error.into());
    }
    let refusal = Refusal::StatusUnknown;
    Ok(credential::refuse(&federation.ctx, subject.id, uri, refusal).await?)
}
