//! Domains that an instance with limited federation speaks to.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::domain_allow::Model as DomainAllow;
use crate::entity::domain_allow::{Column, Entity};
use crate::id::DomainAllowId;
use crate::{Page, Result, Sql, row};

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: DomainAllowId,
) -> Result<Option<DomainAllow>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The one of this domain itself.
pub async fn find_by_domain<C: ConnectionTrait>(
    connection: &C,
    domain: &str,
) -> Result<Option<DomainAllow>> {
    Ok(Entity::find()
        .filter(Column::Domain.eq(domain))
        .one(connection)
        .await?)
}

/// Those of these domains.
pub async fn list_of<C: ConnectionTrait>(
    connection: &C,
    domains: &[String],
) -> Result<Vec<DomainAllow>> {
    Sql::new(connection, "SELECT * FROM domain_allows WHERE domain")
        .in_texts(domains)
        .all(connection)
        .await
}

/// A page of them, the newest first.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<DomainAllow>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// Adds one unless its domain is there; says whether it was added.
pub async fn insert<C: ConnectionTrait>(connection: &C, new: DomainAllow) -> Result<bool> {
    row::insert_once(connection, new, [Column::Domain]).await
}

/// Removes one; says whether it was there.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: DomainAllowId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}
