//! Rows of files: attachments, avatars and headers, local and remote.

mod cache;

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

pub use crate::entity::media::Model as Media;
use crate::entity::media::{Column, Entity};
use crate::id::{AccountId, MediaId, StatusId};
use crate::kinds::{MediaPurpose, Visibility};
use crate::{Result, Sql, Timestamp};

pub use cache::{Cached, cached_bytes, clear_cached, list_cached, set_cached, touch};

/// The position of an attachment that an edit took away: only the history of its status shows it.
pub const FORMER: i32 = -1;

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
        "SELECT m.*, s.visibility AS visibility, a.domain AS domain FROM media m \
         JOIN accounts a ON a.id = m.account_id AND a.suspended_at IS NULL AND a.deleted_at IS NULL \
         LEFT JOIN statuses s ON s.id = m.status_id WHERE m.secret = ",
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

/// What these statuses carry now, in the order of their authors; statuses without files are missing.
pub async fn attachments_of<C: ConnectionTrait>(
    connection: &C,
    statuses: &[StatusId],
) -> Result<HashMap<StatusId, Vec<Media>>> {
    let mut rows = list_bound(connection, statuses).await?;
    rows.retain(|media| media.position != FORMER);
    rows.sort_by_key(|media| media.position);
    let mut found: HashMap<StatusId, Vec<Media>> = HashMap::new();
    for media in rows {
        if let Some(status) = media.status_id {
            found.entry(status).or_default().push(media);
        }
    }
    Ok(found)
}

/// Every file of these statuses, those that an edit took away included.
pub async fn list_bound<C: ConnectionTrait>(
    connection: &C,
    statuses: &[StatusId],
) -> Result<Vec<Media>> {
    if statuses.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "SELECT * FROM media WHERE status_id")
        .in_ids(statuses.iter().copied())
        .all(connection)
        .await
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

/// Attaches uploads of `account` to a status of its own, in the order of `ids`. Says how many could be: less than asked
/// for when one is not the account's, or belongs to another status.
pub async fn attach<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    status: StatusId,
    ids: &[MediaId],
) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let mut sql = Sql::new(connection, "UPDATE media SET status_id = ")
        .bind(status)
        .push(", position = CASE");
    for (position, id) in ids.iter().enumerate() {
        sql = sql
            .push(" WHEN id = ")
            .bind(*id)
            .push(&format!(" THEN {position}"));
    }
    sql.push(" ELSE position END WHERE purpose = 'attachment' AND account_id = ")
        .bind(account)
        .push(" AND (status_id IS NULL OR status_id = ")
        .bind(status)
        .push(") AND id")
        .in_ids(ids.iter().copied())
        .execute(connection)
        .await
}

/// Takes every file of a status but `ids` out of what it shows; its history goes on showing them.
pub async fn retire_others<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    ids: &[MediaId],
) -> Result<()> {
    Sql::new(
        connection,
        &format!("UPDATE media SET position = {FORMER} WHERE status_id = "),
    )
    .bind(status)
    .push(" AND NOT (id")
    .in_ids(ids.iter().copied())
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes an attachment an upload again, under another secret: its old address is dead.
pub async fn detach<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    secret: String,
    now: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::StatusId, Expr::value(None::<i64>))
        .col_expr(Column::Secret, Expr::value(secret))
        .col_expr(Column::CreatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(connection)
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

/// Writes what is set in `wording`.
pub async fn describe<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    wording: &Wording,
) -> Result<()> {
    let mut update = Entity::update_many().filter(Column::Id.eq(id));
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

/// Removes up to `limit` uploads from before `time` that no status carries, and says what they were.
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
    .push(&format!(" ORDER BY created_at LIMIT {limit}) RETURNING *"))
    .all(connection)
    .await
}
