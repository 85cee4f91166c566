//! What another server says of itself.

use domain::peer;
use url::Url;

use crate::document::check_open;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Client, Expect};
use crate::origin::same_origin;
use crate::vocab::{self, nodeinfo};

/// Requests for one answer: the index and the document, and a redirect of each.
const REQUESTS: u32 = 4;

/// Notes what `host` says of its software. One that says nothing, or points elsewhere, is asked again in a week.
///
/// # Errors
/// When the database refuses.
pub async fn describe(federation: &Federation, host: &str) -> Result<(), Error> {
    let found = match ask(federation, host).await {
        Ok(found) => Some(found),
        Err(Error::Domain(error)) => return Err(error.into()),
        Err(error) => {
            tracing::info!(host, %error, "does not say what it is");
            None
        }
    };
    let software = found.as_ref().map(|it| (&*it.name, &*it.version));
    Ok(peer::describe(&federation.ctx, host, software).await?)
}

async fn ask(federation: &Federation, host: &str) -> Result<nodeinfo::PeerSoftware, Error> {
    check_open(federation, host).await?;
    software(&federation.client, &address(federation, host)?).await
}

/// The front page of `host`. In development it speaks plain http, as we do.
pub(crate) fn address(federation: &Federation, host: &str) -> Result<Url, Error> {
    let plain = federation.ctx.uris.base().starts_with("http://");
    let scheme = if plain { "http" } else { "https" };
    let address = Url::parse(&format!("{scheme}://{host}/"));
    address.map_err(|_| Error::Refused(format!("{host} is no name of a server")))
}

/// The software of the server whose front page is `base`. Its index may point to itself alone (GHSA-hqph-j65v-8cq5).
pub(crate) async fn software(client: &Client, base: &Url) -> Result<nodeinfo::PeerSoftware, Error> {
    let mut budget = Budget::new(REQUESTS);
    let unusable = || Error::Refused(format!("{base} has no usable NodeInfo"));
    let index = base.join("/.well-known/nodeinfo").map_err(|_| unusable())?;
    let index = Box::pin(client.get(&index, Expect::Json, &mut budget)).await?;
    let links: nodeinfo::Index = vocab::parse(&index.body)?;
    let link = links.best().ok_or_else(unusable)?;
    if !same_origin(&link, &index.url) {
        return Err(Error::Refused(format!(
            "the NodeInfo of {base} points to another server"
        )));
    }
    let document = Box::pin(client.get(&link, Expect::Json, &mut budget)).await?;
    let peer: nodeinfo::Peer = vocab::parse(&document.body)?;
    Ok(peer.software)
}
