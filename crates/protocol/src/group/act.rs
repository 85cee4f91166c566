//! A moderator's activity, in the shapes of Lemmy that PieFed, Mbin and NodeBB share.

use domain::group_member::Ban;
use domain::text::plain;
use url::Url;

use crate::actor::timestamp;
use crate::error::Error;
use crate::vocab::Activity;

/// What someone decides who says to run a group.
#[derive(Debug)]
pub(super) struct Act {
    /// Who says so.
    pub actor: Url,
    /// What it is.
    pub deed: Deed,
    /// It is taken back.
    pub undone: bool,
}

/// What is done to whom.
#[derive(Debug)]
pub(super) enum Deed {
    /// A Delete with a `summary`; without one it is the author's own.
    Remove { object: Url, reason: String },
    /// A Lock.
    Lock { object: Url, reason: String },
    /// A Block with a `target`; without one it is a person's own.
    Ban { who: Url, group: Url, ban: Ban },
    /// An Add to a collection; taken back, a Remove from it.
    Collect { object: Url, target: Url },
}

/// Reads it; `None` for anything else.
pub(super) fn read(activity: &Activity) -> Result<Option<Act>, Error> {
    if activity.kind != "Undo" {
        return Ok(deed(activity).map(|(deed, undone)| Act {
            actor: activity.actor.clone(),
            deed,
            undone,
        }));
    }
    let Some(object) = activity.object.as_ref().filter(|object| object.is_object()) else {
        return Ok(None);
    };
    if !object
        .kind()
        .is_some_and(|kind| matches!(kind.as_str(), "Delete" | "Lock" | "Block"))
    {
        return Ok(None);
    }
    // Someone's own Block may be repeated without its actor; who runs a group says who they are.
    let Ok(inner) = object.parse::<Activity>() else {
        return Ok(None);
    };
    if inner.actor != activity.actor {
        return Err(Error::Refused("it was someone else's".to_owned()));
    }
    Ok(deed(&inner).map(|(deed, _)| Act {
        actor: inner.actor.clone(),
        deed,
        undone: true,
    }))
}

fn deed(activity: &Activity) -> Option<(Deed, bool)> {
    let object = activity.object_id()?;
    let reason = || plain::to_plain(activity.summary.as_deref().unwrap_or_default());
    let target = activity.target.clone();
    Some(match activity.kind.as_str() {
        "Delete" => {
            activity.summary.as_ref()?;
            let reason = reason();
            (Deed::Remove { object, reason }, false)
        }
        "Lock" => {
            let reason = reason();
            (Deed::Lock { object, reason }, false)
        }
        "Block" => {
            let ban = Ban {
                until: timestamp(activity.end_time),
                reason: reason(),
                with_posts: activity.remove_data,
            };
            let (who, group) = (object, target?);
            (Deed::Ban { who, group, ban }, false)
        }
        kind @ ("Add" | "Remove") => {
            let target = target?;
            (Deed::Collect { object, target }, kind == "Remove")
        }
        _ => return None,
    })
}
