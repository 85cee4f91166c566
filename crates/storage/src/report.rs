//! Rows of reports.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::report::{ActiveModel as Change, Model as Report};
use crate::entity::report::{Column, Entity};
use crate::entry::{self, Entry};
use crate::id::{AccountId, ReportId, StatusId};
use crate::row;
use crate::visibility::Audience;
use crate::{Page, Result, Sql, Timestamp};

/// The report with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ReportId,
) -> Result<Option<Report>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The report that came by the Flag with this id.
pub async fn find_by_uri<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<Option<Report>> {
    Ok(Entity::find()
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?)
}

/// Adds a report. `Conflict` when its Flag came before.
pub async fn insert<C: ConnectionTrait>(connection: &C, report: Report) -> Result<()> {
    row::insert(connection, report).await
}

/// Those of `ids` that are statuses of `author` which `audience` may see.
pub async fn list_reportable<C: ConnectionTrait>(
    connection: &C,
    author: AccountId,
    audience: &Audience,
    ids: &[StatusId],
) -> Result<Vec<StatusId>> {
    Sql::new(
        connection,
        "SELECT s.id FROM statuses s JOIN accounts sa ON sa.id = s.account_id WHERE s.account_id = ",
    )
    .bind(author)
    .push(" AND s.id")
    .in_ids(ids.iter().copied())
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .push(" ORDER BY s.id")
    .column(connection)
    .await
}

/// Settles a report.
pub async fn settle<C: ConnectionTrait>(
    connection: &C,
    id: ReportId,
    by: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = Change {
        resolved_at: Set(Some(now)),
        resolved_by_id: Set(Some(by)),
        ..Default::default()
    };
    update(connection, id, change, now).await
}

/// Settles every open report about an account.
pub async fn settle_all_about<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = Change {
        resolved_at: Set(Some(now)),
        resolved_by_id: Set(Some(by)),
        updated_at: Set(now),
        ..Default::default()
    };
    Entity::update_many()
        .set(change)
        .filter(Column::TargetId.eq(target))
        .filter(Column::ResolvedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes the columns that are set in `change`.
pub async fn update<C: ConnectionTrait>(
    connection: &C,
    id: ReportId,
    change: Change,
    now: Timestamp,
) -> Result<()> {
    let change = Change {
        updated_at: Set(now),
        ..change
    };
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Which reports are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The settled ones; else the open ones.
    pub resolved: bool,
    /// By whom.
    pub account: Option<AccountId>,
    /// About whom.
    pub target: Option<AccountId>,
    /// About accounts of which server.
    pub target_domain: Option<String>,
}

/// A page of reports, the newest first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Report>> {
    let settled = if filter.resolved {
        "IS NOT NULL"
    } else {
        "IS NULL"
    };
    let mut sql = Sql::new(
        connection,
        &format!("SELECT r.* FROM reports r WHERE r.resolved_at {settled}"),
    );
    if let Some(account) = filter.account {
        sql = sql.push(" AND r.account_id = ").bind(account);
    }
    if let Some(target) = filter.target {
        sql = sql.push(" AND r.target_id = ").bind(target);
    }
    if let Some(domain) = &filter.target_domain {
        sql = sql
            .push(" AND EXISTS (SELECT 1 FROM accounts a WHERE a.id = r.target_id AND a.domain = ")
            .bind(domain.to_lowercase())
            .push(")");
    }
    Ok(page.newest_first(sql.page(page, "r.id").all(connection).await?))
}

/// Statuses that were reported, for moderators: whomever they were written for.
pub async fn list_reported<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = entry::select(connection, None, "statuses s", "s.id")
        .push(" WHERE s.id")
        .in_ids(ids.iter().copied())
        .push(" ORDER BY s.id");
    entry::all(connection, None, sql).await
}
