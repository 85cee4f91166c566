//! `/api/v2/notifications/policy`.

use axum::Json;
use axum::extract::State as FromState;
use domain::kinds::NotificationAction;
use domain::notification_policy::{self, Change};
use serde::Deserialize;

use crate::entity::notification_policy::NotificationPolicy;
use crate::error::{Error, Result};
use crate::extract::{Params, User};
use crate::state::State;

/// What is done with each, as a word.
#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "so the API names them")]
pub struct Actions {
    for_not_following: Option<String>,
    for_not_followers: Option<String>,
    for_new_accounts: Option<String>,
    for_private_mentions: Option<String>,
    for_limited_accounts: Option<String>,
}

fn action(field: &'static str, word: Option<&str>) -> Result<Option<NotificationAction>> {
    let Some(word) = word.filter(|word| !word.is_empty()) else {
        return Ok(None);
    };
    let action = NotificationAction::parse(word);
    let action = action.ok_or_else(|| Error::invalid(field, "must be accept, filter or drop"));
    action.map(Some)
}

impl TryFrom<Actions> for Change {
    type Error = Error;

    fn try_from(actions: Actions) -> Result<Self> {
        let Actions {
            for_not_following,
            for_not_followers,
            for_new_accounts,
            for_private_mentions,
            for_limited_accounts,
        } = actions;
        Ok(Self {
            for_not_following: action("for_not_following", for_not_following.as_deref())?,
            for_not_followers: action("for_not_followers", for_not_followers.as_deref())?,
            for_new_accounts: action("for_new_accounts", for_new_accounts.as_deref())?,
            for_private_mentions: action("for_private_mentions", for_private_mentions.as_deref())?,
            for_limited_accounts: action("for_limited_accounts", for_limited_accounts.as_deref())?,
        })
    }
}

/// `GET /api/v2/notifications/policy`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<NotificationPolicy>> {
    user.require("read:notifications")?;
    render(&state, &user).await
}

/// `PUT` and `PATCH /api/v2/notifications/policy`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Actions>,
) -> Result<Json<NotificationPolicy>> {
    user.require("write:notifications")?;
    notification_policy::update(&state.ctx, user.account_id, values.try_into()?).await?;
    render(&state, &user).await
}

async fn render(state: &State, user: &User) -> Result<Json<NotificationPolicy>> {
    let (policy, pending) = notification_policy::show(&state.ctx, user.account_id).await?;
    Ok(Json(NotificationPolicy::new(&policy, pending)))
}
