//! Likes, and reactions with an emoji (FEP-c0e0), which are favourites here: one of an account, whatever it shows.

use domain::{favourite, group_vote, remote};
use url::Url;

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
        pass_on(federation, received, &object).await?;
    }
    Ok(())
}

/// Someone does not like a status. Here that counts nothing; in a group it is passed on to those who count it.
pub(crate) async fn on_dislike(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    match received.activity.object_id() {
        Some(object) => pass_on(federation, received, &object).await,
        None => Ok(()),
    }
}

/// A vote in a group of ours is the group's to pass on.
pub(crate) async fn pass_on(
    federation: &Federation,
    received: &Authenticated,
    object: &Url,
) -> Result<(), Error> {
    let (ctx, voter) = (&federation.ctx, received.actor.id);
    Ok(group_vote::forward(ctx, voter, object.as_str(), &received.body).await?)
}
