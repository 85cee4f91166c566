//! What another server counts of one of its actors.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ActiveValue, ConnectionTrait, Value};

use super::{update, update_unseen};
use crate::entity::account::ActiveModel;
use crate::id::AccountId;
use crate::{Result, Timestamp};

/// Columns to write; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Followers.
    pub followers: Option<i64>,
    /// Accounts that it follows.
    pub following: Option<i64>,
    /// Statuses and boosts.
    pub statuses: Option<i64>,
    /// Shows nobody who the first two are.
    pub hide_collections: Option<bool>,
}

/// Writes what a remote actor's own server counts, and raises the revision.
pub async fn set_counts<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    counts: Counts,
) -> Result<()> {
    let change = ActiveModel {
        followers_count: set(counts.followers),
        following_count: set(counts.following),
        statuses_count: set(counts.statuses),
        hide_collections: set(counts.hide_collections),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Remembers when a remote actor's collections were asked for; shows nowhere, so the revision stays.
pub async fn set_collections_fetched<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        collections_fetched_at: Set(Some(now)),
        ..Default::default()
    };
    update_unseen(connection, id, change).await
}

fn set<T: Into<Value>>(value: Option<T>) -> ActiveValue<T> {
    value.map_or(NotSet, Set)
}
