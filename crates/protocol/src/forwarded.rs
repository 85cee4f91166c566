//! Activities that someone else brings than their actor: relayed, or forwarded from an inbox (ActivityPub §7.1.2).
//!
//! One with a proof of its actor is as good as one that the actor sent. Of any other nothing is believed; it is a hint that
//! the home of its object has news, and that is asked.

use domain::account::Account;
use domain::{forwarding, remote};
use http_signatures::digest;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::origin::same_origin;
use crate::vocab::{Activity, Object};
use crate::{proof, resolve};

/// Passes on what was said of the status `uri`, if it answers a member and proves who said it, to the followers of the
/// member. To be called before a Delete has its effect.
pub(crate) async fn pass_on(
    federation: &Federation,
    received: &Authenticated,
    uri: &str,
) -> Result<(), Error> {
    let (ctx, author) = (&federation.ctx, received.actor.id);
    if received.activity.proof.is_none() {
        return Ok(());
    }
    let Some(member) = forwarding::member(ctx, author, uri).await? else {
        return Ok(());
    };
    let body = received.body.as_bytes();
    if proof::author(federation, &received.activity, body)
        .await?
        .is_some()
    {
        forwarding::forward(ctx, member, author, &received.body).await?;
    }
    Ok(())
}

/// Whether the home of the object is worth asking: it is known here, or answers what is known here.
pub(crate) async fn is_hint(federation: &Federation, activity: &Activity) -> Result<bool, Error> {
    let object = activity.object_id();
    let Some(object) = object.filter(|object| same_origin(object, &activity.actor)) else {
        return Ok(false);
    };
    let concerned = match activity.kind.as_str() {
        "Create" => answered(activity),
        "Update" | "Delete" => Some(object),
        _ => None,
    };
    match concerned {
        Some(uri) => Ok(remote::find_status(&federation.ctx, uri.as_str())
            .await?
            .is_some()),
        None => Ok(false),
    }
}

fn answered(create: &Activity) -> Option<Url> {
    let embedded = create.object.as_ref().filter(|object| object.is_object());
    let object: Object = embedded?.parse().ok()?;
    object.in_reply_to
}

/// What makes a hint the same as one before. It must not be the id of the activity: that is for the activity itself.
pub(crate) fn key(bearer: &Account, body: &[u8]) -> String {
    format!("{}#hint-{}", bearer.uri, digest::digest_header(body))
}

/// Asks the home of the object what has become of it. It is put before nobody.
pub(crate) async fn follow_hint(federation: &Federation, hint: &Activity) -> Result<(), Error> {
    let Some(object) = hint.object_id() else {
        return Ok(());
    };
    let mut budget = Budget::default();
    match hint.kind.as_str() {
        "Create" => {
            resolve::status(federation, &object, &mut budget).await?;
            Ok(())
        }
        "Update" => resolve::renew_status(federation, &object, &mut budget).await,
        _ => resolve::confirm_deleted(federation, &object, &mut budget).await,
    }
}
