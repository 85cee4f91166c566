//! Relays (FEP-ae0c): servers that pass public statuses on to everyone who asked them to. None is asked unless an
//! administrator wants it; what one passes on is put before nobody, it only stands in the federated timeline.

#[cfg(test)]
mod tests;

use serde_json::json;
use storage::Transaction;
use storage::account::Account;
use storage::id::{AccountId, RelayId, StatusId};
use storage::kinds::{RelayKind, RelayState, Visibility};
pub use storage::relay::Relay;
use storage::{relay as rows, status};
use url::Url;

use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Authority;
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;

/// All of them, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<Relay>> {
    Ok(rows::list(ctx.db.read()).await?)
}

/// The one with this id, whatever it answered.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, id: RelayId) -> Result<Relay> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// Asks a relay to pass our public statuses on, and those of others to us. What ends with `/inbox` is one of Mastodon's
/// kind, any other address the actor of one of `LitePub`'s.
///
/// # Errors
/// `Invalid` when `url` is no address of another server, or is asked already.
pub async fn add(ctx: &Context, by: Authority, url: &str) -> Result<Relay> {
    let now = ctx.clock.now();
    let id = RelayId::generate(now);
    let url = address(ctx, url)?;
    let kind = if url.path().ends_with("/inbox") {
        RelayKind::Inbox
    } else {
        RelayKind::Actor
    };
    let relay = Relay {
        id,
        url: url.into(),
        kind,
        account_id: None,
        follow_uri: Uris::fragment(&ctx.uris.instance_actor(), &format!("relays/{id}")),
        state: RelayState::Pending,
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    if !rows::insert(&*tx, relay.clone()).await? {
        return Err(Error::invalid("url", "has already been taken"));
    }
    outgoing::send(&tx, Outgoing::FollowRelay { relay_id: id }, now).await?;
    audit::record(&tx, &by.into(), deed("relay.add", &relay), now).await?;
    tx.commit().await?;
    tracing::info!(%by, relay = relay.url, "a relay was asked");
    Ok(relay)
}

fn address(ctx: &Context, url: &str) -> Result<Url> {
    let wrong = || Error::invalid("url", "is no address of another server");
    let parsed = Url::parse(url.trim()).map_err(|_| wrong())?;
    let ours = ctx.uris.is_local(parsed.as_str());
    let fits = matches!(parsed.scheme(), "https" | "http") && parsed.has_host() && !ours;
    fits.then_some(parsed).ok_or_else(wrong)
}

/// Asks a relay no more.
///
/// # Errors
/// `NotFound`.
pub async fn remove(ctx: &Context, by: Authority, id: RelayId) -> Result<()> {
    let relay = show(ctx, id).await?;
    let tx = ctx.db.begin().await?;
    if rows::delete(&*tx, id).await? {
        let deed = deed("relay.remove", &relay);
        let undo = Outgoing::UndoFollowRelay {
            url: relay.url.clone(),
            kind: relay.kind,
            account_id: relay.account_id,
            follow_uri: relay.follow_uri.clone(),
        };
        let now = ctx.clock.now();
        outgoing::send(&tx, undo, now).await?;
        audit::record(&tx, &by.into(), deed, now).await?;
    }
    tx.commit().await?;
    tracing::info!(%by, relay = relay.url, "a relay was removed");
    Ok(())
}

fn deed(action: &'static str, relay: &Relay) -> Deed {
    let host = Url::parse(&relay.url).ok();
    let host = host.as_ref().and_then(Url::host_str);
    Deed::new(action, "relay", relay.id).with(json!({"host": host}))
}

/// The relay that was asked by the Follow `uri`. Whether somebody may answer for it is for the caller to say.
///
/// # Errors
/// When the database refuses.
pub async fn find_asked(ctx: &Context, uri: &str) -> Result<Option<Relay>> {
    Ok(rows::find_by_follow(ctx.db.read(), uri).await?)
}

/// The relay is `account`, and stands in `state` to us.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    ctx: &Context,
    id: RelayId,
    account: AccountId,
    state: RelayState,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::settle(&*tx, id, account, state).await?;
    Ok(tx.commit().await?)
}

/// Whether this actor is that of a relay that agreed.
///
/// # Errors
/// When the database refuses.
pub async fn is_one(ctx: &Context, account: AccountId) -> Result<bool> {
    let found = rows::find_by_account(ctx.db.read(), account).await?;
    Ok(found.is_some_and(|relay| relay.state == RelayState::Accepted))
}

/// Whether this actor is that of a relay that was asked: it may follow the instance in return (`LitePub`).
pub(crate) async fn is_asked(tx: &Transaction, account: &Account) -> Result<bool> {
    let found = rows::find_by_account(&**tx, account.id).await?;
    Ok(found.is_some_and(|relay| relay.state != RelayState::Rejected))
}

/// Tells relays, with the transaction, of a new public status of ours. Says whether its Create has to go out for that.
pub(crate) async fn tell(
    tx: &Transaction,
    status_id: StatusId,
    visibility: Visibility,
    now: Timestamp,
) -> Result<bool> {
    if visibility != Visibility::Public {
        return Ok(false);
    }
    let relays = rows::list_accepted(&**tx).await?;
    let of_kind = |kind| relays.iter().any(|relay| relay.kind == kind);
    if of_kind(RelayKind::Actor) {
        outgoing::send(tx, Outgoing::RelayAnnounce { status_id }, now).await?;
    }
    Ok(of_kind(RelayKind::Inbox))
}

/// The relays that agreed.
///
/// # Errors
/// When the database refuses.
pub async fn accepted(ctx: &Context) -> Result<Vec<Relay>> {
    Ok(rows::list_accepted(ctx.db.read()).await?)
}

/// Whether relays may hear of a status: it is ours, no boost, and public.
///
/// # Errors
/// When the database refuses.
pub async fn may_hear_of(ctx: &Context, id: StatusId) -> Result<bool> {
    let found = status::find_by_id(ctx.db.read(), id).await?;
    Ok(found.is_some_and(|status| {
        status.local && status.reblog_of_id.is_none() && status.visibility == Visibility::Public
    }))
}
