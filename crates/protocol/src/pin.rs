//! Add to and Remove from a collection: pins of an actor and hashtags that it features, and what those who run a group
//! decide.

use domain::{featured_tag, pin, remote};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::group;
use crate::inbox::Authenticated;
use crate::resolve;
use crate::vocab::Tag;

/// What an actor may put into its own collection.
enum Featured {
    /// A status of its own server.
    Status(Url),
    /// The word of a hashtag.
    Tag(String),
}

/// The actor pins a status of its own, or features a hashtag.
pub(crate) async fn on_add(federation: &Federation, received: &Authenticated) -> Result<(), Error> {
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    match featured(received) {
        Some(Featured::Status(uri)) => {
            let status = resolve::status(federation, &uri, &mut Budget::default()).await?;
            Ok(pin::receive(ctx, actor, status.id).await?)
        }
        Some(Featured::Tag(name)) => Ok(featured_tag::receive(ctx, actor, &name).await?),
        None => Ok(()),
    }
}

/// The actor takes something off.
pub(crate) async fn on_remove(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if group::decide(federation, received).await? {
        return Ok(());
    }
    let (ctx, actor) = (&federation.ctx, received.actor.id);
    match featured(received) {
        Some(Featured::Status(uri)) => match remote::find_status(ctx, uri.as_str()).await? {
            Some(status) => Ok(pin::receive_undo(ctx, actor, status.id).await?),
            None => Ok(()),
        },
        Some(Featured::Tag(name)) => Ok(featured_tag::receive_undo(ctx, actor, &name).await?),
        None => Ok(()),
    }
}

/// What the activity is about, if the collection is the actor's own and so is the status.
fn featured(received: &Authenticated) -> Option<Featured> {
    let target = received.activity.target.as_ref()?;
    if received.actor.featured_url.as_deref() != Some(target.as_str()) {
        return None;
    }
    let object = received.activity.object.as_ref()?;
    if object.kind().as_deref() == Some("Hashtag") {
        let tag: Tag = object.parse().ok()?;
        return tag.hashtag().map(|name| Featured::Tag(name.to_owned()));
    }
    let uri = object.id().filter(|uri| received.speaks_for(uri))?;
    Some(Featured::Status(uri))
}
