//! Rows of filters, their keywords and the statuses that they name. What is found by an id is found for its owner alone.

mod keyword;
mod status;

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

pub use crate::entity::filter::{ActiveModel as Change, Model as Filter};
use crate::entity::filter::{Column, Entity};
pub use crate::entity::filter_keyword::{ActiveModel as KeywordChange, Model as Keyword};
pub use crate::entity::filter_status::Model as NamedStatus;
use crate::id::{AccountId, FilterId};
use crate::{Result, row};

pub use keyword::{delete_keyword, find_keyword, insert_keyword, list_keywords, update_keyword};
pub use status::{delete_status, find_status, insert_status, list_statuses};

/// A filter with what it looks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The filter.
    pub filter: Filter,
    /// Its keywords, the oldest first.
    pub keywords: Vec<Keyword>,
    /// The statuses that it names, the oldest first.
    pub statuses: Vec<NamedStatus>,
}

/// The filters of these accounts, the oldest first, in three queries however many they are.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(connection: &C, of: &[AccountId]) -> Result<Vec<Whole>> {
    let filters = crate::Sql::new(connection, "SELECT * FROM filters WHERE account_id")
        .in_ids(of.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await?;
    whole(connection, filters).await
}

/// One filter of `account`.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: FilterId,
) -> Result<Option<Whole>> {
    let filter = Entity::find_by_id(id)
        .filter(Column::AccountId.eq(account))
        .all(connection)
        .await?;
    Ok(whole(connection, filter).await?.pop())
}

async fn whole<C: ConnectionTrait>(connection: &C, filters: Vec<Filter>) -> Result<Vec<Whole>> {
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<FilterId> = filters.iter().map(|filter| filter.id).collect();
    let mut keywords: HashMap<FilterId, Vec<Keyword>> = HashMap::new();
    for keyword in list_keywords(connection, &ids).await? {
        keywords.entry(keyword.filter_id).or_default().push(keyword);
    }
    let mut statuses: HashMap<FilterId, Vec<NamedStatus>> = HashMap::new();
    for status in list_statuses(connection, &ids).await? {
        statuses.entry(status.filter_id).or_default().push(status);
    }
    let with = |filter: Filter| Whole {
        keywords: keywords.remove(&filter.id).unwrap_or_default(),
        statuses: statuses.remove(&filter.id).unwrap_or_default(),
        filter,
    };
    Ok(filters.into_iter().map(with).collect())
}

/// How many filters `account` has.
///
/// # Errors
/// When the database refuses.
pub async fn count<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<u64> {
    let own = Entity::find().filter(Column::AccountId.eq(account));
    Ok(own.count(connection).await?)
}

/// Adds a filter.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, filter: Filter) -> Result<()> {
    row::insert(connection, filter).await
}

/// Writes the columns that are set in `change`.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(
    connection: &C,
    id: FilterId,
    change: Change,
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

/// Removes a filter of `account` with what it looks for; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: FilterId,
) -> Result<bool> {
    let done = Entity::delete_by_id(id)
        .filter(Column::AccountId.eq(account))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}
