//! Statuses offered to groups, and those that groups boost.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::GroupPost;
use crate::entity::group_post;
use crate::id::{AccountId, StatusId};
use crate::kinds::GroupPostState;
use crate::status::Status;
use crate::{Page, Result, Sql, Timestamp, row};

/// The boosts of a group of what one author wrote, the newest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list_boosts_of<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    author: AccountId,
    limit: u64,
) -> Result<Vec<Status>> {
    let boosts =
        "SELECT b.* FROM statuses b JOIN statuses s ON s.id = b.reblog_of_id WHERE b.account_id = ";
    Sql::new(connection, boosts)
        .bind(group_id)
        .push(" AND s.account_id = ")
        .bind(author)
        .push(&format!(" ORDER BY b.id DESC LIMIT {limit}"))
        .all(connection)
        .await
}

/// Offers a status to a group; a second offer of the same status changes nothing and answers `false`.
///
/// # Errors
/// When the database refuses.
pub async fn insert_post<C: ConnectionTrait>(connection: &C, row: GroupPost) -> Result<bool> {
    use group_post::Column as P;
    row::insert_once(connection, row, [P::GroupId, P::StatusId]).await
}

/// A status offered to a group.
///
/// # Errors
/// When the database refuses.
pub async fn find_post<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    status_id: StatusId,
) -> Result<Option<GroupPost>> {
    Ok(group_post::Entity::find_by_id((group_id, status_id))
        .one(connection)
        .await?)
}

/// The groups that announced this status.
///
/// # Errors
/// When the database refuses.
pub async fn list_announcing<C: ConnectionTrait>(
    connection: &C,
    status_id: StatusId,
) -> Result<Vec<AccountId>> {
    let rows = group_post::Entity::find()
        .filter(group_post::Column::StatusId.eq(status_id))
        .filter(group_post::Column::State.eq(GroupPostState::Announced))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|post| post.group_id).collect())
}

/// The statuses of a group in this state, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_posts<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    state: GroupPostState,
    page: Page,
) -> Result<Vec<GroupPost>> {
    let select = group_post::Entity::find()
        .filter(group_post::Column::GroupId.eq(group_id))
        .filter(group_post::Column::State.eq(state));
    Ok(page.newest_first(
        page.apply(select, group_post::Column::StatusId)
            .all(connection)
            .await?,
    ))
}

/// Announced statuses of one author, the newest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list_announced_by<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    author: AccountId,
    limit: u64,
) -> Result<Vec<StatusId>> {
    let rows = group_post::Entity::find()
        .filter(group_post::Column::GroupId.eq(group_id))
        .filter(group_post::Column::AccountId.eq(author))
        .filter(group_post::Column::State.eq(GroupPostState::Announced))
        .order_by_desc(group_post::Column::CreatedAt)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|post| post.status_id).collect())
}

/// How many statuses a group announced since `since`: of one author, or of all.
///
/// # Errors
/// When the database refuses.
pub async fn count_announced<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    author: Option<AccountId>,
    since: Timestamp,
) -> Result<u64> {
    let mut select = group_post::Entity::find()
        .filter(group_post::Column::GroupId.eq(group_id))
        .filter(group_post::Column::State.eq(GroupPostState::Announced))
        .filter(group_post::Column::CreatedAt.gte(since));
    if let Some(author) = author {
        select = select.filter(group_post::Column::AccountId.eq(author));
    }
    Ok(select.count(connection).await?)
}

/// Writes the decision on an offered status.
///
/// # Errors
/// When the database refuses.
pub async fn decide<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    status_id: StatusId,
    state: GroupPostState,
    decided_by: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    let mut change = group_post::ActiveModel {
        state: Set(state),
        decided_by_id: Set(decided_by),
        ..Default::default()
    };
    if state == GroupPostState::Announced {
        change.announced_at = Set(Some(now));
    }
    group_post::Entity::update_many()
        .set(change)
        .filter(group_post::Column::GroupId.eq(group_id))
        .filter(group_post::Column::StatusId.eq(status_id))
        .exec(connection)
        .await?;
    Ok(())
}
