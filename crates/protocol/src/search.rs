//! What someone means who types an address or a handle of another server.

use std::time::Duration;

use domain::id::{AccountId, StatusId};
use domain::kinds::ActorKind;
use domain::names::Acct;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::vocab::Object;
use crate::{document, resolve};

/// How long a person waits for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was found.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// An actor.
    Account(AccountId),
    /// A status. Whether the one who asks may see it is for `domain` to say.
    Status(StatusId),
}

/// Looks `text` up at its home. `None` when it is neither an address nor a whole handle, or nothing is found there.
pub async fn find(federation: &Federation, text: &str) -> domain::Result<Option<Found>> {
    let asked = ask(federation, text.trim());
    let Ok(found) = tokio::time::timeout(PATIENCE, asked).await else {
        return Ok(None);
    };
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Domain(error)) if error.is_ours() => Err(error),
        Err(_) => Ok(None),
    }
}

async fn ask(federation: &Federation, text: &str) -> Result<Found, Error> {
    let mut budget = Budget::default();
    if let Ok(url) = Url::parse(text)
        && url.has_host()
    {
        return at(federation, &url, &mut budget).await;
    }
    let handle: Acct = text.parse().map_err(|_| domain::Error::NotFound)?;
    let found = Box::pin(resolve::acct(federation, &handle, &mut budget)).await?;
    Ok(Found::Account(found.id))
}

/// A page for people leads to the document behind it, which says what it is.
async fn at(federation: &Federation, url: &Url, budget: &mut Budget) -> Result<Found, Error> {
    let document = document::fetch(federation, url, budget).await?;
    let object: Object = document.parse()?;
    if ActorKind::parse(&object.kind).is_some() {
        let found = Box::pin(resolve::actor(federation, &document.id, budget)).await?;
        return Ok(Found::Account(found.id));
    }
    let found = Box::pin(resolve::status(federation, &document.id, budget)).await?;
    Ok(Found::Status(found.id))
}
