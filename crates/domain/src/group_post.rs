//! Statuses in groups: offered by a mention, announced to the followers, held for a moderator, taken back.

mod change;
mod decide;
#[cfg(test)]
pub(crate) mod tests;

use std::time::Duration;

use storage::account::Account;
use storage::group::{self, Group, GroupPost};
use storage::id::{AccountId, StatusId};
use storage::kinds::{GroupPostState, NotificationKind, Visibility};
use storage::status::Status;
use storage::{Page, Transaction, account, follow, pin};

use crate::boost;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_lock;
use crate::group_member::{self, RUNS};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};

pub use change::forward;
pub(crate) use change::{edited, withdraw};
pub(crate) use decide::find_announced;
pub use decide::{REASON, approve, pending, reject, remove, remove_all_of, restore};

/// Over which the limits of a group count.
const HOUR: Duration = Duration::from_hours(1);

/// A new public status, as it is offered to groups.
pub(crate) struct Offer<'a> {
    /// The status.
    pub status: &'a Status,
    /// Whom it names or is addressed to.
    pub mentioned: &'a [AccountId],
    /// The received activity, byte for byte, when it came from elsewhere.
    pub activity: Option<&'a str>,
}

/// An announced status, as the group shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The status.
    pub status: Status,
    /// Who wrote it.
    pub author: Account,
    /// Only those who run the group answer below it.
    pub is_locked: bool,
    /// It stands on top of the group.
    pub is_pinned: bool,
}

/// Offers a status to the local groups that it mentions, and to those that announced what it answers. A follower's status
/// is announced; anyone else's waits for a moderator; the banned are ignored.
pub(crate) async fn offer(
    ctx: &Context,
    tx: &Transaction,
    offer: &Offer<'_>,
    now: Timestamp,
) -> Result<()> {
    if offer.status.visibility != Visibility::Public {
        return Ok(());
    }
    let mut candidates = offer.mentioned.to_vec();
    if let Some(parent) = offer.status.in_reply_to_id {
        candidates.extend(group::list_announcing(&**tx, parent).await?);
    }
    for rules in group::groups_of(&**tx, &candidates).await?.into_values() {
        offer_to(ctx, tx, &rules, offer, now).await?;
    }
    Ok(())
}

async fn offer_to(
    ctx: &Context,
    tx: &Transaction,
    rules: &Group,
    offer: &Offer<'_>,
    now: Timestamp,
) -> Result<()> {
    let (id, status) = (rules.account_id, offer.status);
    if rules.frozen_at.is_some() || group_member::is_banned(tx, id, status.account_id).await? {
        return Ok(());
    }
    let row = GroupPost {
        group_id: id,
        status_id: status.id,
        account_id: status.account_id,
        state: GroupPostState::Pending,
        activity: offer.activity.map(str::to_owned),
        decided_by_id: None,
        announced_at: None,
        created_at: now,
    };
    if !group::insert_post(&**tx, row).await? {
        return Ok(());
    }
    let is_admitted =
        is_welcome(tx, rules, status).await? && is_within_limits(tx, rules, status, now).await?;
    if is_admitted {
        announce(ctx, tx, id, status, None, now).await
    } else {
        tell_moderators(tx, id, status, now).await
    }
}

/// Tells those who run the group that a post waits for them: as a post of its author, which is the one type of
/// notification of the Mastodon API that every app shows with the post and says nothing untrue.
async fn tell_moderators(
    tx: &Transaction,
    id: AccountId,
    status: &Status,
    now: Timestamp,
) -> Result<()> {
    for member in group::list_members(&**tx, id, RUNS).await? {
        let (kind, author) = (NotificationKind::Status, status.account_id);
        notify(tx, member.account_id, kind, author, Some(status.id), now).await?;
    }
    Ok(())
}

/// Followers are; in a restricted group only with answers.
async fn is_welcome(tx: &Transaction, rules: &Group, status: &Status) -> Result<bool> {
    let (id, author) = (rules.account_id, status.account_id);
    let begins = status.in_reply_to_uri.is_none();
    let follow = follow::find(&**tx, author, id).await?;
    let follows = follow.is_some_and(|follow| follow.accepted_at.is_some());
    Ok(follows && !(rules.restricted && begins) || group_member::runs(tx, id, author).await?)
}

async fn is_within_limits(
    tx: &Transaction,
    rules: &Group,
    status: &Status,
    now: Timestamp,
) -> Result<bool> {
    let (id, author, since) = (rules.account_id, status.account_id, now.before(HOUR));
    let of_author = group::count_announced(&**tx, id, Some(author), since).await?;
    let of_all = group::count_announced(&**tx, id, None, since).await?;
    let below = |count: u64, limit: i32| u64::try_from(limit).is_ok_and(|limit| count < limit);
    Ok(below(of_author, rules.posts_per_author_hour) && below(of_all, rules.posts_per_hour))
}

/// Announces a status: the group boosts it, and passes on the activity that it came with. Answers are not boosted, so
/// that they do not fill timelines; servers that know groups look into the activity.
async fn announce(
    ctx: &Context,
    tx: &Transaction,
    id: AccountId,
    status: &Status,
    decided_by: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    let state = GroupPostState::Announced;
    group::decide(&**tx, id, status.id, state, decided_by, now).await?;
    if status.in_reply_to_uri.is_none() {
        let group = account::find_by_id(&**tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        if let Some(boost) = boost::insert(ctx, tx, &group, status, Visibility::Public, now).await?
        {
            let status_id = boost.id;
            outgoing::send(tx, Outgoing::Announce { status_id }, now).await?;
        }
    }
    let activity = Outgoing::GroupAnnounce {
        group_id: id,
        status_id: status.id,
    };
    outgoing::send(tx, activity, now).await
}

/// An announced status with the activity that it came with, which a status of ours has none of.
///
/// # Errors
/// When the database refuses.
pub async fn announced(
    ctx: &Context,
    id: AccountId,
    status: StatusId,
) -> Result<Option<GroupPost>> {
    let post = group::find_post(ctx.db.read(), id, status).await?;
    Ok(post.filter(|post| post.state == GroupPostState::Announced))
}

/// A page of what a group announced, the newest first, with the author of each.
///
/// # Errors
/// `NotFound` when there is no such group here.
pub async fn list(ctx: &Context, id: AccountId, page: Page) -> Result<Vec<Listed>> {
    let db = ctx.db.read();
    group::find_by_id(db, id).await?.ok_or(Error::NotFound)?;
    let posts = group::list_posts(db, id, GroupPostState::Announced, page).await?;
    let ids: Vec<StatusId> = posts.iter().map(|post| post.status_id).collect();
    let locked = group_lock::locked_of(ctx, id, &ids).await?;
    let pinned = pin::pinned_of(db, id, &ids).await?;
    let listed = decide::with_authors(ctx, &posts).await?.into_iter();
    let listed = listed.map(|(status, author)| Listed {
        is_locked: locked.contains(&status.id),
        is_pinned: pinned.contains(&status.id),
        status,
        author,
    });
    Ok(listed.collect())
}
