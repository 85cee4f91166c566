//! `WebPushSubscription`.

use domain::push::Subscription;
use domain::vapid;
use serde_json::{Map, Value, json};

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

/// The entity.
pub async fn render(state: &State, subscription: &Subscription) -> Result<Value> {
    let is_told = |word: &str| subscription.alerts.iter().any(|kind| kind.as_str() == word);
    let alerts: Map<String, Value> = ALERTS
        .iter()
        .map(|word| ((*word).to_owned(), json!(is_told(word))))
        .collect();
    Ok(json!({
        "id": subscription.id.to_string(),
        "endpoint": subscription.endpoint,
        "standard": subscription.standard,
        "alerts": alerts,
        "policy": subscription.policy,
        "server_key": vapid::key(&state.ctx).await?.public(),
    }))
}
