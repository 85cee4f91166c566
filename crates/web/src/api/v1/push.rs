//! `/api/v1/push/subscription`: where the app that holds the token wants to be told.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::HeaderMap;
use domain::kinds::{NotificationKind, PushPolicy};
use domain::push::{self, Holder, NewSubscription};
use serde::Deserialize;

use crate::entity::count::Empty;
use crate::entity::push_subscription::WebPushSubscription;
use crate::error::{Error, Result};
use crate::extract::auth::secret;
use crate::extract::params::lenient;
use crate::extract::{Params, User};
use crate::state::State;

/// What an app says of itself.
#[derive(Deserialize)]
pub struct Asked {
    subscription: Option<Subscription>,
    #[serde(default)]
    data: Data,
}

#[derive(Deserialize)]
struct Subscription {
    #[serde(default)]
    endpoint: String,
    #[serde(default)]
    keys: Keys,
    #[serde(default, deserialize_with = "lenient::boolean")]
    standard: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Keys {
    p256dh: String,
    auth: String,
}

/// Of what and by whom it is told.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Data {
    alerts: Option<BTreeMap<String, Flag>>,
    policy: Option<String>,
}

#[derive(Deserialize)]
struct Flag(#[serde(deserialize_with = "lenient::boolean")] Option<bool>);

impl Data {
    /// Kinds that do not exist here are never told.
    fn alerts(&self) -> Option<Vec<NotificationKind>> {
        let alerts = self.alerts.as_ref()?.iter();
        let wanted = alerts.filter(|(_, flag)| flag.0 == Some(true));
        Some(
            wanted
                .filter_map(|(word, _)| NotificationKind::parse(word))
                .collect(),
        )
    }

    fn policy(&self) -> Result<Option<PushPolicy>> {
        let Some(word) = self.policy.as_deref().filter(|word| !word.is_empty()) else {
            return Ok(None);
        };
        let policy = PushPolicy::parse(word);
        let wrong = || Error::invalid("data[policy]", "must be all, followed, follower or none");
        policy.ok_or_else(wrong).map(Some)
    }
}

/// `POST /api/v1/push/subscription`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    headers: HeaderMap,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<WebPushSubscription>> {
    user.require("push")?;
    let missing = || Error::invalid("subscription", "is missing");
    let subscription = values.subscription.ok_or_else(missing)?;
    let new = NewSubscription {
        endpoint: subscription.endpoint,
        p256dh: subscription.keys.p256dh,
        auth: subscription.keys.auth,
        standard: subscription.standard == Some(true),
        alerts: values.data.alerts().unwrap_or_default(),
        policy: values.data.policy()?.unwrap_or(PushPolicy::All),
    };
    let holder = Holder {
        token_id: user.token_id,
        user_id: user.user_id,
        account_id: user.account_id,
        access_token: secret(&headers).ok_or(Error::Unauthorized)?,
    };
    let subscription = push::subscribe(&state.ctx, holder, new).await?;
    Ok(Json(WebPushSubscription::new(&state, subscription).await?))
}

/// `GET /api/v1/push/subscription`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<WebPushSubscription>> {
    user.require("push")?;
    let subscription = push::show(&state.ctx, user.token_id).await?;
    Ok(Json(WebPushSubscription::new(&state, subscription).await?))
}

/// What shall be told otherwise. Mastodon reads the policy in one place and documents another.
#[derive(Deserialize)]
pub struct Change {
    #[serde(default)]
    data: Data,
    policy: Option<String>,
}

/// `PUT /api/v1/push/subscription`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Change>,
) -> Result<Json<WebPushSubscription>> {
    user.require("push")?;
    let data = Data {
        policy: values.data.policy.or(values.policy),
        ..values.data
    };
    let (alerts, policy) = (data.alerts(), data.policy()?);
    let subscription = push::update(&state.ctx, user.token_id, alerts, policy).await?;
    Ok(Json(WebPushSubscription::new(&state, subscription).await?))
}

/// `DELETE /api/v1/push/subscription`.
pub async fn destroy(FromState(state): FromState<State>, user: User) -> Result<Json<Empty>> {
    user.require("push")?;
    push::unsubscribe(&state.ctx, user.token_id).await?;
    Ok(Json(Empty {}))
}

#[cfg(test)]
mod tests;
