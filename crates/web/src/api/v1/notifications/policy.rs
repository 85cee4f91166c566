//! `/api/v1/notifications/policy`, as Mastodon had it before a notification could be dropped.

use axum::Json;
use axum::extract::State as FromState;
use domain::kinds::NotificationAction;
use domain::notification_policy::{self, Change};
use serde::Deserialize;

use crate::entity::notification_policy::NotificationPolicyV1;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Params, User};
use crate::state::State;

/// Whether each is filtered.
#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "so the API names them")]
pub struct Filters {
    #[serde(default, deserialize_with = "lenient::boolean")]
    filter_not_following: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    filter_not_followers: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    filter_new_accounts: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    filter_private_mentions: Option<bool>,
}

impl From<Filters> for Change {
    fn from(filters: Filters) -> Self {
        let action = |filter| {
            if filter {
                NotificationAction::Filter
            } else {
                NotificationAction::Accept
            }
        };
        Self {
            for_not_following: filters.filter_not_following.map(action),
            for_not_followers: filters.filter_not_followers.map(action),
            for_new_accounts: filters.filter_new_accounts.map(action),
            for_private_mentions: filters.filter_private_mentions.map(action),
            for_limited_accounts: None,
        }
    }
}

/// `GET /api/v1/notifications/policy`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<NotificationPolicyV1>> {
    user.require("read:notifications")?;
    render(&state, &user).await
}

/// `PUT` and `PATCH /api/v1/notifications/policy`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Filters>,
) -> Result<Json<NotificationPolicyV1>> {
    user.require("write:notifications")?;
    notification_policy::update(&state.ctx, user.account_id, values.into()).await?;
    render(&state, &user).await
}

async fn render(state: &State, user: &User) -> Result<Json<NotificationPolicyV1>> {
    let (policy, pending) = notification_policy::show(&state.ctx, user.account_id).await?;
    Ok(Json(NotificationPolicyV1::new(&policy, pending)))
}
