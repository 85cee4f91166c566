//! Rows of statuses to be posted later.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use crate::entity::scheduled_media;
pub use crate::entity::scheduled_status::Model as ScheduledStatus;
use crate::entity::scheduled_status::{Column, Entity};
use crate::id::{AccountId, MediaId, ScheduledStatusId};
use crate::{Page, Result, Timestamp, row};

/// A page of what `account` will post, by its id.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<ScheduledStatus>> {
    let own = Entity::find().filter(Column::AccountId.eq(account));
    let rows = page.apply(own, Column::Id).all(connection).await?;
    Ok(page.newest_first(rows))
}

/// One status that `account` will post.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: ScheduledStatusId,
) -> Result<Option<ScheduledStatus>> {
    let own = Entity::find_by_id(id).filter(Column::AccountId.eq(account));
    Ok(own.one(connection).await?)
}

/// The scheduled status with this id, whoever will post it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ScheduledStatusId,
) -> Result<Option<ScheduledStatus>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The status that `account` scheduled with this key.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_key<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    key: &str,
) -> Result<Option<ScheduledStatus>> {
    let own = Entity::find().filter(Column::AccountId.eq(account));
    let keyed = own.filter(Column::IdempotencyKey.eq(key));
    Ok(keyed.one(connection).await?)
}

/// How many statuses `account` will post: all, and those from `since` until before `until`; one is left out.
///
/// # Errors
/// When the database refuses.
pub async fn count<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    but: Option<ScheduledStatusId>,
    (since, until): (Timestamp, Timestamp),
) -> Result<(u64, u64)> {
    let mut own = Entity::find().filter(Column::AccountId.eq(account));
    if let Some(but) = but {
        own = own.filter(Column::Id.ne(but));
    }
    let between = own.clone().filter(Column::ScheduledAt.gte(since));
    let between = between.filter(Column::ScheduledAt.lt(until));
    Ok((
        own.count(connection).await?,
        between.count(connection).await?,
    ))
}

/// Adds a status with the files that wait for it.
///
/// # Errors
/// `Conflict` when its key is taken, or a file waits for another.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    new: ScheduledStatus,
    media: &[MediaId],
) -> Result<()> {
    let scheduled_id = new.id;
    row::insert(connection, new).await?;
    if media.is_empty() {
        return Ok(());
    }
    let waits = media.iter().map(|id| scheduled_media::Model {
        media_id: *id,
        scheduled_id,
    });
    scheduled_media::Entity::insert_many(waits.map(IntoActiveModel::into_active_model))
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Lets a status wait until another time.
///
/// # Errors
/// When the database refuses.
pub async fn postpone<C: ConnectionTrait>(
    connection: &C,
    id: ScheduledStatusId,
    until: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ScheduledAt, Expr::value(until))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a status of `account`, and lets its files go; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: ScheduledStatusId,
) -> Result<bool> {
    let done = Entity::delete_by_id(id)
        .filter(Column::AccountId.eq(account))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}
