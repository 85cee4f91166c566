//! Taking back: one activity for four, told apart by what is enclosed.

use domain::id::{AccountId, StatusId};
use domain::inbox::Undone;
use domain::{block, boost, favourite, follow, remote};
use url::Url;

use crate::error::Error;
use crate::favourite::pass_on;
use crate::federation::Federation;
use crate::follow::local;
use crate::group;
use crate::inbox::Authenticated;
use crate::vocab::Enclosed;

/// The actor takes back what it did, and nobody else's. Said before the activity itself came, that one is not let in.
pub(crate) async fn on_undo(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let Some(object) = &received.activity.object else {
        return Ok(());
    };
    if !object.is_object() {
        let uri = object.id().filter(|uri| received.speaks_for(uri));
        return match uri {
            Some(uri) => by_id(federation, received, uri.as_str()).await,
            None => Ok(()),
        };
    }
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let inner: Enclosed = object.parse()?;
    let actor = inner.actor.as_ref();
    if actor.is_some_and(|actor| *actor != received.activity.actor) {
        return Err(Error::Refused("it was someone else's".to_owned()));
    }
    if let Some(uri) = &inner.id
        && !received.speaks_for(uri)
    {
        return Err(Error::Refused(format!("{uri} is of another server")));
    }
    by_kind(federation, received, &inner).await
}

/// As in Mastodon, what was done is found by whom and what it was done to: its id may be another one than the one that
/// came, or none.
async fn by_kind(
    federation: &Federation,
    received: &Authenticated,
    inner: &Enclosed,
) -> Result<(), Error> {
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    let uri = inner.id.as_ref().map(Url::as_str);
    match inner.kind.as_str() {
        "Follow" => {
            let (undone, target) = (Undone::named(ctx, uri).await?, target(federation, inner));
            follow::receive_undo(ctx, actor, undone, target.await?).await?;
        }
        "Like" | "EmojiReact" => {
            let (undone, status) = (Undone::named(ctx, uri).await?, status(federation, inner));
            favourite::receive_undo(ctx, actor, undone, status.await?).await?;
            vote(federation, received, inner).await?;
        }
        "Dislike" => vote(federation, received, inner).await?,
        "Announce" => {
            let status = status(federation, inner).await?;
            boost::receive_undo(ctx, actor, uri, status).await?;
        }
        "Block" => {
            let target = target(federation, inner).await?;
            block::receive_undo(ctx, actor, uri, target).await?;
        }
        _ => {}
    }
    Ok(())
}

/// A vote that is taken back, for groups that passed it on.
async fn vote(
    federation: &Federation,
    received: &Authenticated,
    inner: &Enclosed,
) -> Result<(), Error> {
    match inner.object_id() {
        Some(object) => pass_on(federation, received, &object).await,
        None => Ok(()),
    }
}

/// The account of ours that a Follow or Block was about.
async fn target(federation: &Federation, inner: &Enclosed) -> Result<Option<AccountId>, Error> {
    let found = local(federation, inner.object_id()).await?;
    Ok(found.map(|account| account.id))
}

/// The status that a Like or Announce was about, if it is known here.
async fn status(federation: &Federation, inner: &Enclosed) -> Result<Option<StatusId>, Error> {
    let Some(object) = inner.object_id() else {
        return Ok(None);
    };
    let found = remote::find_status(&federation.ctx, object.as_str()).await?;
    Ok(found.map(|status| status.id))
}

/// By its id alone it may be a boost, a follow or a block.
async fn by_id(federation: &Federation, received: &Authenticated, uri: &str) -> Result<(), Error> {
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    boost::receive_undo(ctx, actor, Some(uri), None).await?;
    block::receive_undo(ctx, actor, Some(uri), None).await?;
    let undone = Undone::named(ctx, Some(uri)).await?;
    Ok(follow::receive_undo(ctx, actor, undone, None).await?)
}
