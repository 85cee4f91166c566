//! Groups of other servers: what a group says in its own name of votes and of what its moderators decide.
//!
//! The Announce proves that the group said it, and no more (row 54): it is believed of what belongs to the group, decided
//! by those who run it. Nothing of anyone else's is believed of it.

use domain::account::Account;
use domain::boost::{self, RemoteBoost};
use domain::group_member;
use domain::inbox::Undone;
use domain::kinds::{ActorKind, Visibility};
use domain::status::Status;
use domain::{Context, favourite, remote, remote_group};
use url::Url;

use super::act::{self, Act, Deed};
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::origin::same_origin;
use crate::vocab::{Activity, Embedded};
use crate::{collection, resolve};

/// Moderators of a group that are read.
const MODERATORS: usize = 200;

/// Something that is no post was wrapped.
pub(crate) async fn on_wrapped(
    federation: &Federation,
    received: &Authenticated,
    inner: &Activity,
) -> Result<(), Error> {
    let group = &received.actor;
    if group.kind != ActorKind::Group {
        return Err(Error::Refused(format!("{} is no group", group.uri)));
    }
    if let Some(liked) = vote(inner)? {
        return on_vote(&federation.ctx, group, &liked).await;
    }
    match act::read(inner)? {
        Some(act) => decided(federation, received, act).await,
        None => Ok(()),
    }
}

/// A Like that someone gives or takes back.
struct Vote {
    actor: Url,
    uri: Option<Url>,
    object: Url,
    undone: bool,
}

/// Reads it. A Dislike counts nothing here.
fn vote(inner: &Activity) -> Result<Option<Vote>, Error> {
    let read = |like: &Activity, undone: bool| {
        Some(Vote {
            actor: like.actor.clone(),
            uri: like.id.clone(),
            object: like.object_id()?,
            undone,
        })
    };
    let enclosed = inner.object.as_ref().filter(|_| inner.kind == "Undo");
    match enclosed.filter(|like| like.kind().as_deref() == Some("Like")) {
        Some(like) => {
            let like: Activity = like.parse()?;
            Ok(read(&like, true).filter(|vote| vote.actor == inner.actor))
        }
        None if inner.kind == "Like" => Ok(read(inner, false)),
        None => Ok(None),
    }
}

/// Counts the vote of an account that is known here, and asks nobody: a group tells of thousands. For people of ours
/// nobody else speaks.
async fn on_vote(ctx: &Context, group: &Account, vote: &Vote) -> Result<(), Error> {
    let Some(status) = held(ctx, group, &vote.object).await? else {
        return Ok(());
    };
    let voter = remote::find_by_uri(ctx, vote.actor.as_str()).await?;
    let voter = voter.filter(|voter| voter.domain.is_some() && domain::account::is_present(voter));
    let Some(voter) = voter else {
        return Ok(());
    };
    if vote.undone {
        // By its id it would be remembered as gone, and that the group may not say of others' servers.
        let undone = Undone {
            uri: None,
            came: false,
        };
        favourite::receive_undo(ctx, voter.id, undone, Some(status.id)).await?;
    } else if let Some(uri) = vote
        .uri
        .as_ref()
        .filter(|uri| same_origin(uri, &vote.actor))
    {
        favourite::receive(ctx, voter.id, status.id, uri.as_str()).await?;
    }
    Ok(())
}

/// A status that is known here and belongs to the group.
async fn held(ctx: &Context, group: &Account, uri: &Url) -> Result<Option<Status>, Error> {
    let Some(status) = remote::find_status(ctx, uri.as_str()).await? else {
        return Ok(None);
    };
    let held = remote_group::holds(ctx, group.id, &status).await?;
    Ok(Some(status).filter(|_| held))
}

async fn decided(federation: &Federation, received: &Authenticated, act: Act) -> Result<(), Error> {
    let (ctx, group) = (&federation.ctx, &received.actor);
    match &act.deed {
        Deed::Remove { object, .. } => {
            if act.undone {
                return restore(federation, received, &act.actor, object).await;
            }
            if let Some(status) = held(ctx, group, object).await? {
                demand(federation, group, &act.actor).await?;
                let copy = is_beside(group, object);
                remote_group::remove(ctx, group.id, &status, copy).await?;
            }
        }
        Deed::Lock { object, .. } => {
            if let Some(status) = held(ctx, group, object).await? {
                demand(federation, group, &act.actor).await?;
                remote_group::lock(ctx, group.id, status.id, act.undone).await?;
            }
        }
        Deed::Ban {
            who,
            group: target,
            ban,
        } => {
            let known = remote::find_by_uri(ctx, who.as_str()).await?;
            if let Some(who) = known.filter(|_| target.as_str() == group.uri) {
                demand(federation, group, &act.actor).await?;
                if act.undone {
                    remote_group::unban(ctx, group.id, who.id).await?;
                } else {
                    remote_group::ban(ctx, group, &who, ban).await?;
                }
            }
        }
        Deed::Collect { object, target } => {
            collected(federation, group, &act, (object, target)).await?;
        }
    }
    Ok(())
}

/// Pins and moderators, by the collection.
async fn collected(
    federation: &Federation,
    group: &Account,
    act: &Act,
    (object, target): (&Url, &Url),
) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let is = |collection: &Option<String>| collection.as_deref() == Some(target.as_str());
    if is(&group.featured_url) {
        if let Some(status) = held(ctx, group, object).await? {
            demand(federation, group, &act.actor).await?;
            remote_group::pin(ctx, group.id, status.id, act.undone).await?;
        }
    } else if is(&group.moderators_url)
        && let Some(who) = remote::find_by_uri(ctx, object.as_str()).await?
    {
        demand(federation, group, &act.actor).await?;
        if act.undone {
            remote_group::dismiss(ctx, group.id, who.id).await?;
        } else {
            remote_group::appoint(ctx, group.id, who.id).await?;
        }
    }
    Ok(())
}

/// A post that was taken out is back: its home is asked for it, if someone here follows the group.
async fn restore(
    federation: &Federation,
    received: &Authenticated,
    actor: &Url,
    object: &Url,
) -> Result<(), Error> {
    let (ctx, group) = (&federation.ctx, &received.actor);
    let Some(uri) = &received.activity.id else {
        return Ok(());
    };
    if !remote_group::is_followed(ctx, group.id).await? {
        return Ok(());
    }
    demand(federation, group, actor).await?;
    if is_beside(group, object) {
        remote_group::readmit(ctx, object.as_str()).await?;
    }
    let status = resolve::status(federation, object, &mut Budget::default()).await?;
    if status.in_reply_to_uri.is_some() || status.group_id.is_some_and(|id| id != group.id) {
        return Ok(());
    }
    let again = RemoteBoost {
        uri: uri.to_string(),
        booster: group.id,
        original: status.id,
        visibility: Visibility::Public,
        published: None,
    };
    boost::receive(ctx, again).await?;
    Ok(())
}

/// Whether the group's server speaks for an address.
fn is_beside(group: &Account, uri: &Url) -> bool {
    Url::parse(&group.uri).is_ok_and(|group| same_origin(&group, uri))
}

/// Demands that the group lists `actor` among those who run it, or that they are of its own server, which runs everything
/// there. The list is asked for when it is needed: it is one request to the server that wants something of us.
async fn demand(federation: &Federation, group: &Account, actor: &Url) -> Result<(), Error> {
    let ctx = &federation.ctx;
    if is_beside(group, actor) {
        return Ok(());
    }
    if let Some(known) = remote::find_by_uri(ctx, actor.as_str()).await?
        && group_member::is_moderator(ctx, group.id, known.id).await?
    {
        return Ok(());
    }
    let listed = moderators(federation, group).await?;
    if listed.iter().any(|uri| uri == actor.as_str()) {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "{actor} does not run {}",
        group.uri
    )))
}

async fn moderators(federation: &Federation, group: &Account) -> Result<Vec<String>, Error> {
    let list = group.moderators_url.as_deref();
    let Some(list) = list.and_then(|uri| Url::parse(uri).ok()) else {
        return Ok(Vec::new());
    };
    let members = collection::beginning(federation, &list, &mut Budget::default()).await?;
    let uris = members.iter().filter_map(Embedded::id).map(String::from);
    let uris: Vec<String> = uris.take(MODERATORS).collect();
    remote_group::keep_moderators(&federation.ctx, group.id, &uris).await?;
    Ok(uris)
}
