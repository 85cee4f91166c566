//! What moderators do with reports.

use std::collections::{HashMap, HashSet};

use storage::entry::Entry;
use storage::id::{AccountId, ReportId, RuleId, StatusId};
use storage::report::{self, Filter, Report};
use storage::{Page, Set, Transaction};

use super::check_category;
use crate::audit::{self, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::{self, Moderator, Record};
use crate::rule::{self, Rule};

/// Reports, and everyone and everything that they name, loaded in a fixed number of queries.
#[derive(Clone, Debug)]
pub struct Handled {
    /// The reports, in their order.
    pub reports: Vec<Report>,
    /// Who reports, who is reported and who looks after it.
    pub accounts: HashMap<AccountId, Record>,
    /// What is reported; deleted statuses are missing.
    pub statuses: Vec<Entry>,
    /// The rules of the instance.
    pub rules: Vec<Rule>,
}

/// What is to be changed; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// One of the API's words.
    pub category: Option<String>,
    /// Which rules were broken; unknown ones are left out.
    pub rules: Option<Vec<RuleId>>,
}

/// A page of the reports that fit, the newest first.
pub async fn index(ctx: &Context, by: &Moderator, filter: &Filter, page: Page) -> Result<Handled> {
    let rows = report::list(ctx.db.read(), filter, page).await?;
    handled(ctx, by, rows).await
}

/// One report.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, by: &Moderator, id: ReportId) -> Result<Handled> {
    let found = report::find_by_id(ctx.db.read(), id).await?;
    handled(ctx, by, vec![found.ok_or(Error::NotFound)?]).await
}

async fn handled(ctx: &Context, by: &Moderator, reports: Vec<Report>) -> Result<Handled> {
    let mut named = HashSet::new();
    let mut ids: Vec<StatusId> = Vec::new();
    for report in &reports {
        named.extend([report.account_id, report.target_id]);
        named.extend(
            [report.assigned_id, report.resolved_by_id]
                .into_iter()
                .flatten(),
        );
        ids.extend(serde_json::from_str::<Vec<StatusId>>(&report.status_ids)?);
    }
    let named: Vec<AccountId> = named.into_iter().collect();
    Ok(Handled {
        accounts: moderation::records_of(ctx, by, &named).await?,
        statuses: report::list_reported(ctx.db.read(), &ids).await?,
        rules: rule::list(ctx).await?,
        reports,
    })
}

/// Sorts a report otherwise.
///
/// # Errors
/// `NotFound`, `Invalid` for an unknown category.
pub async fn update(ctx: &Context, by: &Moderator, id: ReportId, change: Change) -> Result<()> {
    let category = change.category;
    category.as_deref().map_or(Ok(()), check_category)?;
    let tx = ctx.db.begin().await?;
    let rules = match change.rules {
        Some(rules) => Some(serde_json::to_string(&known(&tx, &rules).await?)?),
        None => None,
    };
    let mut row = report::Change::default();
    if let Some(category) = category {
        row.category = Set(category);
    }
    if let Some(rules) = rules {
        row.rule_ids = Set(rules);
    }
    let deed = Deed::new("report.update", "report", id);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    write(ctx, tx, id, row).await
}

/// Those of `ids` that are rules of the instance.
pub(super) async fn known(tx: &Transaction, ids: &[RuleId]) -> Result<Vec<RuleId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rules = storage::rule::list(&**tx).await?;
    let known = rules.iter().map(|rule| rule.id);
    Ok(known.filter(|id| ids.contains(id)).collect())
}

/// Takes a report on.
///
/// # Errors
/// `NotFound`.
pub async fn assign(ctx: &Context, by: &Moderator, id: ReportId) -> Result<()> {
    change(ctx, by, "report.assign", id, |row| {
        row.assigned_id = Set(Some(by.account_id));
    })
    .await
}

/// Gives a report back, whoever looked after it.
///
/// # Errors
/// `NotFound`.
pub async fn unassign(ctx: &Context, by: &Moderator, id: ReportId) -> Result<()> {
    change(ctx, by, "report.unassign", id, |row| {
        row.assigned_id = Set(None);
    })
    .await
}

/// Settles a report.
///
/// # Errors
/// `NotFound`.
pub async fn resolve(ctx: &Context, by: &Moderator, id: ReportId) -> Result<()> {
    let now = ctx.clock.now();
    change(ctx, by, "report.resolve", id, |row| {
        row.resolved_at = Set(Some(now));
        row.resolved_by_id = Set(Some(by.account_id));
    })
    .await
}

/// Opens a report again.
///
/// # Errors
/// `NotFound`.
pub async fn reopen(ctx: &Context, by: &Moderator, id: ReportId) -> Result<()> {
    change(ctx, by, "report.reopen", id, |row| {
        row.resolved_at = Set(None);
        row.resolved_by_id = Set(None);
    })
    .await
}

async fn change(
    ctx: &Context,
    by: &Moderator,
    action: &'static str,
    id: ReportId,
    set: impl FnOnce(&mut report::Change),
) -> Result<()> {
    let mut row = report::Change::default();
    set(&mut row);
    let tx = ctx.db.begin().await?;
    let deed = Deed::new(action, "report", id);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    write(ctx, tx, id, row).await
}

async fn write(ctx: &Context, tx: Transaction, id: ReportId, row: report::Change) -> Result<()> {
    report::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    report::update(&*tx, id, row, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}
