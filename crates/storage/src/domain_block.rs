//! Domains that the whole instance limits.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

pub use crate::entity::domain_block::Model as DomainBlock;
use crate::entity::domain_block::{ActiveModel, Column, Entity};
use crate::id::DomainBlockId;
use crate::kinds::Severity;
use crate::{Result, Timestamp};

/// The block that covers `domain`: its own, or the nearest one of a domain above it.
pub async fn find_covering<C: ConnectionTrait>(
    connection: &C,
    domain: &str,
) -> Result<Option<DomainBlock>> {
    let domain = domain.to_lowercase();
    let above = domain
        .match_indices('.')
        .map(|(dot, _)| &domain[dot + 1..])
        .chain([domain.as_str()]);
    let found = Entity::find()
        .filter(Column::Domain.is_in(above))
        .all(connection)
        .await?;
    // The nearest one is the longest name.
    Ok(found.into_iter().max_by_key(|block| block.domain.len()))
}

/// Limits `domain` and everything below it.
pub async fn limit<C: ConnectionTrait>(
    connection: &C,
    domain: &str,
    severity: Severity,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(DomainBlockId::generate(now)),
        domain: Set(domain.to_owned()),
        severity: Set(severity),
        reject_media: Set(false),
        reject_reports: Set(false),
        public_comment: Set(String::new()),
        private_comment: Set(String::new()),
        created_at: Set(now),
    };
    let again = OnConflict::column(Column::Domain)
        .update_column(Column::Severity)
        .to_owned();
    Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Limits `domain` no more; says whether it was limited.
pub async fn delete<C: ConnectionTrait>(connection: &C, domain: &str) -> Result<bool> {
    let done = Entity::delete_many()
        .filter(Column::Domain.eq(domain))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// All of them, by name.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<DomainBlock>> {
    Ok(Entity::find()
        .order_by_asc(Column::Domain)
        .all(connection)
        .await?)
}
