//! What happened on the instance in a week.

use domain::activity;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Id;

/// The entity: numbers as text.
#[derive(Serialize, JsonSchema)]
pub struct Activity {
    #[schemars(with = "Id")]
    week: String,
    #[schemars(with = "Id")]
    statuses: String,
    #[schemars(with = "Id")]
    logins: String,
    #[schemars(with = "Id")]
    registrations: String,
}

impl From<activity::Week> for Activity {
    fn from(week: activity::Week) -> Self {
        Self {
            week: week.begin.to_string(),
            statuses: week.statuses.to_string(),
            logins: week.logins.to_string(),
            registrations: week.registrations.to_string(),
        }
    }
}
