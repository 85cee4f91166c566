//! The people of this instance who agreed to be listed.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::PRESENT;
use crate::entity::account::Model as Account;
use crate::id::AccountId;
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

/// By what the directory of the API is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Who posted last.
    Active,
    /// Who is new here.
    New,
}

/// What is asked of the directory of the API, which holds people of other instances too.
#[derive(Clone, Copy, Debug)]
pub struct Everyone {
    /// Only those of this instance.
    pub local: bool,
    /// Whom first.
    pub order: Order,
    /// Who looks: with whom they have a block or mute, they are not shown.
    pub viewer: Option<AccountId>,
    /// How many.
    pub limit: u64,
    /// How many to pass over.
    pub offset: u64,
}

/// Everyone known here who wants to be found.
pub async fn list_everyone<C: ConnectionTrait>(
    connection: &C,
    asked: &Everyone,
) -> Result<Vec<Account>> {
    let mut sql = Sql::new(
        connection,
        "SELECT a.* FROM accounts a WHERE a.discoverable AND a.kind <> 'Application' AND a.moved_to_id IS NULL \
         AND a.suspended_at IS NULL AND a.silenced_at IS NULL AND a.deleted_at IS NULL",
    );
    if asked.local {
        sql = sql.push(" AND a.domain IS NULL");
    }
    if let Some(viewer) = asked.viewer {
        sql = unhidden(sql, viewer);
    }
    sql = sql.push(match asked.order {
        Order::Active => " ORDER BY coalesce(a.last_status_at, 0) DESC, a.id DESC",
        Order::New => " ORDER BY a.id DESC",
    });
    sql.push(&format!(" LIMIT {} OFFSET {}", asked.limit, asked.offset))
        .all(connection)
        .await
}

fn unhidden(sql: Sql, viewer: AccountId) -> Sql {
    sql.push(" AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = ")
        .bind(viewer)
        .push(" AND b.target_id = a.id) OR (b.account_id = a.id AND b.target_id = ")
        .bind(viewer)
        .push(")) AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.target_id = a.id AND m.account_id = ")
        .bind(viewer)
        .push(") AND NOT EXISTS (SELECT 1 FROM account_domain_blocks d WHERE d.domain = a.domain AND d.account_id = ")
        .bind(viewer)
        .push(")")
}
