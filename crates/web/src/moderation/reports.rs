//! `/moderation/reports`: what was reported and waits, or was settled.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::account::acct;
use domain::id::AccountId;
use domain::moderation::Moderator;
use domain::report::{self, Filter, Handled, Report};
use domain::text::plain;
use serde::Deserialize;

use super::{Desk, ROWS};
use crate::browse::pager;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Frame, Paging, Params, Sent};
use crate::pages::moderation::{ReportRow, ReportsPage, category_key};
use crate::state::State;

pub(super) const PATH: &str = "/moderation/reports";
/// Characters of a comment in the list.
const COMMENT: usize = 120;

/// Which reports are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    #[serde(deserialize_with = "lenient::boolean")]
    resolved: Option<bool>,
}

/// `GET /moderation/reports`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values, .. }): Sent<Wanted>,
) -> Response {
    let resolved = values.resolved == Some(true);
    let page = page(&state, &frame, &by, &paging, resolved).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn page(
    state: &State,
    frame: &Frame,
    by: &Moderator,
    paging: &Paging,
    resolved: bool,
) -> Result<ReportsPage> {
    let filter = Filter {
        resolved,
        ..Filter::default()
    };
    let asked = paging.page(ROWS, ROWS);
    let handled = report::index(&state.ctx, by, &filter, asked).await?;
    let cursors: Vec<i64> = handled.reports.iter().map(|it| it.id.0).collect();
    let path = if resolved {
        format!("{PATH}?resolved=1")
    } else {
        PATH.to_owned()
    };
    Ok(ReportsPage {
        page: frame.page("reports-title"),
        resolved,
        reports: handled.reports.iter().map(|it| row(&handled, it)).collect(),
        pager: pager::around(&path, &asked, &cursors),
    })
}

fn row(handled: &Handled, report: &Report) -> ReportRow {
    ReportRow {
        path: format!("{PATH}/{}", report.id),
        target: name(handled, Some(report.target_id)).unwrap_or_default(),
        category: category_key(&report.category),
        comment: plain::excerpt(&domain::text::escape(&report.comment), COMMENT),
        assigned: name(handled, report.assigned_id),
        since: report.created_at,
    }
}

/// The handle of someone whom a report names.
pub(super) fn name(handled: &Handled, id: Option<AccountId>) -> Option<String> {
    let record = handled.accounts.get(&id?)?;
    Some(acct(&record.view.account))
}
