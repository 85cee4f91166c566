//! Announces: boosts of people, and what groups pass on (FEP-1b12).

use domain::boost::{self, RemoteBoost};
use domain::id::StatusId;
use domain::kinds::Visibility;
use domain::{remote, remote_group};
use url::Url;

use crate::actor::timestamp;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::group;
use crate::inbox::Authenticated;
use crate::vocab::{Activity, PUBLIC};
use crate::{relay, resolve};

/// Activities that a group wraps.
const WRAPPED: [&str; 10] = [
    "Create", "Update", "Delete", "Like", "Dislike", "Lock", "Block", "Add", "Remove", "Undo",
];

/// Someone passes a status on. Whatever is enclosed, the status is what its own server says (rows 54 and 1 of the tests
/// of hostile peers): the announcer may quote anything.
pub(crate) async fn on_announce(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    if domain::relay::is_one(&federation.ctx, received.actor.id).await? {
        return relay::on_announce(federation, received).await;
    }
    let activity = &received.activity;
    let (Some(uri), Some(object)) = (&activity.id, &activity.object) else {
        return Ok(());
    };
    let Some(kind) = object.kind() else {
        return boost(federation, received, uri, object.id()).await;
    };
    if WRAPPED.contains(&kind.as_str()) {
        return unwrap(federation, received, uri, &object.parse()?).await;
    }
    if crate::note::is_status(&kind) {
        return boost(federation, received, uri, object.id()).await;
    }
    Ok(())
}

/// Looks at its home for what a group says was created, changed or deleted there. Of what is unknown only a group that
/// someone here follows makes us ask.
async fn unwrap(
    federation: &Federation,
    received: &Authenticated,
    announce: &Url,
    inner: &Activity,
) -> Result<(), Error> {
    let Some(object) = inner.object_id() else {
        return Ok(());
    };
    let by_moderator = inner.kind == "Delete" && inner.summary.is_some();
    if !matches!(inner.kind.as_str(), "Create" | "Update" | "Delete") || by_moderator {
        return group::on_wrapped(federation, received, inner).await;
    }
    let mut budget = Budget::default();
    if object.as_str() == received.actor.uri {
        resolve::refresh(federation, &object, None, &mut budget).await?;
        return Ok(());
    }
    if !is_of_interest(federation, received, &object).await? {
        return Ok(());
    }
    match inner.kind.as_str() {
        "Create" => {
            let status = resolve::status(federation, &object, &mut budget).await?;
            // Answers belong below what they answer, not into timelines.
            if status.in_reply_to_uri.is_some() {
                return Ok(());
            }
            boost(federation, received, announce, Some(object)).await
        }
        "Update" => resolve::renew_status(federation, &object, &mut budget).await,
        _ => resolve::confirm_deleted(federation, &object, &mut budget).await,
    }
}

async fn is_of_interest(
    federation: &Federation,
    received: &Authenticated,
    object: &Url,
) -> Result<bool, Error> {
    let ctx = &federation.ctx;
    let known = remote::find_status(ctx, object.as_str()).await?;
    Ok(known.is_some() || remote_group::is_followed(ctx, received.actor.id).await?)
}

async fn boost(
    federation: &Federation,
    received: &Authenticated,
    announce: &Url,
    object: Option<Url>,
) -> Result<(), Error> {
    let Some(object) = object else {
        return Ok(());
    };
    let original = resolve::status(federation, &object, &mut Budget::default()).await?;
    let remote = RemoteBoost {
        uri: announce.to_string(),
        booster: received.actor.id,
        original: StatusId(original.id.0),
        visibility: visibility(received),
        published: timestamp(received.activity.published),
    };
    boost::receive(&federation.ctx, remote).await?;
    Ok(())
}

fn visibility(received: &Authenticated) -> Visibility {
    let activity = &received.activity;
    let has = |list: &[Url], uri: &str| list.iter().any(|url| url.as_str() == uri);
    let followers = received.actor.followers_url.as_deref().unwrap_or_default();
    if has(&activity.to, PUBLIC) {
        Visibility::Public
    } else if has(&activity.cc, PUBLIC) {
        Visibility::Unlisted
    } else if has(&activity.to, followers) || has(&activity.cc, followers) {
        Visibility::Private
    } else {
        Visibility::Direct
    }
}
