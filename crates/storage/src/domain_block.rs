//! Domains that the whole instance limits.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Result;
pub use crate::entity::domain_block::Model as DomainBlock;
use crate::entity::domain_block::{Column, Entity};

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

/// All of them, by name.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<DomainBlock>> {
    Ok(Entity::find()
        .order_by_asc(Column::Domain)
        .all(connection)
        .await?)
}
