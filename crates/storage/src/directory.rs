//! The people of this instance who agreed to be listed.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::PRESENT;
use crate::entity::account::Model as Account;
use crate::{Page, Result, Sql};

/// What the listed have to say of themselves; `None` asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The id of a specialty of theirs.
    pub specialty: Option<String>,
    /// The id of their profession.
    pub profession: Option<String>,
}

/// A page of those whom `filter` finds, the newest first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Account>> {
    let rows = listed(Sql::new(connection, "SELECT a.*"), filter)
        .page(page, "a.id")
        .all(connection)
        .await?;
    Ok(page.newest_first(rows))
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

/// How many `filter` finds.
pub async fn count<C: ConnectionTrait>(connection: &C, filter: &Filter) -> Result<i64> {
    let found: Option<Total> = listed(Sql::new(connection, "SELECT count(*) AS total"), filter)
        .one(connection)
        .await?;
    Ok(found.map_or(0, |found| found.total))
}

fn listed(sql: Sql, filter: &Filter) -> Sql {
    let mut sql = sql.push(&format!(
        " FROM accounts a LEFT JOIN profiles p ON p.account_id = a.id \
         WHERE a.domain IS NULL AND a.discoverable AND a.kind IN ('Person', 'Service', 'Organization') \
         AND {PRESENT} AND a.silenced_at IS NULL"
    ));
    if let Some(profession) = &filter.profession {
        sql = sql.push(" AND p.profession = ").bind(profession.as_str());
    }
    if let Some(specialty) = &filter.specialty {
        // The list is JSON, and ids are letters and hyphens: nothing in one is a wildcard.
        sql = sql
            .push(" AND p.specialties LIKE ")
            .bind(format!("%\"{specialty}\"%"));
    }
    sql
}
