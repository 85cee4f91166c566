//! What becomes of an announced status later: groups pass on that it was edited or is gone.

use storage::id::AccountId;
use storage::status::{self, Status};
use storage::{Transaction, group};

use crate::boost;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::outgoing::{self, Outgoing};

/// A status of ours was edited.
pub(crate) async fn edited(tx: &Transaction, status: &Status, now: Timestamp) -> Result<()> {
    for group_id in group::list_announcing(&**tx, status.id).await? {
        let status_id = status.id;
        let activity = Outgoing::GroupUpdate {
            group_id,
            status_id,
        };
        outgoing::send(tx, activity, now).await?;
    }
    Ok(())
}

/// A status is about to go: the groups that boosted it take that back. One of ours is also deleted in the groups' name;
/// for others [`forward`] does that, with the words of their server.
pub(crate) async fn withdraw(tx: &Transaction, status: &Status, now: Timestamp) -> Result<()> {
    for group_id in group::list_announcing(&**tx, status.id).await? {
        unboost(tx, group_id, status, now).await?;
        if status.local {
            let activity = Outgoing::GroupDelete {
                group_id,
                account_id: status.account_id,
                object_uri: status.uri.clone(),
            };
            outgoing::send(tx, activity, now).await?;
        }
    }
    Ok(())
}

/// Takes the boost of a group back, if there is one, here and elsewhere.
pub(super) async fn unboost(
    tx: &Transaction,
    group_id: AccountId,
    status: &Status,
    now: Timestamp,
) -> Result<()> {
    let Some(boost) = status::find_boost(&**tx, group_id, status.id).await? else {
        return Ok(());
    };
    Box::pin(boost::remove_boost(tx, &boost, status.id, now)).await?;
    let activity = Outgoing::UndoAnnounce {
        account_id: group_id,
        uri: boost.uri,
        object_uri: status.uri.clone(),
        author_id: status.account_id,
    };
    outgoing::send(tx, activity, now).await
}

/// Passes on what the server of `author` says of the status `uri`, byte for byte, in every group that announced it. To be
/// called before a Delete has its effect: afterwards nobody knows the groups.
///
/// # Errors
/// When the database refuses.
pub async fn forward(ctx: &Context, author: AccountId, uri: &str, activity: &str) -> Result<()> {
    let Some(status) = status::find_by_uri(ctx.db.read(), uri).await? else {
        return Ok(());
    };
    let groups = group::list_announcing(ctx.db.read(), status.id).await?;
    if status.account_id != author || groups.is_empty() {
        return Ok(());
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for group_id in groups {
        let body = activity.to_owned();
        outgoing::send(&tx, Outgoing::GroupForward { group_id, body }, now).await?;
    }
    Ok(tx.commit().await?)
}
