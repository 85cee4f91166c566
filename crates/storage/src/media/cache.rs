//! Remote files that are kept here for a while.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::media::{ActiveModel, Column, Entity, Model};
use crate::id::MediaId;
use crate::kinds::MediaKind;
use crate::{Result, Sql, Timestamp};

/// A remote file as it was kept, re-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// The name of the file in the store.
    pub key: String,
    /// The name of the preview in the store; `None` where the file is small enough.
    pub preview_key: Option<String>,
    /// What it is.
    pub kind: MediaKind,
    /// The media type of the file.
    pub mime: String,
    /// Bytes of both.
    pub bytes: i64,
    /// Pixels; `None` of sound.
    pub width: Option<i32>,
    /// Pixels.
    pub height: Option<i32>,
    /// Pixels of the preview.
    pub preview_width: Option<i32>,
    /// Pixels of the preview.
    pub preview_height: Option<i32>,
    /// The placeholder (blurha.sh).
    pub blurhash: Option<String>,
    /// What is known of a video or of sound: a JSON object.
    pub playback: Option<String>,
}

/// Says that a remote file is kept now and, since its size may be another than was said, raises the revision of its
/// status; `false` when another process was faster, or the row is gone.
pub async fn set_cached<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    file: Cached,
    now: Timestamp,
) -> Result<bool> {
    let change = ActiveModel {
        key: Set(Some(file.key)),
        preview_key: Set(file.preview_key),
        kind: Set(file.kind),
        mime: Set(file.mime),
        bytes: Set(file.bytes),
        width: Set(file.width),
        height: Set(file.height),
        preview_width: Set(file.preview_width),
        preview_height: Set(file.preview_height),
        blurhash: Set(file.blurhash),
        playback: Set(file.playback),
        cached_at: Set(Some(now)),
        ..Default::default()
    };
    let result = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::Key.is_null())
        .exec(connection)
        .await?;
    Sql::new(
        connection,
        "UPDATE statuses SET revision = revision + 1 WHERE id = (SELECT status_id FROM media WHERE id = ",
    )
    .bind(id)
    .push(")")
    .execute(connection)
    .await?;
    Ok(result.rows_affected == 1)
}

/// Says that a kept file was asked for, so that it is among the last to go.
pub async fn touch<C: ConnectionTrait>(connection: &C, id: MediaId, now: Timestamp) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::CachedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::CachedAt.is_not_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// Says that remote files are not kept any more; what is known of them stays.
pub async fn clear_cached<C: ConnectionTrait>(connection: &C, ids: &[MediaId]) -> Result<()> {
    Sql::new(
        connection,
        "UPDATE media SET key = NULL, preview_key = NULL, bytes = 0, cached_at = NULL \
         WHERE remote_url IS NOT NULL AND id",
    )
    .in_ids(ids.iter().copied())
    .execute(connection)
    .await?;
    Ok(())
}

/// Up to `limit` kept remote files, those first that were not asked for the longest.
pub async fn list_cached<C: ConnectionTrait>(connection: &C, limit: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::CachedAt.is_not_null())
        .order_by_asc(Column::CachedAt)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Bytes of all kept remote files.
pub async fn cached_bytes<C: ConnectionTrait>(connection: &C) -> Result<u64> {
    // SUM over BIGINT is NUMERIC on PostgreSQL.
    let rows = Sql::new(
        connection,
        "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) AS bytes FROM media WHERE cached_at IS NOT NULL",
    )
    .rows(connection)
    .await?;
    let bytes: i64 = match rows.first() {
        Some(row) => row.try_get("", "bytes")?,
        None => 0,
    };
    Ok(u64::try_from(bytes).unwrap_or(0))
}
