//! Blocks.

use domain::block;

use crate::error::Error;
use crate::federation::Federation;
use crate::follow::local_object;
use crate::group;
use crate::inbox::Authenticated;

/// Someone blocks an account of ours, or shuts someone out of a group of ours.
pub(crate) async fn on_block(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let Some(uri) = &received.activity.id else {
        return Ok(());
    };
    let Some(target) = local_object(federation, &received.activity).await? else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    Ok(block::receive(ctx, received.actor.id, target.id, uri.as_str()).await?)
}
