//! Who chose what.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::PollVote;
use crate::entity::poll_vote::{Column, Entity};
use crate::id::{AccountId, PollId, PollVoteId};
use crate::{Result, Sql, row};

/// Adds a vote. `false` when the account chose this already.
///
/// # Errors
/// When the database refuses.
pub async fn insert_vote<C: ConnectionTrait>(connection: &C, vote: PollVote) -> Result<bool> {
    let key = [Column::PollId, Column::AccountId, Column::Choice];
    row::insert_once(connection, vote, key).await
}

/// Counts a vote for an option, and its voter if this was their first. Numbers that are not known stay so.
///
/// # Errors
/// When the database refuses.
pub async fn count_vote<C: ConnectionTrait>(
    connection: &C,
    poll: PollId,
    choice: i32,
    is_first: bool,
) -> Result<()> {
    let add = "UPDATE poll_options SET votes_count = votes_count + 1 WHERE poll_id = ";
    Sql::new(connection, add)
        .bind(poll)
        .push(" AND position = ")
        .bind(choice)
        .execute(connection)
        .await?;
    if is_first {
        let add = "UPDATE polls SET voters_count = voters_count + 1 WHERE id = ";
        Sql::new(connection, add)
            .bind(poll)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The vote with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_vote<C: ConnectionTrait>(
    connection: &C,
    id: PollVoteId,
) -> Result<Option<PollVote>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// What `account` chose in `poll`.
///
/// # Errors
/// When the database refuses.
pub async fn list_choices<C: ConnectionTrait>(
    connection: &C,
    poll: PollId,
    account: AccountId,
) -> Result<Vec<i32>> {
    let chosen = choices_of(connection, &[poll], account)
        .await?
        .remove(&poll);
    Ok(chosen.unwrap_or_default())
}

/// What `account` chose in these polls, in the order of the options.
///
/// # Errors
/// When the database refuses.
pub async fn choices_of<C: ConnectionTrait>(
    connection: &C,
    polls: &[PollId],
    account: AccountId,
) -> Result<HashMap<PollId, Vec<i32>>> {
    let votes: Vec<PollVote> = Sql::new(connection, "SELECT * FROM poll_votes WHERE account_id = ")
        .bind(account)
        .push(" AND poll_id")
        .in_ids(polls.iter().copied())
        .push(" ORDER BY poll_id, choice")
        .all(connection)
        .await?;
    let mut of: HashMap<PollId, Vec<i32>> = HashMap::new();
    for vote in votes {
        of.entry(vote.poll_id).or_default().push(vote.choice);
    }
    Ok(of)
}

/// Who voted in `poll`.
///
/// # Errors
/// When the database refuses.
pub async fn list_voters<C: ConnectionTrait>(
    connection: &C,
    poll: PollId,
) -> Result<Vec<AccountId>> {
    let rows = Entity::find()
        .filter(Column::PollId.eq(poll))
        .all(connection)
        .await?;
    let mut voters: Vec<AccountId> = rows.into_iter().map(|vote| vote.account_id).collect();
    voters.sort_unstable();
    voters.dedup();
    Ok(voters)
}

/// Forgets every vote in `poll`; the caller resets the numbers.
///
/// # Errors
/// When the database refuses.
pub async fn delete_votes<C: ConnectionTrait>(connection: &C, poll: PollId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::PollId.eq(poll))
        .exec(connection)
        .await?;
    Ok(())
}
