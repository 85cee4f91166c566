//! `WrappedAnnualReports` and the state of one.

use schemars::JsonSchema;
use serde::Serialize;

/// The entity, of which there is none.
#[derive(Default, Serialize)]
pub struct WrappedAnnualReports {
    annual_reports: [(); 0],
    accounts: [(); 0],
    statuses: [(); 0],
}

/// Whether somebody may have a report.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum AnnualReportState {
    /// They may not.
    Ineligible,
}
