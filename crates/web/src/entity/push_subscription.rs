//! `WebPushSubscription`.

use std::collections::BTreeMap;

use domain::kinds::PushPolicy;
use domain::push::Subscription;
use domain::vapid;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Url};
use crate::error::Result;
use crate::state::State;

/// Of what an app of the Mastodon API can ask to be told; apps demand a word on each.
const ALERTS: [&str; 12] = [
    "mention",
    "quote",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "quoted_update",
    "admin.sign_up",
    "admin.report",
];

/// Of what an app is told.
#[derive(Serialize, JsonSchema)]
pub struct WebPushSubscription {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Url")]
    endpoint: String,
    standard: bool,
    /// Whether it is told, by the type of notification.
    alerts: BTreeMap<&'static str, bool>,
    policy: PushPolicy,
    server_key: String,
}

impl WebPushSubscription {
    /// Shows `subscription`.
    pub async fn new(state: &State, subscription: Subscription) -> Result<Self> {
        let is_told = |word: &str| subscription.alerts.iter().any(|kind| kind.as_str() == word);
        Ok(Self {
            alerts: ALERTS.map(|word| (word, is_told(word))).into(),
            id: subscription.id.to_string(),
            endpoint: subscription.endpoint,
            standard: subscription.standard,
            policy: subscription.policy,
            server_key: vapid::key(&state.ctx).await?.public(),
        })
    }
}
