//! Domains that the whole instance limits.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

pub use crate::entity::domain_block::Model as DomainBlock;
use crate::entity::domain_block::{Column, Entity};
use crate::id::DomainBlockId;
use crate::{Page, Result, Sql, row};

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

/// Those of these domains themselves.
pub async fn list_of<C: ConnectionTrait>(
    connection: &C,
    domains: &[&str],
) -> Result<Vec<DomainBlock>> {
    Sql::new(connection, "SELECT * FROM domain_blocks WHERE domain")
        .in_texts(domains)
        .all(connection)
        .await
}

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: DomainBlockId,
) -> Result<Option<DomainBlock>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The one of this domain itself.
pub async fn find_by_domain<C: ConnectionTrait>(
    connection: &C,
    domain: &str,
) -> Result<Option<DomainBlock>> {
    Ok(Entity::find()
        .filter(Column::Domain.eq(domain))
        .one(connection)
        .await?)
}

/// Adds one. `Conflict` when its domain is limited already.
pub async fn insert<C: ConnectionTrait>(connection: &C, new: DomainBlock) -> Result<()> {
    row::insert(connection, new).await
}

/// Writes one anew, by its id.
pub async fn update<C: ConnectionTrait>(connection: &C, block: DomainBlock) -> Result<()> {
    Entity::update(block.into_active_model().reset_all())
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes one.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: DomainBlockId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// All of them, by name.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<DomainBlock>> {
    Ok(Entity::find()
        .order_by_asc(Column::Domain)
        .all(connection)
        .await?)
}

/// A page of them, the newest first.
pub async fn list_page<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<DomainBlock>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}
