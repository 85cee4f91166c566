//! Statuses that filters name.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::NamedStatus;
use crate::entity::filter_status::{Column, Entity};
use crate::id::{AccountId, FilterId, FilterStatusId};
use crate::row::insert_once;
use crate::{Error, Result, Sql};

/// The statuses that these filters name, the oldest naming first.
///
/// # Errors
/// When the database refuses.
pub async fn list_statuses<C: ConnectionTrait>(
    connection: &C,
    of: &[FilterId],
) -> Result<Vec<NamedStatus>> {
    Sql::new(connection, "SELECT * FROM filter_statuses WHERE filter_id")
        .in_ids(of.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await
}

/// One status that a filter of `account` names, by the id of the naming.
///
/// # Errors
/// When the database refuses.
pub async fn find_status<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: FilterStatusId,
) -> Result<Option<NamedStatus>> {
    Sql::new(
        connection,
        "SELECT n.* FROM filter_statuses n JOIN filters f ON f.id = n.filter_id WHERE n.id = ",
    )
    .bind(id)
    .push(" AND f.account_id = ")
    .bind(account)
    .one(connection)
    .await
}

/// Lets a filter name a status; one that it names already is given as it stands.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert_status<C: ConnectionTrait>(
    connection: &C,
    row: NamedStatus,
) -> Result<NamedStatus> {
    let key = [Column::FilterId, Column::StatusId];
    insert_once(connection, row.clone(), key).await?;
    let stands = Entity::find()
        .filter(Column::FilterId.eq(row.filter_id))
        .filter(Column::StatusId.eq(row.status_id))
        .one(connection)
        .await?;
    stands.ok_or(Error::Conflict)
}

/// Lets a filter name a status no longer.
///
/// # Errors
/// When the database refuses.
pub async fn delete_status<C: ConnectionTrait>(connection: &C, id: FilterStatusId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
