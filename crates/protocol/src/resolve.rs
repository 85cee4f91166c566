//! Finding what stands behind an address or a handle, here or at its home.

use std::collections::HashMap;
use std::time::Duration;

use domain::account::Account;
use domain::kinds::ActorKind;
use domain::names::Acct;
use domain::remote;
use futures::future::join_all;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::origin::Origin;
use crate::vocab::Actor;
use crate::{actor, document, webfinger};

/// How long a person waits for the mentions of a status.
const MENTIONS: Duration = Duration::from_secs(3);

/// The actor at `uri`: as it is known here if that is recent enough, else from its home.
pub async fn actor(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let ctx = &federation.ctx;
    let Some(known) = remote::find_by_uri(ctx, uri.as_str()).await? else {
        return refresh(federation, uri, None, budget).await;
    };
    if known.suspended_at.is_some() || !remote::is_stale(&known, ctx.clock.now()) {
        return Ok(known);
    }
    // Its home may be down for a while; what is known serves until then.
    let fresh = refresh(federation, uri, None, budget).await;
    Ok(fresh.unwrap_or(known))
}

/// The actor at `uri`, from its home. `key` is preferred among several keys of it.
pub async fn refresh(
    federation: &Federation,
    uri: &Url,
    key: Option<&Url>,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let document = document::fetch(federation, uri, budget).await?;
    keep(federation, document.parse()?, key, budget).await
}

/// Keeps an actor whose document came from its own address or under its own signature.
pub(crate) async fn keep(
    federation: &Federation,
    actor: Actor,
    key: Option<&Url>,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let handle = handle(federation, &actor, budget).await?;
    let described = actor::describe(actor, handle, key)?;
    Ok(remote::upsert(&federation.ctx, described).await?)
}

/// The handle of an actor, confirmed by its domain. One that is known under the same handle need not be confirmed again.
async fn handle(
    federation: &Federation,
    actor: &Actor,
    budget: &mut Budget,
) -> Result<Acct, Error> {
    let claimed = actor::claimed_handle(actor)?;
    let known = remote::find_by_acct(&federation.ctx, &claimed).await?;
    if known.is_some_and(|known| known.uri == actor.id.as_str()) {
        return Ok(claimed);
    }
    match webfinger::confirm(federation, &claimed, budget).await {
        Ok(confirmed) if confirmed.actor == actor.id => Ok(confirmed.acct),
        Ok(_) => Err(Error::Refused(format!(
            "{claimed} is another actor than {}",
            actor.id
        ))),
        // Servers' own actors often have no handle that WebFinger knows; the name is then theirs by their address.
        Err(error) if !error.is_transient() && is_server_itself(actor, &claimed) => {
            tracing::debug!(%error, actor = %actor.id, "an application without WebFinger");
            Ok(claimed)
        }
        Err(error) => Err(error),
    }
}

fn is_server_itself(actor: &Actor, claimed: &Acct) -> bool {
    let own = Origin::of(&actor.id).map(|origin| origin.authority());
    actor.kind == ActorKind::Application.as_str() && claimed.domain == own
}

/// The account with this handle: as it is known here, else by WebFinger from its home.
pub async fn acct(
    federation: &Federation,
    acct: &Acct,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let ctx = &federation.ctx;
    let is_ours = acct
        .domain
        .as_deref()
        .is_none_or(|domain| domain == ctx.uris.domain());
    match remote::find_by_acct(ctx, acct).await? {
        Some(known) if is_ours || !remote::is_stale(&known, ctx.clock.now()) => Ok(known),
        None if is_ours => Err(domain::Error::NotFound.into()),
        stale => {
            let found = async {
                let confirmed = webfinger::confirm(federation, acct, budget).await?;
                refresh(federation, &confirmed.actor, None, budget).await
            };
            match (found.await, stale) {
                (Err(error), Some(stale)) if error.is_transient() => Ok(stale),
                (answer, _) => answer,
            }
        }
    }
}

/// The accounts behind the mentions of a status, looked up together within three seconds; who is not found is missing.
pub async fn mentions(federation: &Federation, accts: &[Acct]) -> HashMap<Acct, Account> {
    let lookups = accts.iter().map(|name| async move {
        let mut budget = Budget::default();
        let found = tokio::time::timeout(MENTIONS, acct(federation, name, &mut budget)).await;
        Some((name.clone(), found.ok()?.ok()?))
    });
    join_all(lookups).await.into_iter().flatten().collect()
}
