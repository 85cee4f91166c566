//! Rows of reports.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::report::Model as Report;
use crate::entity::report::{Column, Entity};
use crate::id::{AccountId, ReportId, StatusId};
use crate::row;
use crate::visibility::Audience;
use crate::{Result, Sql, entry};

/// The report with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ReportId,
) -> Result<Option<Report>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The report that came by the Flag with this id.
pub async fn find_by_uri<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<Option<Report>> {
    Ok(Entity::find()
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?)
}

/// Adds a report. `Conflict` when its Flag came before.
pub async fn insert<C: ConnectionTrait>(connection: &C, report: Report) -> Result<()> {
    row::insert(connection, report).await
}

/// Those of `ids` that are statuses of `author` which `audience` may see.
pub async fn list_reportable<C: ConnectionTrait>(
    connection: &C,
    author: AccountId,
    audience: &Audience,
    ids: &[StatusId],
) -> Result<Vec<StatusId>> {
    let rows = Sql::new(
        connection,
        "SELECT s.id FROM statuses s JOIN accounts sa ON sa.id = s.account_id WHERE s.account_id = ",
    )
    .bind(author)
    .push(" AND s.id")
    .in_ids(ids.iter().copied())
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .push(" ORDER BY s.id")
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}
