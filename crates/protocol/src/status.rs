//! Statuses that other servers create, change and delete.

use domain::group_post;
use domain::kinds::ActorKind;
use domain::quote;
use domain::status::{self, Reason};
use domain::thread::refresh;

use crate::credential::receive as credentials;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::vocab::{Embedded, Object};
use crate::{document, forwarded, group, note, poll, resolve, thread};

/// An unknown status that is changed counts as new for a day: its Create may have been overtaken.
const NEW: std::time::Duration = std::time::Duration::from_hours(24);

/// A status, a vote or a credential is sent to us. It is the actor's own: nobody delivers for someone else.
pub(crate) async fn on_create(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if credentials::on_news(federation, received).await? {
        return Ok(());
    }
    let Some(object) = object(federation, received).await? else {
        return Ok(());
    };
    if note::is_vote(&object) {
        return poll::on_vote(federation, received, &object).await;
    }
    let mut remote = note::describe(federation, &object, &received.actor).await?;
    remote.activity = Some(received.body.clone());
    let uri = remote.uri.clone();
    let kept = status::receive(&federation.ctx, remote, Reason::Delivered).await?;
    let answers = thread::first_replies(&object);
    if kept.is_some() && !answers.is_empty() {
        refresh::expect(&federation.ctx, answers).await?;
    }
    forwarded::pass_on(federation, received, &uri).await
}

/// A status, a credential or the actor itself changed.
pub(crate) async fn on_update(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if credentials::on_news(federation, received).await? {
        return Ok(());
    }
    let kind = received.activity.object.as_ref().and_then(Embedded::kind);
    if kind.is_none_or(|kind| ActorKind::parse(&kind).is_some()) {
        return update_actor(federation, received).await;
    }
    let object = object(federation, received).await?;
    let Some(object) = object.filter(|object| !note::is_vote(object)) else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    let remote = note::describe(federation, &object, &received.actor).await?;
    let since = ctx.clock.now().before(NEW);
    let uri = remote.uri.clone();
    // An Update is no way round a suspension.
    let heard = received.actor.suspended_at.is_none();
    let is_new = heard && remote.published.is_some_and(|at| at > since);
    if status::receive_update(ctx, remote.clone()).await?.is_none() && is_new {
        status::receive(ctx, remote, Reason::Delivered).await?;
    }
    forwarded::pass_on(federation, received, &uri).await?;
    Ok(group_post::forward(ctx, received.actor.id, &uri, &received.body).await?)
}

/// A status is gone, a credential, the consent to a quote, or the actor itself; or a moderator takes a status out of a group of ours.
/// What is not of the actor's own server is not the actor's to delete.
pub(crate) async fn on_delete(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let Some(uri) = received.activity.object_id() else {
        return Ok(());
    };
    if uri == received.activity.actor {
        return Ok(domain::remote::receive_delete(&federation.ctx, received.actor.id).await?);
    }
    if group::decide(federation, received).await? {
        return Ok(());
    }
    if !received.speaks_for(&uri) {
        return Err(Error::Refused(format!("{uri} is of another server")));
    }
    if credentials::on_delete(federation, &uri).await? {
        return Ok(());
    }
    let (ctx, author) = (&federation.ctx, received.actor.id);
    if quote::receive_revocation(ctx, author, uri.as_str()).await? {
        return Ok(());
    }
    forwarded::pass_on(federation, received, uri.as_str()).await?;
    group_post::forward(ctx, author, uri.as_str(), &received.body).await?;
    Ok(status::receive_delete(ctx, author, uri.as_str()).await?)
}

/// An actor describes itself under its own signature; a bare address is asked.
async fn update_actor(federation: &Federation, received: &Authenticated) -> Result<(), Error> {
    let mut budget = Budget::default();
    let uri = &received.activity.actor;
    match &received.activity.object {
        Some(object) if object.is_object() => {
            let actor: crate::vocab::Actor = object.parse()?;
            if actor.id != *uri {
                return Err(Error::Refused(format!("{} is not {uri}", actor.id)));
            }
            let key = received.actor.key_id.as_deref();
            let key = key.and_then(|key| url::Url::parse(key).ok());
            Box::pin(resolve::keep(federation, actor, key.as_ref(), &mut budget)).await?;
        }
        Some(object) if object.id().as_ref() == Some(uri) => {
            resolve::refresh(federation, uri, None, &mut budget).await?;
        }
        _ => {}
    }
    Ok(())
}

/// The object of the activity, if it is one that becomes a status: as sent, or from its address.
async fn object(
    federation: &Federation,
    received: &Authenticated,
) -> Result<Option<Object>, Error> {
    let Some(embedded) = &received.activity.object else {
        return Ok(None);
    };
    let object: Object = if embedded.is_object() {
        match embedded.kind() {
            Some(kind) if note::is_status(&kind) => embedded.parse()?,
            _ => return Ok(None),
        }
    } else {
        let Some(uri) = embedded.id().filter(|uri| received.speaks_for(uri)) else {
            return Ok(None);
        };
        let document = document::fetch(federation, &uri, &mut Budget::default()).await?;
        document.parse()?
    };
    Ok(note::is_status(&object.kind).then_some(object))
}
