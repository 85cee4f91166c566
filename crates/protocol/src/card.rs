//! Pages that statuses link to, looked at once for all who read them.

use std::time::Duration;

use domain::card::{self, page};
use domain::id::{AccountId, CardId};
use domain::names::Acct;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect, FetchError};
use crate::resolve;

/// Requests for one page: redirects cost one each.
const REQUESTS: u32 = 4;
/// Time for one page.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes read of a page: what it says of itself stands at its top.
const BYTES: usize = 512 * 1024;

/// Looks at the link of a card, unless that was done in the meantime. What cannot be had is not asked for again until
/// another status names it.
///
/// # Errors
/// When the database refuses.
pub async fn fetch(federation: &Federation, id: CardId) -> Result<(), Error> {
    let Some(link) = card::due(&federation.ctx, id).await? else {
        return Ok(());
    };
    let found = match read(federation, &link).await {
        Ok(page) => page,
        Err(error) => {
            tracing::info!(card = id.0, host = link.host_str(), %error, "a linked page is not to be had");
            None
        }
    };
    let author = match &found {
        Some((page, url)) => author(federation, page, url).await,
        None => None,
    };
    let page = found.map(|(page, _)| page);
    Ok(card::keep(&federation.ctx, id, page, author).await?)
}

/// The account that the page at `url` names as its author's, if that account lets the website do so.
async fn author(federation: &Federation, page: &page::Page, url: &Url) -> Option<AccountId> {
    let handle: Acct = page.creator.as_deref()?.parse().ok()?;
    let mut budget = Budget::new(REQUESTS);
    let found = Box::pin(resolve::acct(federation, &handle, &mut budget)).await;
    let found = found
        .inspect_err(|error| tracing::debug!(%handle, %error, "an author is not found"))
        .ok()?;
    card::may_name(&found, url).then_some(found.id)
}

/// What stands at a link, and where it was found in the end.
async fn read(
    federation: &Federation,
    link: &Url,
) -> Result<Option<(page::Page, Url)>, FetchError> {
    let mut budget = Budget::new(REQUESTS);
    let bounds = (BYTES, PATIENCE);
    let fetched = federation
        .client
        .get_beginning(link, Expect::Page, bounds, &mut budget)
        .await?;
    let html = String::from_utf8_lossy(&fetched.body);
    Ok(page::read(&html, &fetched.url).map(|page| (page, fetched.url)))
}
