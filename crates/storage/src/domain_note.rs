//! What administrators write to each other about other servers.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::domain_note::Model as DomainNote;
use crate::entity::domain_note::{Column, Entity};
use crate::{Result, Sql};

/// The notes about these domains; one without a note is missing.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    domains: &[String],
) -> Result<Vec<DomainNote>> {
    Sql::new(connection, "SELECT * FROM domain_notes WHERE domain")
        .in_texts(domains)
        .all(connection)
        .await
}

/// Writes a note in the place of an older one.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(connection: &C, note: DomainNote) -> Result<()> {
    let replace = OnConflict::column(Column::Domain)
        .update_columns([Column::Text, Column::UpdatedAt])
        .to_owned();
    Entity::insert(note.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes a note, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, domain: &str) -> Result<()> {
    Entity::delete_by_id(domain.to_owned())
        .exec(connection)
        .await?;
    Ok(())
}
