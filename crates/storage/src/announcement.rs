//! Rows of announcements, of who put them away and of how people react to them.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder};

pub use crate::entity::announcement::Model as Announcement;
use crate::entity::announcement::{Column, Entity};
use crate::id::{AccountId, AnnouncementId};
use crate::{Result, Sql, Timestamp, row};

/// Adds one.
pub async fn insert<C: ConnectionTrait>(connection: &C, announcement: Announcement) -> Result<()> {
    row::insert(connection, announcement).await
}

/// All of them, drafts and those that are over too, the newest first.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<Announcement>> {
    Ok(Entity::find()
        .order_by_desc(Column::Id)
        .all(connection)
        .await?)
}

/// The one with this id, draft or not.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: AnnouncementId,
) -> Result<Option<Announcement>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Those that are published and not over at `now`, in the order of what they are about.
pub async fn list_current<C: ConnectionTrait>(
    connection: &C,
    now: Timestamp,
) -> Result<Vec<Announcement>> {
    Sql::new(
        connection,
        "SELECT * FROM announcements WHERE published_at IS NOT NULL AND (ends_at IS NULL OR ends_at > ",
    )
    .bind(now)
    .push(") ORDER BY coalesce(starts_at, published_at), id")
    .all(connection)
    .await
}

/// Publishes a draft; `false` when there is none with this id.
pub async fn publish<C: ConnectionTrait>(
    connection: &C,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<bool> {
    let rows = Sql::new(connection, "UPDATE announcements SET published_at = ")
        .bind_once(now)
        .push(", updated_at = ")
        .bind_once(now)
        .push(" WHERE published_at IS NULL AND id = ")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(rows == 1)
}

/// Removes one with all that belongs to it; `false` when there is none with this id.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: AnnouncementId) -> Result<bool> {
    let gone = Entity::delete_by_id(id).exec(connection).await?;
    Ok(gone.rows_affected == 1)
}

/// Puts an announcement away. May be repeated.
pub async fn dismiss<C: ConnectionTrait>(
    connection: &C,
    id: AnnouncementId,
    account: AccountId,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO announcement_dismissals (announcement_id, account_id, created_at) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(account)
    .push(", ")
    .bind(now)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Which of `ids` an account put away.
pub async fn dismissed_of<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    ids: &[AnnouncementId],
) -> Result<HashSet<AnnouncementId>> {
    let rows = Sql::new(
        connection,
        "SELECT announcement_id FROM announcement_dismissals WHERE account_id = ",
    )
    .bind(account)
    .push(" AND announcement_id")
    .in_ids(ids.iter().copied())
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(AnnouncementId(row.try_get_by_index(0)?)))
        .collect()
}

/// How many reacted to an announcement in the same way.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Reaction {
    /// To which.
    pub announcement_id: AnnouncementId,
    /// An emoji, or the shortcode of one of ours.
    pub name: String,
    /// How many.
    pub count: i64,
    /// How many of them are the viewer: one or none.
    pub own: i64,
}

/// How people reacted to `ids`, the first reaction first; nobody known looks when `viewer` is `None`.
pub async fn list_reactions<C: ConnectionTrait>(
    connection: &C,
    ids: &[AnnouncementId],
    viewer: Option<AccountId>,
) -> Result<Vec<Reaction>> {
    Sql::new(
        connection,
        "SELECT announcement_id, name, count(*) AS count, count(CASE WHEN account_id = ",
    )
    .bind(viewer.unwrap_or(AccountId(0)))
    .push(" THEN 1 END) AS own FROM announcement_reactions WHERE announcement_id")
    .in_ids(ids.iter().copied())
    .push(" GROUP BY announcement_id, name ORDER BY announcement_id, min(created_at), name")
    .all(connection)
    .await
}

/// Adds a reaction. May be repeated.
pub async fn react<C: ConnectionTrait>(
    connection: &C,
    id: AnnouncementId,
    (account, name): (AccountId, &str),
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO announcement_reactions (announcement_id, account_id, name, created_at) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(account)
    .push(", ")
    .bind(name)
    .push(", ")
    .bind(now)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a reaction back; `false` when there was none.
pub async fn unreact<C: ConnectionTrait>(
    connection: &C,
    id: AnnouncementId,
    (account, name): (AccountId, &str),
) -> Result<bool> {
    let rows = Sql::new(
        connection,
        "DELETE FROM announcement_reactions WHERE announcement_id = ",
    )
    .bind(id)
    .push(" AND account_id = ")
    .bind(account)
    .push(" AND name = ")
    .bind(name)
    .execute(connection)
    .await?;
    Ok(rows == 1)
}
