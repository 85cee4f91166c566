//! Taking back: one activity for four, told apart by what is enclosed.

use domain::follow::{self, Asked};
use domain::id::StatusId;
use domain::{block, boost, favourite, remote};

use crate::error::Error;
use crate::federation::Federation;
use crate::follow::local_object;
use crate::inbox::Authenticated;
use crate::vocab::Activity;

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
    let inner: Activity = object.parse()?;
    if inner.actor != received.activity.actor {
        return Err(Error::Refused("it was someone else's".to_owned()));
    }
    match &inner.id {
        Some(uri) if !received.speaks_for(uri) => {
            Err(Error::Refused(format!("{uri} is of another server")))
        }
        uri => {
            by_kind(
                federation,
                received,
                &inner,
                uri.as_ref().map(url::Url::as_str),
            )
            .await
        }
    }
}

async fn by_kind(
    federation: &Federation,
    received: &Authenticated,
    inner: &Activity,
    uri: Option<&str>,
) -> Result<(), Error> {
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    match (inner.kind.as_str(), uri) {
        ("Follow", Some(uri)) => follow::receive_undo(ctx, actor, Asked::Uri(uri)).await?,
        ("Follow", None) => {
            if let Some(target) = local_object(federation, inner).await? {
                follow::receive_undo(ctx, actor, Asked::Party(target.id)).await?;
            }
        }
        ("Like", Some(uri)) => {
            let status = status(federation, inner).await?;
            favourite::receive_undo(ctx, actor, status, uri).await?;
        }
        ("Announce", Some(uri)) => {
            let status = status(federation, inner).await?;
            boost::receive_undo(ctx, actor, uri, status).await?;
        }
        ("Block", Some(uri)) => {
            if let Some(target) = local_object(federation, inner).await? {
                block::receive_undo(ctx, actor, target.id, uri).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The status that a Like or Announce was about, if it is known here.
async fn status(federation: &Federation, inner: &Activity) -> Result<Option<StatusId>, Error> {
    let Some(object) = inner.object_id() else {
        return Ok(None);
    };
    let found = remote::find_status(&federation.ctx, object.as_str()).await?;
    Ok(found.map(|status| status.id))
}

/// By its id alone it may be a boost or a follow.
async fn by_id(federation: &Federation, received: &Authenticated, uri: &str) -> Result<(), Error> {
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    boost::receive_undo(ctx, actor, uri, None).await?;
    Ok(follow::receive_undo(ctx, actor, Asked::Uri(uri)).await?)
}
