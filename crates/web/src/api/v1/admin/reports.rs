//! `/api/v1/admin/reports`.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::Context;
use domain::id::{AccountId, ReportId, RuleId};
use domain::moderation::Moderator;
use domain::report::{self, Change, Filter, Handled};
use serde::Deserialize;
use serde_json::Value;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:reports";
const WRITE: &str = "admin:write:reports";

/// Which reports are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    #[serde(deserialize_with = "lenient::boolean")]
    resolved: Option<bool>,
    #[serde(deserialize_with = "lenient::id")]
    account_id: Option<i64>,
    #[serde(deserialize_with = "lenient::id")]
    target_account_id: Option<i64>,
    by_target_domain: Option<String>,
}

impl From<Wanted> for Filter {
    fn from(wanted: Wanted) -> Self {
        Self {
            resolved: wanted.resolved.unwrap_or(false),
            account: wanted.account_id.map(AccountId),
            target: wanted.target_account_id.map(AccountId),
            target_domain: wanted.by_target_domain.filter(|domain| !domain.is_empty()),
        }
    }
}

/// `GET /api/v1/admin/reports`: the open ones, or with `resolved` those that are settled.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Wanted>,
) -> Result<Linked<Json<Value>>> {
    let by = staff.moderator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let handled = report::index(&state.ctx, by, &values.into(), page).await?;
    let shown = render(&state, &handled).await?;
    let cursors = handled.reports.iter().map(|report| report.id.0);
    Ok(Linked::new(&state, &uri, cursors, Json(shown.into())))
}

async fn render(state: &State, handled: &Handled) -> Result<Vec<Value>> {
    let statuses = state
        .fragments
        .statuses_of(&state.ctx, &handled.statuses)
        .await?;
    Ok(admin::reports(&state.ctx, handled, &statuses)?)
}

/// `GET /api/v1/admin/reports/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<ReportId>,
) -> Result<Json<Value>> {
    let by = staff.moderator(READ)?;
    one(&state, by, id).await
}

async fn one(state: &State, by: &Moderator, id: ReportId) -> Result<Json<Value>> {
    let handled = report::show(&state.ctx, by, id).await?;
    let shown = render(state, &handled).await?.pop();
    Ok(Json(shown.ok_or(domain::Error::NotFound)?))
}

/// What is to be changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    category: Option<String>,
    #[serde(deserialize_with = "ids")]
    rule_ids: Option<Vec<i64>>,
}

fn ids<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Vec<i64>>, D::Error> {
    lenient::ids(deserializer).map(Some)
}

/// `PUT /api/v1/admin/reports/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<ReportId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<Value>> {
    let by = staff.moderator(WRITE)?;
    let rules = values.rule_ids;
    let change = Change {
        category: values.category,
        rules: rules.map(|ids| ids.into_iter().map(RuleId).collect()),
    };
    report::update(&state.ctx, by, id, change).await?;
    one(&state, by, id).await
}

/// `POST /api/v1/admin/reports/{id}/assign_to_self`.
pub async fn assign_to_self(
    state: FromState<State>,
    staff: Staff,
    id: Id<ReportId>,
) -> Result<Json<Value>> {
    handle(&state, &staff, id, report::assign).await
}

/// `POST /api/v1/admin/reports/{id}/unassign`.
pub async fn unassign(
    state: FromState<State>,
    staff: Staff,
    id: Id<ReportId>,
) -> Result<Json<Value>> {
    handle(&state, &staff, id, report::unassign).await
}

/// `POST /api/v1/admin/reports/{id}/resolve`.
pub async fn resolve(
    state: FromState<State>,
    staff: Staff,
    id: Id<ReportId>,
) -> Result<Json<Value>> {
    handle(&state, &staff, id, report::resolve).await
}

/// `POST /api/v1/admin/reports/{id}/reopen`.
pub async fn reopen(
    state: FromState<State>,
    staff: Staff,
    id: Id<ReportId>,
) -> Result<Json<Value>> {
    handle(&state, &staff, id, report::reopen).await
}

/// Does something with a report, and shows it as it then is.
async fn handle<'a, Done: Future<Output = domain::Result<()>>>(
    state: &'a State,
    staff: &'a Staff,
    Id(id): Id<ReportId>,
    deed: impl FnOnce(&'a Context, &'a Moderator, ReportId) -> Done,
) -> Result<Json<Value>> {
    let by = staff.moderator(WRITE)?;
    deed(&state.ctx, by, id).await?;
    one(state, by, id).await
}
