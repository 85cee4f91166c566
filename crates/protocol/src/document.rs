//! Fetched documents: only an address may say what is there (FEP-fe34).

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect};
use crate::origin::Origin;
use crate::signing;
use crate::vocab;

/// A document that its own address vouches for.
pub(crate) struct Document {
    /// Its id, from which it came.
    pub(crate) id: Url,
    body: Bytes,
}

impl Document {
    /// Reads it.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        Ok(vocab::parse(&self.body)?)
    }
}

/// Asks for the document at `uri`. One that names another id is asked for there, once, and must then be itself.
pub(crate) async fn fetch(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<Document, Error> {
    fetch_as(federation, uri, Expect::ActivityJson, budget).await
}

/// The same for a document of another kind.
pub(crate) async fn fetch_as(
    federation: &Federation,
    uri: &Url,
    expect: Expect,
    budget: &mut Budget,
) -> Result<Document, Error> {
    let (found, document) = ask(federation, uri, expect, budget).await?;
    if is_same(&document.id, uri) || is_same(&document.id, &found) {
        return Ok(document);
    }
    let (found, again) = ask(federation, &document.id, expect, budget).await?;
    if is_same(&again.id, &document.id) && is_same(&again.id, &found) {
        return Ok(again);
    }
    Err(Error::Refused(format!(
        "{uri} names an id that is not its own"
    )))
}

/// Asks for a document whose id is no address, such as that of a DID: what is at this very address. A redirect would let
/// another host speak for it. Whether it is what its id says is for the caller to see.
pub(crate) async fn fetch_at(
    federation: &Federation,
    address: &Url,
    budget: &mut Budget,
) -> Result<Value, Error> {
    check_askable(federation, address).await?;
    let fetched = signing::get(federation, address, Expect::Json, budget).await?;
    if fetched.url != *address {
        return Err(Error::Refused(format!("{address} is elsewhere")));
    }
    Ok(vocab::parse(&fetched.body)?)
}

/// Refuses what is ours, for it is not to be believed from elsewhere, and what the operator has shut out.
pub(crate) async fn check_askable(federation: &Federation, uri: &Url) -> Result<(), Error> {
    if federation.ctx.uris.is_local(uri.as_str()) {
        return Err(Error::Refused(format!("{uri} is an address of ours")));
    }
    let host = Origin::of(uri).ok_or_else(|| Error::Refused(format!("{uri} is no web address")))?;
    check_open(federation, &host.authority()).await
}

/// Refuses a domain that the operator has shut out.
pub(crate) async fn check_open(federation: &Federation, domain: &str) -> Result<(), Error> {
    if domain::domain_block::is_refused(&federation.ctx, domain).await? {
        return Err(Error::Refused(format!("{domain} is shut out here")));
    }
    Ok(())
}

async fn ask(
    federation: &Federation,
    uri: &Url,
    expect: Expect,
    budget: &mut Budget,
) -> Result<(Url, Document), Error> {
    check_askable(federation, uri).await?;
    let fetched = signing::get(federation, uri, expect, budget).await?;
    let value: Value = vocab::parse(&fetched.body)?;
    let id = value.get("id").and_then(Value::as_str);
    let id = id.and_then(|id| Url::parse(id).ok());
    let id = id.ok_or_else(|| Error::Refused(format!("{uri} has no id")))?;
    let body = fetched.body;
    Ok((fetched.url, Document { id, body }))
}

/// The same but for the fragment, which never reaches a server.
fn is_same(one: &Url, other: &Url) -> bool {
    let mut one = one.clone();
    let mut other = other.clone();
    one.set_fragment(None);
    other.set_fragment(None);
    one == other
}
