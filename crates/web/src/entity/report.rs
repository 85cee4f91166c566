//! `Report`.

use domain::Result;
use domain::id::RuleId;
use domain::report;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::account::Account;
use super::format::{Id, Time};

/// A report, as the one who made it sees it.
#[derive(Serialize, JsonSchema)]
pub struct Report<'a> {
    #[schemars(with = "Id")]
    id: String,
    action_taken: bool,
    #[schemars(with = "Option<Time>")]
    action_taken_at: Option<String>,
    category: String,
    comment: String,
    forwarded: bool,
    #[schemars(with = "Time")]
    created_at: String,
    #[schemars(with = "Vec<Id>")]
    status_ids: Vec<String>,
    #[schemars(with = "Vec<Id>")]
    rule_ids: Vec<String>,
    #[schemars(with = "Account<'static>")]
    target_account: Option<&'a RawValue>,
}

impl<'a> Report<'a> {
    /// Shows a report that was just made of `target`, and of these statuses.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(
        report: report::Report,
        status_ids: Vec<String>,
        target: Option<&'a RawValue>,
    ) -> Result<Self> {
        let rules: Vec<RuleId> = serde_json::from_str(&report.rule_ids)?;
        Ok(Self {
            id: report.id.to_string(),
            action_taken: false,
            action_taken_at: None,
            category: report.category,
            comment: report.comment,
            forwarded: report.forwarded,
            created_at: report.created_at.to_rfc3339(),
            status_ids,
            rule_ids: rules.iter().map(ToString::to_string).collect(),
            target_account: target,
        })
    }
}
