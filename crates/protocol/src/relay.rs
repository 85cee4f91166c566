//! What relays pass on (FEP-ae0c). It is worth its address and no more: everything is asked of its own server.

use domain::kinds::{RelayKind, RelayState, Visibility};
use domain::relay::{self, Relay};
use domain::remote;
use domain::status::{self, Reason};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::origin::same_origin;
use crate::resolve;
use crate::vocab::Activity;

/// A relay answers. `false` when what it answers is no Follow that asked a relay, or it is not its to answer.
pub(crate) async fn on_answer(
    federation: &Federation,
    received: &Authenticated,
    asked: &Url,
    state: RelayState,
) -> Result<bool, Error> {
    let ctx = &federation.ctx;
    let Some(relay) = relay::find_asked(ctx, asked.as_str()).await? else {
        return Ok(false);
    };
    if !is_its_actor(&relay, received) {
        return Err(Error::Refused(format!(
            "{asked} was asked of {}",
            relay.url
        )));
    }
    relay::settle(ctx, relay.id, received.actor.id, state).await?;
    Ok(true)
}

/// Of one of Mastodon's kind only the inbox is known: whoever is of its server answers for it.
fn is_its_actor(relay: &Relay, received: &Authenticated) -> bool {
    match relay.kind {
        RelayKind::Actor => relay.account_id == Some(received.actor.id),
        RelayKind::Inbox => {
            let inbox = Url::parse(&relay.url);
            inbox.is_ok_and(|inbox| same_origin(&inbox, &received.activity.actor))
        }
    }
}

/// A relay passes a status on, by its address or with the activity around it.
pub(crate) async fn on_announce(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let Some(object) = &received.activity.object else {
        return Ok(());
    };
    match object.kind().as_deref() {
        Some("Create" | "Update" | "Delete") => on_forwarded(federation, &object.parse()?).await,
        _ => match object.id() {
            Some(uri) => keep(federation, &uri, &mut Budget::default()).await,
            None => Ok(()),
        },
    }
}

/// A relay forwards an activity of somebody else.
pub(crate) async fn on_forwarded(
    federation: &Federation,
    activity: &Activity,
) -> Result<(), Error> {
    let Some(uri) = activity.object_id() else {
        return Ok(());
    };
    let mut budget = Budget::default();
    match activity.kind.as_str() {
        "Create" => keep(federation, &uri, &mut budget).await,
        "Update" => resolve::renew_status(federation, &uri, &mut budget).await,
        "Delete" => resolve::confirm_deleted(federation, &uri, &mut budget).await,
        _ => Ok(()),
    }
}

async fn keep(federation: &Federation, uri: &Url, budget: &mut Budget) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let is_known = remote::find_status(ctx, uri.as_str()).await?.is_some();
    if is_known || ctx.uris.is_local(uri.as_str()) {
        return Ok(());
    }
    let described = Box::pin(resolve::fetch_status(federation, uri, budget)).await?;
    if described.visibility == Visibility::Public {
        status::receive(ctx, described, Reason::Relayed).await?;
    }
    Ok(())
}
