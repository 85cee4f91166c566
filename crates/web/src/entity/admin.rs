//! What moderators are shown: `Admin::Account` and `Admin::Report`.

mod block;
mod figures;
mod sign_up_block;
mod trend;

use std::collections::HashMap;

use domain::id::{AccountId, RuleId, StatusId};
use domain::moderation::Record;
use domain::report::{Handled, Report};
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::account::Account;
use super::format::{Id, Time};
use super::role::Role;
use super::rule::Rule;

pub use block::{AdminDomainAllow, AdminDomainBlock};
pub use figures::{AdminCohort, AdminDimension, AdminMeasure, Datum};
pub use sign_up_block::{AdminCanonicalEmailBlock, AdminEmailDomainBlock, AdminIpBlock};
pub use trend::{AdminTag, AdminTrendsLink};

/// `Admin::Account`. What concerns the login is `null` where nobody logs in here.
#[derive(Serialize, JsonSchema)]
pub struct AdminAccount<'a> {
    #[schemars(with = "Id")]
    id: String,
    username: &'a str,
    domain: Option<&'a str>,
    #[schemars(with = "Time")]
    created_at: String,
    email: Option<&'a str>,
    ip: Option<&'a str>,
    ips: Vec<Ip<'a>>,
    locale: Option<&'a str>,
    invite_request: Option<&'a str>,
    role: Option<Role>,
    confirmed: Option<bool>,
    approved: Option<bool>,
    disabled: Option<bool>,
    sensitized: bool,
    silenced: bool,
    suspended: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Id")]
    created_by_application_id: Option<String>,
    account: Account<'a>,
}

/// `Admin::Ip`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AdminIp")]
struct Ip<'a> {
    ip: &'a str,
    #[schemars(with = "Time")]
    used_at: String,
}

impl<'a> AdminAccount<'a> {
    /// Shows `record`.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &Context, record: &'a Record) -> Result<Self> {
        let account = &record.view.account;
        let owner = record.owner.as_ref();
        let ips = record.addresses.iter().map(|address| Ip {
            ip: &address.ip,
            used_at: address.used_at.to_rfc3339(),
        });
        let app = owner.and_then(|owner| owner.application_id);
        let said = owner.map(|owner| owner.reason.as_str());
        Ok(Self {
            id: account.id.to_string(),
            username: &account.username,
            domain: account.domain.as_deref(),
            created_at: account.created_at.to_rfc3339(),
            email: owner.map(|owner| owner.email.as_str()),
            ip: record.addresses.first().map(|address| address.ip.as_str()),
            ips: ips.collect(),
            locale: owner.map(|owner| owner.locale.as_str()),
            invite_request: said.filter(|reason| !reason.is_empty()),
            role: owner.map(|owner| owner.role.into()),
            confirmed: owner.map(|owner| owner.confirmed_at.is_some()),
            approved: owner.map(|owner| owner.approved_at.is_some()),
            disabled: owner.map(|owner| owner.disabled_at.is_some()),
            sensitized: account.sensitized_at.is_some(),
            silenced: account.silenced_at.is_some(),
            suspended: account.suspended_at.is_some(),
            created_by_application_id: app.map(|id| id.to_string()),
            account: Account::new(ctx, &record.view)?,
        })
    }
}

/// The list of `Admin::Report`; `statuses` are those that are still there, as JSON.
pub(crate) fn reports(
    ctx: &Context,
    handled: &Handled,
    statuses: &HashMap<StatusId, Box<RawValue>>,
) -> Result<Vec<Value>> {
    let shown = handled.reports.iter();
    shown
        .map(|row| report(ctx, handled, row, statuses))
        .collect()
}

fn report(
    ctx: &Context,
    handled: &Handled,
    row: &Report,
    statuses: &HashMap<StatusId, Box<RawValue>>,
) -> Result<Value> {
    let account = |id: Option<AccountId>| {
        let record = id.and_then(|id| handled.accounts.get(&id));
        let shown = record.map(|record| AdminAccount::new(ctx, record));
        shown.transpose()
    };
    let ids: Vec<StatusId> = serde_json::from_str(&row.status_ids)?;
    let broken: Vec<RuleId> = serde_json::from_str(&row.rule_ids)?;
    let broken = handled
        .rules
        .iter()
        .filter(|rule| broken.contains(&rule.id));
    Ok(json!({
        "id": row.id.to_string(),
        "action_taken": row.resolved_at.is_some(),
        "action_taken_at": row.resolved_at.map(domain::Timestamp::to_rfc3339),
        "category": row.category,
        "comment": row.comment,
        "forwarded": row.forwarded,
        "created_at": row.created_at.to_rfc3339(),
        "updated_at": row.updated_at.to_rfc3339(),
        "account": account(Some(row.account_id))?,
        "target_account": account(Some(row.target_id))?,
        "assigned_account": account(row.assigned_id)?,
        "action_taken_by_account": account(row.resolved_by_id)?,
        "statuses": ids.iter().filter_map(|id| statuses.get(id)).collect::<Vec<_>>(),
        "rules": broken.map(Rule::from).collect::<Vec<_>>(),
    }))
}
