//! Which files are attached to which status. The files themselves are in [`crate::entity::media`].

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::entity::media::Entity;
pub use crate::entity::media::Model as Media;
use crate::id::{AccountId, MediaId, StatusId};
use crate::{Result, Sql};

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

/// The files with these ids, in no order; unknown ids are missing.
pub async fn list_by_ids<C: ConnectionTrait>(
    connection: &C,
    ids: &[MediaId],
) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "SELECT * FROM media WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await
}

/// Attaches files of `owner` to its status, in the order of `ids`; says how many could be. Those that are attached
/// elsewhere, or are of someone else, cannot.
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
        .push(")")
        .execute(connection)
        .await
}

/// Takes every file but `keep` off a status. They stay their owner's until they are pruned.
pub async fn detach<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    keep: &[MediaId],
) -> Result<u64> {
    Sql::new(
        connection,
        "UPDATE media SET status_id = NULL WHERE status_id = ",
    )
    .bind(status)
    .push(" AND id NOT")
    .in_ids(keep.iter().copied())
    .execute(connection)
    .await
}

/// Adds files that came with a status.
pub async fn insert<C: ConnectionTrait>(connection: &C, media: Vec<Media>) -> Result<()> {
    if media.is_empty() {
        return Ok(());
    }
    Entity::insert_many(media.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Changes the alt text and the focal point of a file on a status; what is `None` stays.
pub async fn describe<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    id: MediaId,
    description: Option<String>,
    focus: Option<(f64, f64)>,
) -> Result<()> {
    let mut sql = Sql::new(connection, "UPDATE media SET status_id = status_id");
    if let Some(description) = description {
        sql = sql.push(", description = ").bind(description);
    }
    if let Some((x, y)) = focus {
        sql = sql
            .push(", focus_x = ")
            .bind(x)
            .push(", focus_y = ")
            .bind(y);
    }
    sql.push(" WHERE id = ")
        .bind(id)
        .push(" AND status_id = ")
        .bind(status)
        .execute(connection)
        .await?;
    Ok(())
}
