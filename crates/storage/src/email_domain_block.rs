//! Domains of addresses with which not everyone signs up.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use crate::daily_use::DayUse;
pub use crate::entity::email_domain_block::Model as EmailDomainBlock;
use crate::entity::email_domain_block::{Column, Entity};
use crate::id::EmailDomainBlockId;
use crate::{Page, Result, Sql, row};

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: EmailDomainBlockId,
) -> Result<Option<EmailDomainBlock>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// A page of them, the newest first.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<EmailDomainBlock>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// Adds one. `Conflict` when it is there already.
pub async fn insert<C: ConnectionTrait>(connection: &C, new: EmailDomainBlock) -> Result<()> {
    row::insert(connection, new).await
}

/// Removes one; says whether it was there.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: EmailDomainBlockId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// The nearest one of `domains`: of the longest name.
pub async fn find_nearest<C: ConnectionTrait>(
    connection: &C,
    domains: &[&str],
) -> Result<Option<EmailDomainBlock>> {
    let found = Entity::find()
        .filter(Column::Domain.is_in(domains.iter().copied()))
        .all(connection)
        .await?;
    Ok(found.into_iter().max_by_key(|block| block.domain.len()))
}

/// Those of `domains`.
pub async fn list_by_domains<C: ConnectionTrait>(
    connection: &C,
    domains: &[&str],
) -> Result<Vec<EmailDomainBlock>> {
    Sql::new(connection, "SELECT * FROM email_domain_blocks WHERE domain")
        .in_texts(domains)
        .all(connection)
        .await
}

/// Counts on `day`, from 1970, that `who` tried.
pub async fn count_use<C: ConnectionTrait>(
    connection: &C,
    id: EmailDomainBlockId,
    day: i64,
    who: &str,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO email_domain_block_uses (block_id, day, who, uses) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(day)
    .push(", ")
    .bind(who)
    .push(", 1) ON CONFLICT (block_id, day, who) DO UPDATE SET uses = email_domain_block_uses.uses + 1")
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    block_id: EmailDomainBlockId,
    day: i64,
    uses: i64,
    accounts: i64,
}

/// How often somebody tried since `day`: with how many addresses, and how often in all. A day without any is missing.
pub async fn uses_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[EmailDomainBlockId],
    day: i64,
) -> Result<HashMap<EmailDomainBlockId, Vec<DayUse>>> {
    let rows: Vec<Row> = Sql::new(
        connection,
        "SELECT block_id, day, count(*) AS accounts, CAST(sum(uses) AS BIGINT) AS uses \
         FROM email_domain_block_uses WHERE block_id",
    )
    .in_ids(ids.iter().copied())
    .push(" AND day >= ")
    .bind(day)
    .push(" GROUP BY block_id, day")
    .all(connection)
    .await?;
    let mut of: HashMap<_, Vec<DayUse>> = HashMap::new();
    for row in rows {
        of.entry(row.block_id).or_default().push(DayUse {
            day: row.day,
            uses: row.uses,
            accounts: row.accounts,
        });
    }
    Ok(of)
}

/// Forgets what was tried before `day`.
pub async fn forget_uses<C: ConnectionTrait>(connection: &C, day: i64) -> Result<()> {
    Sql::new(
        connection,
        "DELETE FROM email_domain_block_uses WHERE day < ",
    )
    .bind(day)
    .execute(connection)
    .await?;
    Ok(())
}
