//! Yes and no, to a Follow, of a relay or of an account, or to a `QuoteRequest`: told apart by what was asked under the id
//! that is answered.

use domain::kinds::RelayState;
use domain::quote;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::inbox::Authenticated;
use crate::{follow, relay};

/// Someone agrees. To a quote they do so with a stamp of their server.
pub(crate) async fn on_accept(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let stamp = received.activity.result.as_ref();
    let stamp = stamp.filter(|stamp| received.speaks_for(stamp));
    if let Some(asked) = asked(federation, received)
        && relay::on_answer(federation, received, &asked, RelayState::Accepted).await?
    {
        return Ok(());
    }
    if let Some((asked, stamp)) = asked(federation, received).zip(stamp) {
        let (ctx, author) = (&federation.ctx, received.actor.id);
        if quote::receive_accept(ctx, author, asked.as_str(), stamp.as_str()).await? {
            return Ok(());
        }
    }
    follow::on_accept(federation, received).await
}

/// Someone refuses, or does not agree any more.
pub(crate) async fn on_reject(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if let Some(asked) = asked(federation, received) {
        if relay::on_answer(federation, received, &asked, RelayState::Rejected).await? {
            return Ok(());
        }
        let (ctx, author) = (&federation.ctx, received.actor.id);
        if quote::receive_reject(ctx, author, asked.as_str()).await? {
            return Ok(());
        }
    }
    follow::on_reject(federation, received).await
}

/// The id under which we asked.
fn asked(federation: &Federation, received: &Authenticated) -> Option<Url> {
    let asked = received.activity.object_id();
    asked.filter(|uri| federation.ctx.uris.is_local(uri.as_str()))
}
