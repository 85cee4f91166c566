//! Where an actor moved, and which other actors are the same person.

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::update;
use crate::entity::account::ActiveModel;
use crate::id::AccountId;
use crate::{Result, Timestamp};

/// Writes the ids of an actor's other accounts, a JSON array, and raises the revision.
pub async fn set_aliases<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    also_known_as: String,
) -> Result<()> {
    let change = ActiveModel {
        also_known_as: Set(also_known_as),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Says where an actor moved and when, or with `None` that it is back, and raises the revision. The time of the last move
/// stays.
pub async fn set_moved<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    to: Option<(AccountId, Timestamp)>,
) -> Result<()> {
    let mut change = ActiveModel {
        moved_to_id: Set(to.map(|(target, _)| target)),
        ..Default::default()
    };
    if let Some((_, at)) = to {
        change.moved_at = Set(Some(at));
    }
    update(connection, id, change).await
}
