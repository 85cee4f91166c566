//! `POST /api/v1/admin/retention`: how many of those who joined still come.

use axum::Json;
use axum::extract::State as FromState;
use domain::retention::{self, Frequency};

use super::asked::Asked;
use crate::entity::admin::AdminCohort;
use crate::error::{Error, Result};
use crate::extract::{Params, Staff};
use crate::state::State;

/// Answers the cohorts of a period; by day unless `frequency` is `month`.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<Vec<AdminCohort>>> {
    let by = staff.moderator("admin:read")?;
    let (frequency, word) = match values.frequency.as_deref() {
        None | Some("" | "day") => (Frequency::Day, "day"),
        Some("month") => (Frequency::Month, "month"),
        Some(_) => {
            return Err(Error::invalid("frequency", "is not included in the list"));
        }
    };
    let period = values.period(&state)?;
    let cohorts = retention::cohorts(&state.ctx, by, period, frequency).await?;
    let shown = cohorts.iter().map(|cohort| AdminCohort::new(cohort, word));
    Ok(Json(shown.collect()))
}
