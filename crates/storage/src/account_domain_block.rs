//! Rows of the domains that one account does not want to see.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::account_domain_block::Model as AccountDomainBlock;
use crate::entity::account_domain_block::{ActiveModel, Column, Entity};
use crate::id::{AccountDomainBlockId, AccountId};
use crate::{Page, Result, Timestamp, row};

/// Whether `account` blocks `domain`.
pub async fn exists<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    domain: &str,
) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Domain.eq(domain))
        .one(connection)
        .await?;
    Ok(found.is_some())
}

/// A page of the domains that `account` blocks, by the ids of the blocks.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<AccountDomainBlock>> {
    let select = Entity::find().filter(Column::AccountId.eq(account));
    let rows = page.apply(select, Column::Id).all(connection).await?;
    Ok(page.newest_first(rows))
}

/// Adds a block unless it is there.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    domain: &str,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(AccountDomainBlockId::generate(now)),
        account_id: Set(account),
        domain: Set(domain.to_owned()),
        created_at: Set(now),
    };
    row::insert_once(connection, row, [Column::AccountId, Column::Domain]).await?;
    Ok(())
}

/// Removes a block.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    domain: &str,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Domain.eq(domain))
        .exec(connection)
        .await?;
    Ok(())
}
