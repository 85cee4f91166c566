//! The chain of what people with duties did: entries are appended, never changed.

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryOrder};

pub use crate::entity::audit_entry::Model as AuditEntry;
use crate::entity::audit_entry::{Column, Entity};
use crate::{Result, Sql};

/// Any number; that of the chain among the locks of PostgreSQL.
const LOCK: i64 = 0x0061_7564_6974;

/// Lets nobody else append before this transaction ends, and yields the last entry. SQLite has one writer anyway.
///
/// # Errors
/// When the database refuses.
pub async fn hold_last<C: ConnectionTrait>(connection: &C) -> Result<Option<AuditEntry>> {
    if connection.get_database_backend() == DbBackend::Postgres {
        Sql::new(connection, "SELECT pg_advisory_xact_lock(")
            .bind(LOCK)
            .push(")")
            .rows(connection)
            .await?;
    }
    let last = Entity::find().order_by_desc(Column::Seq);
    Ok(last.one(connection).await?)
}

/// Appends an entry, in the transaction that [`hold_last`] was asked in.
///
/// # Errors
/// `Conflict` when another entry took the place.
pub async fn insert<C: ConnectionTrait>(connection: &C, entry: AuditEntry) -> Result<()> {
    Entity::insert(entry.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
