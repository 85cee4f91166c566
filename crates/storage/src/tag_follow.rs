//! Hashtags that accounts follow, and what that puts into homes.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

pub use crate::entity::tag_follow::Model as TagFollow;
use crate::entity::tag_follow::{Column, Entity};
use crate::home::NOT_EXCLUSIVE;
use crate::id::{AccountId, StatusId, TagId};
use crate::tag::Tag;
use crate::{Page, Result, Sql, row};

/// Follows a hashtag; doing so again changes nothing.
pub async fn insert<C: ConnectionTrait>(connection: &C, follow: TagFollow) -> Result<()> {
    row::insert_once(connection, follow, [Column::TagId, Column::AccountId]).await?;
    Ok(())
}

/// Follows a hashtag no more; says whether it was followed.
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

/// Which of these hashtags `account` follows.
pub async fn followed_of<C: ConnectionTrait>(
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

/// A hashtag in a list of them.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Followed {
    /// The id of the row that lists it: what a page is bounded by.
    pub cursor: i64,
    /// The hashtag.
    #[sea_orm(nested)]
    pub tag: Tag,
}

/// A page of the hashtags that `account` follows, the last followed first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<Followed>> {
    let rows = Sql::new(
        connection,
        "SELECT f.id AS cursor, t.* FROM tag_follows f JOIN tags t ON t.id = f.tag_id WHERE f.account_id = ",
    )
    .bind(account)
    .page(page, "f.id")
    .all(connection)
    .await?;
    Ok(page.newest_first(rows))
}

/// Puts a status into the homes of those who follow one of its hashtags, unless its author is silenced or is them.
pub async fn fan_out<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    author: AccountId,
) -> Result<u64> {
    Sql::new(
        connection,
        "INSERT INTO home_entries (account_id, status_id) SELECT DISTINCT f.account_id, st.status_id \
         FROM status_tags st JOIN tag_follows f ON f.tag_id = st.tag_id WHERE st.status_id = ",
    )
    .bind(status)
    .push(" AND f.account_id <> ")
    .bind(author)
    .push(" AND f.account_id")
    .push(NOT_EXCLUSIVE)
    .bind(author)
    .push(") AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.silenced_at IS NOT NULL AND a.id = ")
    .bind(author)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await
}

/// Takes the statuses with a hashtag out of `owner`'s home, which follows it no more: but for the owner's own, for those
/// of whom the owner follows, and for those with another hashtag that is followed.
pub async fn unmerge<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    tag: TagId,
) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM home_entries WHERE status_id IN (SELECT s.id FROM status_tags st \
         JOIN statuses s ON s.id = st.status_id WHERE st.tag_id = ",
    )
    .bind(tag)
    .push(" AND s.account_id <> ")
    .bind(owner)
    .push(
        " AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.target_id = s.account_id AND f.accepted_at IS NOT NULL \
         AND f.account_id = ",
    )
    .bind(owner)
    .push(
        ") AND NOT EXISTS (SELECT 1 FROM status_tags o JOIN tag_follows tf ON tf.tag_id = o.tag_id \
         WHERE o.status_id = s.id AND tf.account_id = ",
    )
    .bind(owner)
    .push(")) AND account_id = ")
    .bind(owner)
    .execute(connection)
    .await
}
