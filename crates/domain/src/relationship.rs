//! What stands between the one who asks and others.

use std::collections::{HashMap, HashSet};

use storage::id::AccountId;
use storage::relationship::{self, Relations};

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// Between `who` asked and `account_id` (Relationship of the Mastodon API).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact that apps ask for"
)]
pub struct Relationship {
    /// The other.
    pub account_id: AccountId,
    /// Is followed.
    pub following: bool,
    /// Boosts are shown too.
    pub showing_reblogs: bool,
    /// Each status is notified.
    pub notifying: bool,
    /// Only these languages are shown; all when empty.
    pub languages: Vec<String>,
    /// Follows.
    pub followed_by: bool,
    /// Is blocked.
    pub blocking: bool,
    /// Blocks.
    pub blocked_by: bool,
    /// Is muted.
    pub muting: bool,
    /// Notifications are muted too.
    pub muting_notifications: bool,
    /// When the mute ends; never when `None`.
    pub muting_expires_at: Option<Timestamp>,
    /// Was asked, and has not answered.
    pub requested: bool,
    /// Asks.
    pub requested_by: bool,
    /// Their server is blocked.
    pub domain_blocking: bool,
    /// What was written down about them; may be empty.
    pub note: String,
    /// Is recommended on the profile.
    pub endorsed: bool,
}

impl Relationship {
    fn none(account_id: AccountId) -> Self {
        Self {
            account_id,
            following: false,
            showing_reblogs: false,
            notifying: false,
            languages: Vec::new(),
            followed_by: false,
            blocking: false,
            blocked_by: false,
            muting: false,
            muting_notifications: false,
            muting_expires_at: None,
            requested: false,
            requested_by: false,
            domain_blocking: false,
            note: String::new(),
            endorsed: false,
        }
    }
}

/// The relationships of `who` with those of `ids` that exist, in their order. The suspended are left out unless wanted.
pub async fn list(
    ctx: &Context,
    who: AccountId,
    ids: &[AccountId],
    with_suspended: bool,
) -> Result<Vec<Relationship>> {
    let known = storage::account::accounts_of(ctx.db.read(), ids).await?;
    let mut seen = HashSet::new();
    let ids: Vec<AccountId> = ids
        .iter()
        .copied()
        .filter(|id| seen.insert(*id))
        .filter(|id| {
            known.get(id).is_some_and(|other| {
                account::is_present(other) || with_suspended && account::is_admitted(other)
            })
        })
        .collect();
    let relations = relationship::list(ctx.db.read(), who, &ids).await?;
    let mut found = gather(who, &ids, relations)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The relationship of `who` with one account.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, who: AccountId, other: AccountId) -> Result<Relationship> {
    let found = list(ctx, who, &[other], true).await?;
    found.into_iter().next().ok_or(crate::Error::NotFound)
}

fn gather(
    who: AccountId,
    ids: &[AccountId],
    relations: Relations,
) -> Result<HashMap<AccountId, Relationship>> {
    let mut found: HashMap<_, _> = ids
        .iter()
        .map(|id| (*id, Relationship::none(*id)))
        .collect();
    for follow in relations.follows {
        let ours = follow.account_id == who;
        let other = if ours {
            follow.target_id
        } else {
            follow.account_id
        };
        let accepted = follow.accepted_at.is_some();
        let Some(entry) = found.get_mut(&other) else {
            continue;
        };
        match (ours, accepted) {
            (true, _) => {
                entry.following = accepted;
                entry.requested = !accepted;
                entry.showing_reblogs = follow.show_reblogs;
                entry.notifying = follow.notify;
                entry.languages = serde_json::from_str(&follow.languages)?;
            }
            (false, true) => entry.followed_by = true,
            (false, false) => entry.requested_by = true,
        }
    }
    for block in relations.blocks {
        if block.account_id == who {
            found
                .entry(block.target_id)
                .and_modify(|entry| entry.blocking = true);
        } else {
            found
                .entry(block.account_id)
                .and_modify(|entry| entry.blocked_by = true);
        }
    }
    for mute in relations.mutes {
        found.entry(mute.target_id).and_modify(|entry| {
            entry.muting = true;
            entry.muting_notifications = mute.notifications;
            entry.muting_expires_at = mute.expires_at;
        });
    }
    for note in relations.notes {
        found
            .entry(note.target_id)
            .and_modify(|entry| entry.note = note.comment);
    }
    for id in relations.domain_blocked {
        found
            .entry(id)
            .and_modify(|entry| entry.domain_blocking = true);
    }
    for id in relations.endorsed {
        found.entry(id).and_modify(|entry| entry.endorsed = true);
    }
    Ok(found)
}
