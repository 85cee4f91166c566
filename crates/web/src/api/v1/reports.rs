//! `/api/v1/reports`.

use axum::Json;
use axum::extract::State as FromState;
use domain::account_view::AccountRef;
use domain::id::{AccountId, RuleId, StatusId};
use domain::report::{self, NewReport};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::report::Report;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Params, User};
use crate::state::State;

/// What is reported.
#[derive(Deserialize)]
pub struct Complaint {
    #[serde(default, deserialize_with = "lenient::id")]
    account_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::ids")]
    status_ids: Vec<i64>,
    #[serde(default)]
    comment: String,
    #[serde(default, deserialize_with = "lenient::ids")]
    rule_ids: Vec<i64>,
    category: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    forward: Option<bool>,
}

/// `POST /api/v1/reports`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Complaint>,
) -> Result<Json<Value>> {
    user.require("write:reports")?;
    let target = values
        .account_id
        .ok_or_else(|| Error::invalid("account_id", "can't be blank"))?;
    let statuses: Vec<StatusId> = values.status_ids.into_iter().map(StatusId).collect();
    let ids: Vec<String> = statuses.iter().map(ToString::to_string).collect();
    let new = NewReport {
        target: AccountId(target),
        statuses,
        comment: values.comment,
        rules: values.rule_ids.into_iter().map(RuleId).collect(),
        category: values.category.unwrap_or_else(|| "other".into()),
        forward: values.forward.unwrap_or(false),
    };
    let (report, target) = report::file(&state.ctx, user.account_id, new).await?;
    let target = AccountRef::of(&target);
    let pieces = state.fragments.load(&state.ctx, &[], [target]).await?;
    let shown = Report::new(report, ids, pieces.account(target.id))?;
    Ok(Json(json!(shown)))
}
