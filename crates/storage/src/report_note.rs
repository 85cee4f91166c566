//! Rows of what moderators write to each other about reports.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::report_note::Model as ReportNote;
use crate::entity::report_note::{Column, Entity};
use crate::id::ReportId;
use crate::{Result, row};

/// Adds a note.
pub async fn insert<C: ConnectionTrait>(connection: &C, note: ReportNote) -> Result<()> {
    row::insert(connection, note).await
}

/// The notes about a report, the oldest first.
pub async fn list<C: ConnectionTrait>(connection: &C, report: ReportId) -> Result<Vec<ReportNote>> {
    Ok(Entity::find()
        .filter(Column::ReportId.eq(report))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}
