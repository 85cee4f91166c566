//! Rows of polls with the answers that they offer.

mod vote;

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

pub use crate::entity::poll::{ActiveModel as Change, Model as Poll};
pub use crate::entity::poll_option::Model as PollOption;
pub use crate::entity::poll_vote::Model as PollVote;
use crate::entity::{poll, poll_option};
use crate::id::{PollId, StatusId};
use crate::{Result, Sql, row};

pub use vote::{
    choices_of, count_vote, delete_votes, find_vote, insert_vote, list_choices, list_voters,
};

/// A poll with its options, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The poll.
    pub poll: Poll,
    /// What can be chosen.
    pub options: Vec<PollOption>,
}

/// The polls of these statuses; those that carry none are missing.
///
/// # Errors
/// When the database refuses.
pub async fn polls_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Whole>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let polls: Vec<Poll> = Sql::new(connection, "SELECT * FROM polls WHERE status_id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    let polls = with_options(connection, polls).await?;
    let polls = polls.into_iter().map(|whole| (whole.poll.status_id, whole));
    Ok(polls.collect())
}

/// The poll with this id, whoever may see it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: PollId) -> Result<Option<Whole>> {
    let found = poll::Entity::find_by_id(id).all(connection).await?;
    Ok(with_options(connection, found).await?.pop())
}

async fn with_options<C: ConnectionTrait>(connection: &C, polls: Vec<Poll>) -> Result<Vec<Whole>> {
    if polls.is_empty() {
        return Ok(Vec::new());
    }
    let options: Vec<PollOption> = Sql::new(connection, "SELECT * FROM poll_options WHERE poll_id")
        .in_ids(polls.iter().map(|poll| poll.id))
        .push(" ORDER BY poll_id, position")
        .all(connection)
        .await?;
    let mut of: HashMap<PollId, Vec<PollOption>> = HashMap::new();
    for option in options {
        of.entry(option.poll_id).or_default().push(option);
    }
    let with = |poll: Poll| Whole {
        options: of.remove(&poll.id).unwrap_or_default(),
        poll,
    };
    Ok(polls.into_iter().map(with).collect())
}

/// Adds a poll with what can be chosen.
///
/// # Errors
/// `Conflict` when the status carries one already.
pub async fn insert<C: ConnectionTrait>(connection: &C, whole: Whole) -> Result<()> {
    row::insert(connection, whole.poll).await?;
    insert_options(connection, whole.options).await
}

/// Adds options to a poll that has none.
///
/// # Errors
/// `Conflict` when it has some.
pub async fn insert_options<C: ConnectionTrait>(
    connection: &C,
    options: Vec<PollOption>,
) -> Result<()> {
    let rows = options.into_iter().map(IntoActiveModel::into_active_model);
    poll_option::Entity::insert_many(rows)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Takes the options off a poll; the votes for them are the caller's to remove.
///
/// # Errors
/// When the database refuses.
pub async fn delete_options<C: ConnectionTrait>(connection: &C, id: PollId) -> Result<()> {
    poll_option::Entity::delete_many()
        .filter(poll_option::Column::PollId.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes the columns that are set in `change`. The caller raises the revision of the status.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, id: PollId, change: Change) -> Result<()> {
    if change.is_changed() {
        poll::Entity::update_many()
            .set(change)
            .filter(poll::Column::Id.eq(id))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Takes a poll off its status, with its votes.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: PollId) -> Result<()> {
    poll::Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
