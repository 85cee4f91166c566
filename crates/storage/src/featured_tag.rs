//! Hashtags that accounts show on their profiles.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
};

pub use crate::entity::featured_tag::Model as FeaturedTag;
use crate::entity::featured_tag::{Column, Entity};
use crate::id::{AccountId, FeaturedTagId, StatusId, TagId};
use crate::tag::Tag;
use crate::{Result, Sql, row};

/// Features a hashtag; says whether it was not featured before.
pub async fn insert<C: ConnectionTrait>(connection: &C, featured: FeaturedTag) -> Result<bool> {
    row::insert_once(connection, featured, [Column::AccountId, Column::TagId]).await
}

/// Features a hashtag no more; says whether it was featured.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    tag: TagId,
) -> Result<bool> {
    let gone = Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TagId.eq(tag))
        .exec(connection)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Features none but `kept`.
pub async fn delete_but<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    kept: &[TagId],
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TagId.is_not_in(kept.iter().copied()))
        .exec(connection)
        .await?;
    Ok(())
}

/// The hashtag that `account` features by the row of this id.
pub async fn find_tag<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: FeaturedTagId,
) -> Result<Option<Tag>> {
    Sql::new(
        connection,
        "SELECT t.* FROM featured_tags f JOIN tags t ON t.id = f.tag_id WHERE f.account_id = ",
    )
    .bind(account)
    .push(" AND f.id = ")
    .bind(id)
    .one(connection)
    .await
}

/// How many hashtags `account` features.
pub async fn count<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .count(connection)
        .await?)
}

/// Which of these hashtags `account` features.
pub async fn featured_of<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    tags: &[TagId],
) -> Result<HashSet<TagId>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TagId.is_in(tags.iter().copied()))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.tag_id).collect())
}

/// A featured hashtag, and how the account uses it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Featured {
    /// The id of the row that features it.
    pub featured_id: FeaturedTagId,
    /// Statuses of the account with it that everybody may see.
    pub statuses: i64,
    /// The last of them; its id tells when.
    pub last_status: Option<StatusId>,
    /// The hashtag.
    #[sea_orm(nested)]
    pub tag: Tag,
}

/// What the account of `featured_tags f` says with the hashtag to everybody.
const USES: &str = "FROM status_tags st JOIN statuses s ON s.id = st.status_id WHERE st.tag_id = f.tag_id \
    AND s.account_id = f.account_id AND s.visibility IN ('public', 'unlisted')";

/// The hashtags that `account` features, the most used first.
pub async fn list<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<Vec<Featured>> {
    Sql::new(
        connection,
        "SELECT f.id AS featured_id, (SELECT count(*) ",
    )
    .push(USES)
    .push(") AS statuses, (SELECT max(s.id) ")
    .push(USES)
    .push(") AS last_status, t.* FROM featured_tags f JOIN tags t ON t.id = f.tag_id WHERE f.account_id = ")
    .bind(account)
    .push(" ORDER BY 2 DESC, f.id")
    .all(connection)
    .await
}

/// The hashtags that `account` used most in the last `among` of its statuses and does not feature, up to `limit`.
pub async fn list_suggestions<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    among: u64,
    limit: u64,
) -> Result<Vec<Tag>> {
    Sql::new(
        connection,
        "SELECT t.* FROM tags t JOIN (SELECT st.tag_id, count(*) AS uses FROM (SELECT s.id FROM statuses s \
         WHERE s.reblog_of_id IS NULL AND s.account_id = ",
    )
    .bind(account)
    .push(&format!(
        " ORDER BY s.id DESC LIMIT {among}) r JOIN status_tags st ON st.status_id = r.id GROUP BY st.tag_id) u \
         ON u.tag_id = t.id WHERE NOT EXISTS (SELECT 1 FROM featured_tags f WHERE f.tag_id = t.id AND f.account_id = "
    ))
    .bind(account)
    .push(&format!(") ORDER BY u.uses DESC, t.name LIMIT {limit}"))
    .all(connection)
    .await
}
