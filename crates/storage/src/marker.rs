//! Rows of markers: how far someone has read a timeline.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::marker::Model as Marker;
use crate::entity::marker::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, Sql, Timestamp};

/// The markers of `account` in these timelines.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    timelines: &[&str],
) -> Result<Vec<Marker>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Timeline.is_in(timelines.iter().copied()))
        .all(connection)
        .await?)
}

/// Sets a marker and raises its version, in one statement: of two devices that save at once, the later one counts.
pub async fn save<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    timeline: &str,
    last_read_id: i64,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO markers (account_id, timeline, last_read_id, version, updated_at) VALUES (",
    )
    .bind(account)
    .push(", ")
    .bind(timeline)
    .push(", ")
    .bind(last_read_id)
    .push(", 1, ")
    .bind(now)
    .push(
        ") ON CONFLICT (account_id, timeline) DO UPDATE SET last_read_id = excluded.last_read_id, \
         version = markers.version + 1, updated_at = excluded.updated_at",
    )
    .execute(connection)
    .await?;
    Ok(())
}
