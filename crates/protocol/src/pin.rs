//! Add to and Remove from a collection: pins of an actor, and what those who run a group decide.

use domain::{pin, remote};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::group;
use crate::inbox::Authenticated;
use crate::resolve;

/// The actor pins a status of its own.
pub(crate) async fn on_add(federation: &Federation, received: &Authenticated) -> Result<(), Error> {
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let Some(uri) = featured(received) else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    let status = resolve::status(federation, &uri, &mut Budget::default()).await?;
    Ok(pin::receive(ctx, received.actor.id, status.id).await?)
}

/// The actor unpins one.
pub(crate) async fn on_remove(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let Some(uri) = featured(received) else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    match remote::find_status(ctx, uri.as_str()).await? {
        Some(status) => Ok(pin::receive_undo(ctx, received.actor.id, status.id).await?),
        None => Ok(()),
    }
}

/// The status, if the collection is the actor's own and so is the status.
fn featured(received: &Authenticated) -> Option<Url> {
    let target = received.activity.target.as_ref()?;
    let own = received.actor.featured_url.as_deref() == Some(target.as_str());
    let uri = received.activity.object_id().filter(|_| own)?;
    received.speaks_for(&uri).then_some(uri)
}
