//! Boosts (`Announce`): a status of its own that points to another one.

use storage::account::Account;
use storage::id::{AccountId, StatusId};
use storage::kinds::{ActorKind, NotificationKind, Visibility};
use storage::status::{self, Count, Status};
use storage::{Transaction, home, notification, tombstone};

use crate::account;
use crate::account_move;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::interaction::{self, Interaction};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::policy;
use crate::status::{
    Arrival, Reason, arrive, believable, blank, count, find_original, insert_drawn, remove,
};
use crate::viewer::Viewer;

/// `who` boosts a status, or what a boost points to, and gets the boost. Doing so again yields the same one.
///
/// # Errors
/// `NotFound` when `who` may not see it or it is not for everyone to pass on, `Invalid` when its author does not let them.
pub async fn boost(
    ctx: &Context,
    who: AccountId,
    status: StatusId,
    visibility: Visibility,
) -> Result<StatusId> {
    let now = ctx.clock.now();
    let booster = account::show(ctx, who).await?;
    account_move::check_here(&booster)?;
    let original = find_original(ctx, Viewer::Account(who), status).await?;
    let visibility = admitted_visibility(&booster, &original, visibility)?;
    interaction::check(ctx, who, &original, Interaction::Boost).await?;
    if let Some(known) = status::find_boost(ctx.db.read(), who, original.id).await? {
        return Ok(known.id);
    }
    let tx = ctx.db.begin().await?;
    let Some(boost) = insert(ctx, &tx, &booster, &original, visibility, now).await? else {
        drop(tx);
        let known = status::find_boost(ctx.db.read(), who, original.id).await?;
        return known.map(|known| known.id).ok_or(Error::NotFound);
    };
    let activity = Outgoing::Announce {
        status_id: boost.id,
    };
    outgoing::send(&tx, activity, now).await?;
    tx.commit().await?;
    Ok(boost.id)
}

/// Passes `original` on within a use-case that made sure that `booster` may. `None` when it is passed on already.
pub(crate) async fn insert(
    ctx: &Context,
    tx: &Transaction,
    booster: &Account,
    original: &Status,
    visibility: Visibility,
    now: Timestamp,
) -> Result<Option<Status>> {
    let build = |id: StatusId| {
        let uri = format!("{}/activity", ctx.uris.status(booster.id, id));
        row(blank(id, uri, booster, visibility), original)
    };
    let Some(boost) = insert_drawn(tx, now, build).await? else {
        return Ok(None);
    };
    follow_up(tx, booster, &boost, original, Reason::Delivered, now).await?;
    Ok(Some(boost))
}

/// What is for followers may be passed on by its author alone, and to followers alone.
fn admitted_visibility(
    booster: &Account,
    original: &Status,
    asked: Visibility,
) -> Result<Visibility> {
    let own = original.account_id == booster.id;
    match (original.visibility, asked) {
        (Visibility::Private, _) if own => Ok(Visibility::Private),
        (original, _) if !policy::boostable(original) => Err(Error::NotFound),
        (_, Visibility::Direct | Visibility::Group) => Err(Error::invalid(
            "visibility",
            "must be public, unlisted or private",
        )),
        (_, asked) => Ok(asked),
    }
}

fn row(boost: Status, original: &Status) -> Status {
    Status {
        reblog_of_id: Some(original.id),
        conversation_id: original.conversation_id,
        url: Some(boost.uri.clone()),
        language: original.language.clone(),
        ..boost
    }
}

/// Counts, homes, notifications and streams.
async fn follow_up(
    tx: &Transaction,
    booster: &Account,
    boost: &Status,
    original: &Status,
    reason: Reason,
    now: Timestamp,
) -> Result<()> {
    status::add(&**tx, original.id, Count::Reblogs, 1).await?;
    let arrival = Arrival {
        status: boost,
        parent: None,
        mentioned: &[],
        tagged: false,
        delivered: reason == Reason::Delivered,
    };
    arrive(tx, &arrival, now).await?;
    // Who posts to a group knows that it passes the post on.
    if booster.kind != ActorKind::Group {
        let (kind, by) = (NotificationKind::Reblog, booster.id);
        notify(tx, original.account_id, kind, by, Some(original.id), now).await?;
    }
    count(tx, boost).await
}

/// A boost as another server tells it. The caller has made sure that `uri` is of the booster's server.
#[derive(Clone, Debug)]
pub struct RemoteBoost {
    /// The id of the Announce.
    pub uri: String,
    /// Who boosts.
    pub booster: AccountId,
    /// What is boosted, known here by now.
    pub original: StatusId,
    /// Whom the boost is for, by its addressing.
    pub visibility: Visibility,
    /// When it says that it was made.
    pub published: Option<Timestamp>,
}

/// Keeps a boost of another server. `None` when it was taken back before it came, or concerns nobody here.
///
/// # Errors
/// `NotFound` when the booster may not see the status, or may not pass it on.
pub async fn receive(ctx: &Context, remote: RemoteBoost) -> Result<Option<StatusId>> {
    let now = ctx.clock.now();
    let booster = account::show(ctx, remote.booster).await?;
    let original = find_original(ctx, Viewer::Account(booster.id), remote.original).await?;
    let visibility = admitted_visibility(&booster, &original, remote.visibility)?;
    let followed = home::has_local_follower(ctx.db.read(), &[booster.id]).await?;
    if !followed && !original.local {
        return Ok(None);
    }
    let tx = ctx.db.begin().await?;
    if tombstone::exists(&*tx, &remote.uri).await? {
        return Ok(None);
    }
    let build = |id: StatusId| {
        row(
            blank(id, remote.uri.clone(), &booster, visibility),
            &original,
        )
    };
    let at = believable(remote.published, now);
    let Some(boost) = insert_drawn(&tx, at, build).await? else {
        drop(tx);
        let known = status::find_boost(ctx.db.read(), booster.id, original.id).await?;
        return Ok(known.map(|known| known.id));
    };
    follow_up(&tx, &booster, &boost, &original, Reason::Delivered, now).await?;
    tx.commit().await?;
    Ok(Some(boost.id))
}

/// `who` takes a boost back, by the status or by the boost; one that is not there is no error.
///
/// # Errors
/// `NotFound` when `who` may not see the status and never boosted it.
pub async fn unboost(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    if status::find_boost(ctx.db.read(), who, status)
        .await?
        .is_some()
    {
        return undo(ctx, who, status).await;
    }
    let original = find_original(ctx, Viewer::Account(who), status).await?;
    undo(ctx, who, original.id).await
}

/// Takes the boost of `original` back, if there is one.
pub(crate) async fn undo(ctx: &Context, who: AccountId, original: StatusId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let Some(boost) = status::find_boost(&*tx, who, original).await? else {
        return Ok(());
    };
    let original = status::find_by_id(&*tx, original)
        .await?
        .ok_or(Error::NotFound)?;
    remove_boost(&tx, &boost, original.id, now).await?;
    let activity = Outgoing::UndoAnnounce {
        account_id: who,
        uri: boost.uri,
        object_uri: original.uri,
        author_id: original.account_id,
    };
    outgoing::send(&tx, activity, now).await?;
    Ok(tx.commit().await?)
}

/// Someone on another server takes a boost back, by its id or by what it boosts. Said before the boost itself came, it will not be let in.
/// Of the two Announces that groups send only one became a boost: by `original` it is found under either id.
///
/// The caller has made sure that `uri` is of their server.
pub async fn receive_undo(
    ctx: &Context,
    who: AccountId,
    uri: Option<&str>,
    original: Option<StatusId>,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let by_uri = match uri {
        Some(uri) => status::find_by_uri(&*tx, uri).await?,
        None => None,
    };
    if let (Some(uri), None) = (uri, &by_uri) {
        tombstone::insert(&*tx, uri, Some(who), now).await?;
    }
    let boost = match (by_uri, original) {
        (None, Some(original)) => status::find_boost(&*tx, who, original).await?,
        (found, _) => found.filter(|boost| boost.account_id == who),
    };
    if let Some(boost) = boost
        && let Some(original) = boost.reblog_of_id
    {
        remove_boost(&tx, &boost, original, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Removes a boost of `original`, its count and its notification.
pub(crate) async fn remove_boost(
    tx: &Transaction,
    boost: &Status,
    original: StatusId,
    now: Timestamp,
) -> Result<()> {
    if remove(tx, boost, now).await? {
        status::add(&**tx, original, Count::Reblogs, -1).await?;
        let told = (NotificationKind::Reblog, boost.account_id);
        notification::delete_of_status(&**tx, original, Some(told)).await?;
    }
    Ok(())
}
