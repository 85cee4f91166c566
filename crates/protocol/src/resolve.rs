//! Finding what stands behind an address or a handle, here or at its home.

use std::collections::HashMap;
use std::time::Duration;

use domain::account::Account;
use domain::account_move;
use domain::id::{AccountId, StatusId};
use domain::kinds::ActorKind;
use domain::names::Acct;
use domain::quote::RemoteQuote;
use domain::remote;
use domain::status::{self, Reason, RemoteStatus, Status};
use futures::future::join_all;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, FetchError};
use crate::origin::{Origin, same_origin};
use crate::vocab::{Actor, Object};
use crate::{actor as actors, document, note, webfinger};

/// How long a person waits for the mentions of a status.
const MENTIONS: Duration = Duration::from_secs(3);
/// Requests that one unknown account may cost which a stranger names.
const STRANGER: u32 = 4;

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
    let shut_out = known.suspended_at.is_some() && !known.suspended_elsewhere;
    if shut_out || !remote::is_stale(&known, ctx.clock.now()) {
        return Ok(known);
    }
    match refresh(federation, uri, None, budget).await {
        Err(Error::Gone) => Err(Error::Gone),
        Ok(fresh) => Ok(fresh),
        // Its home may be down, or not know it, for a while; what is known serves until it is asked again in a day.
        Err(_) => {
            remote::asked(ctx, known.id).await?;
            Ok(known)
        }
    }
}

/// The actor at `uri`, from its home. `key` is preferred among several keys of it. One that its home says is gone for good
/// is removed here too.
pub async fn refresh(
    federation: &Federation,
    uri: &Url,
    key: Option<&Url>,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let document = match document::fetch(federation, uri, budget).await {
        Err(Error::Gone) => {
            let ctx = &federation.ctx;
            if let Some(known) = remote::find_by_uri(ctx, uri.as_str()).await? {
                remote::receive_delete(ctx, known.id).await?;
            }
            return Err(Error::Gone);
        }
        found => found?,
    };
    Box::pin(keep(federation, document.parse()?, key, budget)).await
}

/// Keeps an actor whose document came from its own address or under its own signature.
pub(crate) async fn keep(
    federation: &Federation,
    actor: Actor,
    key: Option<&Url>,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let moved_to = destination(federation, &actor, budget).await?;
    write(federation, actor, moved_to, key, budget).await
}

/// The account that an actor says it moved to, if that account names it in turn. Where that one moved is not asked: a
/// chain may have no end. One that cannot be asked now stays what it was known to be.
async fn destination(
    federation: &Federation,
    actor: &Actor,
    budget: &mut Budget,
) -> Result<Option<AccountId>, Error> {
    let ctx = &federation.ctx;
    let Some(uri) = actor.moved_to.as_ref().filter(|uri| **uri != actor.id) else {
        return Ok(None);
    };
    let known = remote::find_by_uri(ctx, uri.as_str()).await?;
    let fitting = |account: &Account| account_move::names(account, actor.id.as_str());
    if let Some(known) = known.filter(fitting) {
        return Ok(Some(known.id));
    }
    let asked = async {
        let document: Actor = document::fetch(federation, uri, budget).await?.parse()?;
        write(federation, document, None, None, budget).await
    };
    if let Ok(target) = asked.await {
        return Ok(Some(target).filter(fitting).map(|target| target.id));
    }
    let before = remote::find_by_uri(ctx, actor.id.as_str()).await?;
    Ok(before.and_then(|before| before.moved_to_id))
}

async fn write(
    federation: &Federation,
    actor: Actor,
    moved_to: Option<AccountId>,
    key: Option<&Url>,
    budget: &mut Budget,
) -> Result<Account, Error> {
    let handle = handle(federation, &actor, budget).await?;
    let described = actors::describe(actor, handle, moved_to, key)?;
    Ok(Box::pin(remote::upsert(&federation.ctx, described)).await?)
}

/// The handle of an actor, confirmed by its domain. One that is known under the same handle need not be confirmed again.
async fn handle(
    federation: &Federation,
    actor: &Actor,
    budget: &mut Budget,
) -> Result<Acct, Error> {
    let claimed = actors::claimed_handle(actor)?;
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

/// Looks up accounts that a received status names, all together within three seconds, and names those who are found.
/// Who is not found now stays a link in the text: nothing is asked twice because a stranger wrote it.
pub async fn strangers(
    federation: &Federation,
    status_id: StatusId,
    uris: &[String],
) -> Result<(), Error> {
    let uris = uris.iter().filter_map(|uri| Url::parse(uri).ok());
    let lookups = uris.map(|uri| async move {
        let mut budget = Budget::new(STRANGER);
        let found = tokio::time::timeout(MENTIONS, actor(federation, &uri, &mut budget)).await;
        found
            .ok()?
            .inspect_err(|error| tracing::debug!(%uri, %error, "a mention is not resolved"))
            .ok()
    });
    let found = join_all(lookups).await.into_iter().flatten();
    let found: Vec<AccountId> = found.map(|account| account.id).collect();
    Ok(status::name(&federation.ctx, status_id, &found).await?)
}

/// The status at `uri`: as it is known here, else from its home. It is put before nobody.
pub async fn status(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<Status, Error> {
    let ctx = &federation.ctx;
    if let Some(known) = remote::find_status(ctx, uri.as_str()).await? {
        return Ok(known);
    }
    let described = Box::pin(fetch_status(federation, uri, budget)).await?;
    keep_status(federation, described, Reason::Fetched).await
}

/// The status at `uri`, which another one quotes and which is not known here, from its home; and what it says that it
/// quotes in turn.
pub(crate) async fn quoted(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<(Status, Option<RemoteQuote>), Error> {
    let described = Box::pin(fetch_status(federation, uri, budget)).await?;
    let told = described.quote.clone();
    let kept = keep_status(federation, described, Reason::Quoted).await?;
    Ok((kept, told))
}

/// Keeps what the home of a status says of it.
pub(crate) async fn keep_status(
    federation: &Federation,
    described: RemoteStatus,
    reason: Reason,
) -> Result<Status, Error> {
    let ctx = &federation.ctx;
    let uri = described.uri.clone();
    Box::pin(status::receive(ctx, described, reason)).await?;
    remote::find_status(ctx, &uri).await?.ok_or(Error::Gone)
}

/// What the home of a status says of it now.
pub(crate) async fn fetch_status(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<RemoteStatus, Error> {
    let object = fetch_object(federation, uri, budget).await?;
    describe(federation, &object, budget).await
}

/// The status at `uri` as its home has it now.
pub(crate) async fn fetch_object(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<Object, Error> {
    let document = document::fetch(federation, uri, budget).await?;
    let object: Object = document.parse()?;
    if note::is_status(&object.kind) {
        Ok(object)
    } else {
        Err(Error::Refused(format!("{uri} is no status")))
    }
}

/// What a fetched status says, with its author, who may have to be fetched too.
pub(crate) async fn describe(
    federation: &Federation,
    object: &Object,
    budget: &mut Budget,
) -> Result<RemoteStatus, Error> {
    let uri = &object.id;
    let author = object.attributed_to.first();
    let author = author.filter(|author| same_origin(author, &object.id));
    let author = author.ok_or_else(|| Error::Refused(format!("{uri} has no author beside it")))?;
    let author = actor(federation, author, budget).await?;
    note::describe(federation, object, &author).await
}

/// Asks the home of a status that is known here whether it was edited.
pub(crate) async fn renew_status(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    if remote::find_status(ctx, uri.as_str()).await?.is_some() {
        let described = Box::pin(fetch_status(federation, uri, budget)).await?;
        Box::pin(status::receive_update(ctx, described)).await?;
    }
    Ok(())
}

/// Asks the home of a status that is known here whether it is really gone.
pub(crate) async fn confirm_deleted(
    federation: &Federation,
    uri: &Url,
    budget: &mut Budget,
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some(known) = remote::find_status(ctx, uri.as_str()).await? else {
        return Ok(());
    };
    let gone = match document::fetch(federation, uri, budget).await {
        Ok(document) => document.parse::<Object>()?.kind == "Tombstone",
        Err(Error::Gone | Error::Unreachable(FetchError::Status { code: 404, .. })) => true,
        Err(error) => return Err(error),
    };
    if gone {
        status::receive_delete(ctx, known.account_id, uri.as_str()).await?;
    }
    Ok(())
}

/// Fetches what a status answers, and what that answers, as far as one budget goes: a thread may have no end.
pub async fn parents(federation: &Federation, status_id: StatusId) -> Result<(), Error> {
    let mut budget = Budget::default();
    let mut next = Some(status_id);
    while let Some(id) = next {
        let Some(uri) = status::missing_parent(&federation.ctx, id).await? else {
            return Ok(());
        };
        let Ok(uri) = Url::parse(&uri) else {
            return Ok(());
        };
        match status(federation, &uri, &mut budget).await {
            Ok(parent) => next = Some(parent.id),
            Err(error) if error.is_transient() => return Err(error),
            // A parent that is private, gone or beyond the budget stays away.
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}
