//! Follows: asked for, agreed to, refused, and compared.

mod synchronization;

use domain::account::Account;
use domain::follow::{self, Asked};
use domain::id::AccountId;
use domain::remote;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::inbox::Authenticated;
use crate::vocab::Activity;

pub(crate) use synchronization::{Digests, HEADER, header, on_header};
pub use synchronization::{followers_of_server, synchronize};

/// Someone asks to follow an account of ours. Friendica asks to follow statuses too: nobody answers.
pub(crate) async fn on_follow(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let Some(uri) = &received.activity.id else {
        return Ok(());
    };
    let Some(target) = local_object(federation, &received.activity).await? else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    Ok(follow::receive(ctx, received.actor.id, target.id, uri.as_str()).await?)
}

/// Someone agrees to be followed by an account of ours.
pub(crate) async fn on_accept(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let (ctx, target) = (&federation.ctx, received.actor.id);
    match asked(federation, &received.activity).await? {
        Some(asked) => Ok(follow::receive_accept(ctx, target, asked.by()).await?),
        None => Ok(()),
    }
}

/// Someone refuses to be followed, or does not want to be followed any more.
pub(crate) async fn on_reject(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let (ctx, target) = (&federation.ctx, received.actor.id);
    match asked(federation, &received.activity).await? {
        Some(asked) => Ok(follow::receive_reject(ctx, target, asked.by()).await?),
        None => Ok(()),
    }
}

/// A Follow that is answered: by the id that we gave it, or, where a server makes up its own, by who asked.
enum Answered {
    Uri(String),
    Follower(AccountId),
}

impl Answered {
    fn by(&self) -> Asked<'_> {
        match self {
            Self::Uri(uri) => Asked::Uri(uri),
            Self::Follower(follower) => Asked::Party(*follower),
        }
    }
}

async fn asked(federation: &Federation, answer: &Activity) -> Result<Option<Answered>, Error> {
    let ctx = &federation.ctx;
    if let Some(uri) = answer
        .object_id()
        .filter(|uri| ctx.uris.is_local(uri.as_str()))
    {
        return Ok(Some(Answered::Uri(uri.to_string())));
    }
    let Some(object) = answer.object.as_ref().filter(|object| object.is_object()) else {
        return Ok(None);
    };
    let follow: Activity = object.parse()?;
    let follower = remote::find_by_uri(ctx, follow.actor.as_str()).await?;
    let ours = follower.filter(|follower| follower.domain.is_none() && follow.kind == "Follow");
    Ok(ours.map(|follower| Answered::Follower(follower.id)))
}

/// The account of ours that an activity is about.
pub(crate) async fn local_object(
    federation: &Federation,
    activity: &Activity,
) -> Result<Option<Account>, Error> {
    local(federation, activity.object_id()).await
}

/// The account of ours with this id.
pub(crate) async fn local(
    federation: &Federation,
    uri: Option<Url>,
) -> Result<Option<Account>, Error> {
    let ctx = &federation.ctx;
    let Some(uri) = uri.filter(|uri| ctx.uris.is_local(uri.as_str())) else {
        return Ok(None);
    };
    Ok(remote::find_by_uri(ctx, uri.as_str()).await?)
}
