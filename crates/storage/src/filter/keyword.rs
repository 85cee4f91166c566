//! Keywords of filters.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Keyword, KeywordChange};
use crate::entity::filter_keyword::{Column, Entity};
use crate::id::{AccountId, FilterId, FilterKeywordId};
use crate::{Result, Sql, row};

/// The keywords of these filters, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_keywords<C: ConnectionTrait>(
    connection: &C,
    of: &[FilterId],
) -> Result<Vec<Keyword>> {
    Sql::new(connection, "SELECT * FROM filter_keywords WHERE filter_id")
        .in_ids(of.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await
}

/// One keyword of a filter of `account`.
///
/// # Errors
/// When the database refuses.
pub async fn find_keyword<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: FilterKeywordId,
) -> Result<Option<Keyword>> {
    Sql::new(
        connection,
        "SELECT k.* FROM filter_keywords k JOIN filters f ON f.id = k.filter_id WHERE k.id = ",
    )
    .bind(id)
    .push(" AND f.account_id = ")
    .bind(account)
    .one(connection)
    .await
}

/// Adds a keyword.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert_keyword<C: ConnectionTrait>(connection: &C, keyword: Keyword) -> Result<()> {
    row::insert(connection, keyword).await
}

/// Writes the columns that are set in `change`.
///
/// # Errors
/// When the database refuses.
pub async fn update_keyword<C: ConnectionTrait>(
    connection: &C,
    id: FilterKeywordId,
    change: KeywordChange,
) -> Result<()> {
    if change.is_changed() {
        Entity::update_many()
            .set(change)
            .filter(Column::Id.eq(id))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Removes a keyword.
///
/// # Errors
/// When the database refuses.
pub async fn delete_keyword<C: ConnectionTrait>(connection: &C, id: FilterKeywordId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
