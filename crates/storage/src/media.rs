//! Rows of files: attachments, avatars and headers, local and remote.

mod attachment;
mod cache;
mod processing;

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::account::PRESENT;
pub use crate::entity::media::Model as Media;
use crate::entity::media::{Column, Entity};
use crate::id::{AccountId, MediaId, StatusId};
use crate::kinds::{MediaPurpose, Visibility};
use crate::{Result, Sql, Timestamp};

pub use attachment::{attach, attachments_of, detach};
pub use cache::{Cached, cached_bytes, clear_cached, list_cached, set_cached, touch};
pub use processing::{fail, finish, set_preview};

/// A file and what its audience depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Reachable {
    /// The file.
    pub media: Media,
    /// Who may see the status that it is attached to.
    pub visibility: Option<Visibility>,
    /// The domain of its account; `None` when that is local.
    pub domain: Option<String>,
}

/// The file with this secret, unless its account is suspended or gone.
pub async fn find_reachable<C: ConnectionTrait>(
    connection: &C,
    secret: &str,
) -> Result<Option<Reachable>> {
    let rows = Sql::new(
        connection,
        &format!(
            "SELECT m.*, s.visibility AS visibility, a.domain AS domain FROM media m \
             JOIN accounts a ON a.id = m.account_id AND {PRESENT} \
             LEFT JOIN statuses s ON s.id = m.status_id WHERE m.secret = "
        ),
    )
    .bind(secret)
    .rows(connection)
    .await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Reachable {
            media: Media::from_query_result(row, "")?,
            visibility: row.try_get("", "visibility")?,
            domain: row.try_get("", "domain")?,
        })
    };
    rows.first().map(read).transpose()
}

/// The file with this id.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: MediaId) -> Result<Option<Media>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The attachment with this id, if `account` uploaded it.
pub async fn find_attachment_of<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: MediaId,
) -> Result<Option<Media>> {
    Ok(Entity::find_by_id(id)
        .filter(Column::AccountId.eq(account))
        .filter(Column::Purpose.eq(MediaPurpose::Attachment))
        .filter(Column::RemoteUrl.is_null())
        .one(connection)
        .await?)
}

/// Those of `keys`, names of files in the store, that a row has.
pub async fn list_named<C: ConnectionTrait>(
    connection: &C,
    keys: &[String],
) -> Result<Vec<String>> {
    Sql::new(connection, "SELECT key FROM media WHERE key")
        .in_texts(keys)
        .push(" UNION ALL SELECT preview_key FROM media WHERE preview_key")
        .in_texts(keys)
        .push(" UNION ALL SELECT source_key FROM media WHERE source_key")
        .in_texts(keys)
        .push(" UNION ALL SELECT key FROM verification_evidence WHERE key")
        .in_texts(keys)
        .column(connection)
        .await
}

/// The files with these ids; unknown ids are missing.
pub async fn media_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[MediaId],
) -> Result<HashMap<MediaId, Media>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Media> = Sql::new(connection, "SELECT * FROM media WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|media| (media.id, media)).collect())
}

/// Up to `limit` files of an account.
pub async fn list_of_account<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Media>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Adds files.
pub async fn insert<C: ConnectionTrait>(connection: &C, media: Vec<Media>) -> Result<()> {
    if media.is_empty() {
        return Ok(());
    }
    Entity::insert_many(media.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// What a person says about a file; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// The alternative text.
    pub description: Option<String>,
    /// The point that a crop keeps, from -1 to 1 each, the second one upwards.
    pub focus: Option<(f64, f64)>,
}

/// Writes what is set in `wording`, if the file is attached to the status `on`, or to none as that says.
pub async fn describe<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    on: Option<StatusId>,
    wording: &Wording,
) -> Result<()> {
    let attached = on.map_or_else(|| Column::StatusId.is_null(), |on| Column::StatusId.eq(on));
    let mut update = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(attached);
    if let Some(text) = &wording.description {
        update = update.col_expr(Column::Description, Expr::value(text.as_str()));
    }
    if let Some((x, y)) = wording.focus {
        update = update
            .col_expr(Column::FocusX, Expr::value(x))
            .col_expr(Column::FocusY, Expr::value(y));
    }
    if *wording != Wording::default() {
        update.exec(connection).await?;
    }
    Ok(())
}

/// Writes where a remote file stands among its status's attachments.
pub async fn set_position<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    position: i32,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Position, Expr::value(position))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes rows and says what they were; the files behind them are the caller's to remove.
pub async fn delete<C: ConnectionTrait>(connection: &C, ids: &[MediaId]) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "DELETE FROM media WHERE id")
        .in_ids(ids.iter().copied())
        .push(" RETURNING *")
        .all(connection)
        .await
}

/// Removes an upload of `account`; `None` when there is none of this id, or a status carries it.
pub async fn delete_upload<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: MediaId,
) -> Result<Option<Media>> {
    Sql::new(
        connection,
        "DELETE FROM media WHERE status_id IS NULL AND purpose = 'attachment' AND account_id = ",
    )
    .bind(account)
    .push(" AND id = ")
    .bind(id)
    .push(" RETURNING *")
    .one(connection)
    .await
}

/// Removes up to `limit` uploads from before `time` that no status carries or waits with, and says what they were.
pub async fn delete_unattached<C: ConnectionTrait>(
    connection: &C,
    time: Timestamp,
    limit: u64,
) -> Result<Vec<Media>> {
    // Spelled as in the partial index `media_unattached`, so that both engines use it. The outer condition is for
    // PostgreSQL: one may have been attached since the inner one was read.
    Sql::new(
        connection,
        "DELETE FROM media WHERE status_id IS NULL AND id IN \
         (SELECT id FROM media WHERE status_id IS NULL AND purpose = 'attachment' AND created_at < ",
    )
    .bind(time)
    .push(" AND NOT EXISTS (SELECT 1 FROM scheduled_media w WHERE w.media_id = media.id)")
    .push(&format!(" ORDER BY created_at LIMIT {limit}) RETURNING *"))
    .all(connection)
    .await
}
