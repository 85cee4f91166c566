//! Groups of ours, run by people of other servers too: the use-cases ask for their role.

use domain::account::Account;
use domain::group_decision::Moderator;
use domain::id::StatusId;
use domain::kinds::{ActorKind, MembershipRole};
use domain::{Context, group_lock, group_member, group_pin, group_post, remote};
use url::Url;

use super::act::{self, Act, Deed};
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::resolve;

/// Does what was decided in a group of ours. `false` when it is nothing of the kind: someone's own Delete, Block or pin.
///
/// # Errors
/// `Refused` when the actor does not run the group.
pub(crate) async fn decide(
    federation: &Federation,
    received: &Authenticated,
) -> Result<bool, Error> {
    let Some(act) = act::read(&received.activity)? else {
        return Ok(false);
    };
    let ctx = &federation.ctx;
    let Some(group) = addressed(ctx, received, &act).await? else {
        // A Block of someone in something is nobody's own.
        return Ok(matches!(act.deed, Deed::Ban { .. }));
    };
    let actor = &received.actor;
    if !group_member::is_moderator(ctx, group.id, actor.id).await? {
        return match act.deed {
            // Some say why they delete what is their own.
            Deed::Remove { .. } => Ok(false),
            _ => Err(Error::Refused(format!(
                "{} does not run {}",
                actor.uri, group.uri
            ))),
        };
    }
    let by = Moderator {
        id: actor.id,
        activity: Some(&received.body),
    };
    apply(federation, &group, by, act).await?;
    Ok(true)
}

/// The group of ours in which it is decided: the one that it is addressed to, and for a ban its target.
async fn addressed(
    ctx: &Context,
    received: &Authenticated,
    act: &Act,
) -> Result<Option<Account>, Error> {
    let activity = &received.activity;
    let named: Vec<&Url> = match &act.deed {
        Deed::Ban { group, .. } => vec![group],
        _ => [&activity.audience, &activity.to, &activity.cc]
            .into_iter()
            .flatten()
            .collect(),
    };
    let uris = named.into_iter().map(Url::to_string);
    let uris: Vec<String> = uris.filter(|uri| ctx.uris.is_local(uri)).collect();
    let known = remote::list_by_uris(ctx, &uris).await?;
    let is_group = |account: &Account| account.kind == ActorKind::Group && account.domain.is_none();
    Ok(known.into_iter().find(is_group))
}

async fn apply(
    federation: &Federation,
    group: &Account,
    by: Moderator<'_>,
    act: Act,
) -> Result<(), Error> {
    let (ctx, id) = (&federation.ctx, group.id);
    let undone = act.undone;
    match act.deed {
        Deed::Remove { object, .. } if undone => {
            group_post::restore(ctx, id, by, status(ctx, &object).await?).await?;
        }
        Deed::Remove { object, reason } => {
            group_post::remove(ctx, id, by, status(ctx, &object).await?, &reason).await?;
        }
        Deed::Lock { object, .. } if undone => {
            group_lock::unlock(ctx, id, by, status(ctx, &object).await?).await?;
        }
        Deed::Lock { object, reason } => {
            group_lock::lock(ctx, id, by, status(ctx, &object).await?, &reason).await?;
        }
        Deed::Ban { who, ban, .. } => {
            let who = resolve::actor(federation, &who, &mut Budget::default()).await?;
            if undone {
                group_member::unban(ctx, id, by, who.id).await?;
            } else {
                group_member::ban(ctx, id, by, who.id, ban).await?;
            }
        }
        Deed::Collect { object, target } => {
            collect(federation, group, by, (&object, &target), undone).await?;
        }
    }
    Ok(())
}

/// Pins and moderators, by the collection.
async fn collect(
    federation: &Federation,
    group: &Account,
    by: Moderator<'_>,
    (object, target): (&Url, &Url),
    undone: bool,
) -> Result<(), Error> {
    let (ctx, id) = (&federation.ctx, group.id);
    let is = |collection: &Option<String>| collection.as_deref() == Some(target.as_str());
    if is(&group.featured_url) {
        let status = status(ctx, object).await?;
        if undone {
            group_pin::unpin(ctx, id, by, status).await?;
        } else {
            group_pin::pin(ctx, id, by, status).await?;
        }
    } else if is(&group.moderators_url) {
        let who = resolve::actor(federation, object, &mut Budget::default()).await?;
        let role = if undone {
            MembershipRole::Member
        } else {
            MembershipRole::Moderator
        };
        group_member::set_role(ctx, id, by, who.id, role).await?;
    } else {
        return Err(Error::Refused(format!(
            "{target} is no collection of the group"
        )));
    }
    Ok(())
}

/// A status that is known here; whether it is in the group is for the use-case to ask.
async fn status(ctx: &Context, uri: &Url) -> Result<StatusId, Error> {
    let found = remote::find_status(ctx, uri.as_str()).await?;
    Ok(found.ok_or(domain::Error::NotFound)?.id)
}
