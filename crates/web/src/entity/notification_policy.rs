//! `NotificationPolicy` and `V1::NotificationPolicy`.

use domain::kinds::NotificationAction;
use domain::notification_policy::{self, Pending};
use schemars::JsonSchema;
use serde::Serialize;

/// What is done with notifications from whom.
#[derive(Serialize, JsonSchema)]
pub struct NotificationPolicy {
    for_not_following: NotificationAction,
    for_not_followers: NotificationAction,
    for_new_accounts: NotificationAction,
    for_private_mentions: NotificationAction,
    for_limited_accounts: NotificationAction,
    summary: PendingSummary,
}

impl NotificationPolicy {
    /// Shows `policy` and what waits because of it.
    #[must_use]
    pub fn new(policy: &notification_policy::NotificationPolicy, pending: Pending) -> Self {
        Self {
            for_not_following: policy.for_not_following,
            for_not_followers: policy.for_not_followers,
            for_new_accounts: policy.for_new_accounts,
            for_private_mentions: policy.for_private_mentions,
            for_limited_accounts: policy.for_limited_accounts,
            summary: pending.into(),
        }
    }
}

/// The same for apps that know no dropping.
#[derive(Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
pub struct NotificationPolicyV1 {
    filter_not_following: bool,
    filter_not_followers: bool,
    filter_new_accounts: bool,
    filter_private_mentions: bool,
    summary: PendingSummary,
}

impl NotificationPolicyV1 {
    /// Shows `policy` and what waits because of it.
    #[must_use]
    pub fn new(policy: &notification_policy::NotificationPolicy, pending: Pending) -> Self {
        let filters = |action| action != NotificationAction::Accept;
        Self {
            filter_not_following: filters(policy.for_not_following),
            filter_not_followers: filters(policy.for_not_followers),
            filter_new_accounts: filters(policy.for_new_accounts),
            filter_private_mentions: filters(policy.for_private_mentions),
            summary: pending.into(),
        }
    }
}

/// What waits to be accepted.
#[derive(Serialize, JsonSchema)]
struct PendingSummary {
    pending_requests_count: i64,
    pending_notifications_count: i64,
}

impl From<Pending> for PendingSummary {
    fn from(pending: Pending) -> Self {
        Self {
            pending_requests_count: pending.requests,
            pending_notifications_count: pending.notifications,
        }
    }
}
