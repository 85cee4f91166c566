//! Which files are attached to which status.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::Media;
use crate::id::{AccountId, MediaId, StatusId};
use crate::{Result, Sql, Timestamp};

/// The attachments of these statuses, in their order.
pub async fn attachments_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Vec<Media>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Media> = Sql::new(connection, "SELECT * FROM media WHERE status_id")
        .in_ids(ids.iter().copied())
        .push(" ORDER BY status_id, position, id")
        .all(connection)
        .await?;
    let mut of: HashMap<StatusId, Vec<Media>> = HashMap::new();
    for row in rows {
        if let Some(status) = row.status_id {
            of.entry(status).or_default().push(row);
        }
    }
    Ok(of)
}

/// Attaches files of `owner` to its status, in the order of `ids`; says how many could be. Those that are attached
/// elsewhere, wait for another status, or are of someone else, cannot.
pub async fn attach<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    status: StatusId,
    ids: &[MediaId],
) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let mut sql = Sql::new(connection, "UPDATE media SET status_id = ")
        .bind(status)
        .push(", position = CASE id");
    for (position, id) in ids.iter().enumerate() {
        sql = sql
            .push(" WHEN ")
            .bind(*id)
            .push(&format!(" THEN {position}"));
    }
    sql.push(" ELSE 0 END WHERE purpose = 'attachment' AND id")
        .in_ids(ids.iter().copied())
        .push(" AND account_id = ")
        .bind(owner)
        .push(" AND (status_id IS NULL OR status_id = ")
        .bind(status)
        .push(") AND NOT EXISTS (SELECT 1 FROM scheduled_media w WHERE w.media_id = media.id)")
        .execute(connection)
        .await
}

/// Takes every file but `keep` off a status. For a day from `now` they stay their owner's to attach again. Their secrets
/// begin with `secret` from here on: the addresses that others know lead nowhere.
pub async fn detach<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    keep: &[MediaId],
    secret: &str,
    now: Timestamp,
) -> Result<u64> {
    Sql::new(
        connection,
        "UPDATE media SET status_id = NULL, secret = CAST(",
    )
    .bind(secret)
    .push(" AS TEXT) || CAST(id AS TEXT), created_at = ")
    .bind(now)
    .push(" WHERE status_id = ")
    .bind(status)
    .push(" AND NOT id")
    .in_ids(keep.iter().copied())
    .execute(connection)
    .await
}
