//! Likes, and reactions with an emoji (FEP-c0e0), which are favourites here: one of an account, whatever it shows.

use domain::{favourite, remote};

use crate::error::Error;
use crate::federation::Federation;
use crate::inbox::Authenticated;

/// Someone likes a status that is known here, or reacts to it (`EmojiReact`, a Like with `content`); likes of others are
/// not collected. The newest of several reactions counts: the Undo of it takes the favourite back.
pub(crate) async fn on_like(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let (Some(uri), Some(object)) = (&received.activity.id, received.activity.object_id()) else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    if let Some(status) = remote::find_status(ctx, object.as_str()).await? {
        favourite::receive(ctx, received.actor.id, status.id, uri.as_str()).await?;
    }
    Ok(())
}
