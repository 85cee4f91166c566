//! `NotificationPolicy` and `V1::NotificationPolicy`.

use domain::kinds::NotificationAction;
use domain::notification_policy::{NotificationPolicy, Pending};
use serde_json::{Value, json};

/// `NotificationPolicy`.
pub fn v2(policy: &NotificationPolicy, pending: Pending) -> Value {
    json!({
        "for_not_following": policy.for_not_following,
        "for_not_followers": policy.for_not_followers,
        "for_new_accounts": policy.for_new_accounts,
        "for_private_mentions": policy.for_private_mentions,
        "for_limited_accounts": policy.for_limited_accounts,
        "summary": summary(pending),
    })
}

/// `V1::NotificationPolicy`, which knows no dropping.
pub fn v1(policy: &NotificationPolicy, pending: Pending) -> Value {
    let filters = |action| action != NotificationAction::Accept;
    json!({
        "filter_not_following": filters(policy.for_not_following),
        "filter_not_followers": filters(policy.for_not_followers),
        "filter_new_accounts": filters(policy.for_new_accounts),
        "filter_private_mentions": filters(policy.for_private_mentions),
        "summary": summary(pending),
    })
}

fn summary(pending: Pending) -> Value {
    json!({
        "pending_requests_count": pending.requests,
        "pending_notifications_count": pending.notifications,
    })
}
