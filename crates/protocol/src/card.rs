//! Pages that statuses link to, looked at once for all who read them.

use std::time::Duration;

use domain::card::{self, page};
use domain::id::CardId;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect, FetchError};

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
    let page = match read(federation, &link).await {
        Ok(page) => page,
        Err(error) => {
            tracing::info!(card = id.0, host = link.host_str(), %error, "a linked page is not to be had");
            None
        }
    };
    Ok(card::keep(&federation.ctx, id, page).await?)
}

async fn read(federation: &Federation, link: &Url) -> Result<Option<page::Page>, FetchError> {
    let mut budget = Budget::new(REQUESTS);
    let bounds = (BYTES, PATIENCE);
    let fetched = federation
        .client
        .get_beginning(link, Expect::Page, bounds, &mut budget)
        .await?;
    let html = String::from_utf8_lossy(&fetched.body);
    Ok(page::read(&html, &fetched.url))
}
