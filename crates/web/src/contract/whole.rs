//! Entities that are written piece by piece (`crate::fragment`), as they are when they are whole.

#![expect(dead_code, reason = "only their schemas are used")]

use domain::kinds::NotificationKind;
use schemars::JsonSchema;

use crate::entity::account::Account;
use crate::entity::admin::AdminAccount;
use crate::entity::card::PreviewCard;
use crate::entity::collection::Collection;
use crate::entity::format::{Id, Time, Url};
use crate::entity::notification_group::{NotificationGroup, PartialAccount};
use crate::entity::poll::Poll;
use crate::entity::quote::{QuoteApproval, State};
use crate::entity::rule::Rule;
use crate::entity::status as part;
use crate::entity::tag::Tag;
use crate::fragment::Attributes;

/// What somebody said.
#[derive(JsonSchema)]
pub struct Status {
    #[schemars(flatten)]
    part: part::Status<'static>,
    account: Account<'static>,
    card: Option<PreviewCard>,
    poll: Option<Poll<'static>>,
    quote: Option<Quote>,
    quote_approval: QuoteApproval<'static>,
    reblog: Option<Box<Status>>,
    #[schemars(flatten)]
    viewer: Option<Attributes<'static>>,
}

/// What a status quotes; of what it quotes in turn only the id is told.
#[derive(JsonSchema)]
pub struct Quote {
    state: State,
    #[schemars(with = "Option<Box<Status>>", skip_serializing_if = "Option::is_none")]
    quoted_status: Option<Box<Status>>,
    #[schemars(with = "Option<Id>", skip_serializing_if = "Option::is_none")]
    quoted_status_id: Option<Id>,
}

/// What was deleted, with its source.
#[derive(JsonSchema)]
pub struct DeletedStatus {
    #[schemars(flatten)]
    status: Status,
    text: String,
}

/// What stands around a status.
#[derive(JsonSchema)]
pub struct Context {
    ancestors: Vec<Status>,
    descendants: Vec<Status>,
}

/// What was found.
#[derive(JsonSchema)]
pub struct Search {
    accounts: Vec<Account<'static>>,
    statuses: Vec<Status>,
    hashtags: Vec<Tag>,
}

/// What people say to each other alone.
#[derive(JsonSchema)]
pub struct Conversation {
    id: Id,
    unread: bool,
    accounts: Vec<Account<'static>>,
    last_status: Option<Status>,
}

/// An account that is muted, and until when.
#[derive(JsonSchema)]
pub struct MutedAccount {
    #[schemars(flatten)]
    account: Account<'static>,
    mute_expires_at: Option<Time>,
}

/// Followers of an account whom one follows too.
#[derive(JsonSchema)]
pub struct FamiliarFollowers {
    id: Id,
    accounts: Vec<Account<'static>>,
}

/// What someone is told.
#[derive(JsonSchema)]
pub struct Notification {
    id: Id,
    #[schemars(rename = "type")]
    kind: NotificationKind,
    group_key: String,
    created_at: Time,
    account: Account<'static>,
    #[schemars(with = "Status", skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[schemars(with = "Collection", skip_serializing_if = "Option::is_none")]
    collection: Option<Collection>,
}

/// Who waits to be listened to.
#[derive(JsonSchema)]
pub struct NotificationRequest {
    id: Id,
    created_at: Time,
    updated_at: Time,
    notifications_count: Id,
    account: Account<'static>,
    last_status: Option<Status>,
}

/// What someone is told, the same of it at once.
#[derive(JsonSchema)]
pub struct GroupedNotifications {
    accounts: Vec<Account<'static>>,
    #[schemars(with = "Vec<PartialAccount>", skip_serializing_if = "Option::is_none")]
    partial_accounts: Option<Vec<PartialAccount<'static>>>,
    statuses: Vec<Status>,
    notification_groups: Vec<NotificationGroup>,
}

/// A report as moderators see it.
#[derive(JsonSchema)]
pub struct AdminReport {
    id: Id,
    action_taken: bool,
    action_taken_at: Option<Time>,
    category: String,
    comment: String,
    forwarded: bool,
    created_at: Time,
    updated_at: Time,
    account: AdminAccount<'static>,
    target_account: AdminAccount<'static>,
    assigned_account: Option<AdminAccount<'static>>,
    action_taken_by_account: Option<AdminAccount<'static>>,
    statuses: Vec<Status>,
    rules: Vec<Rule<'static>>,
}

/// A status that trends, as moderators see it.
#[derive(JsonSchema)]
pub struct AdminTrendsStatus {
    #[schemars(flatten)]
    status: Status,
    requires_review: bool,
}

/// What people did in a year; nobody is told here.
#[derive(JsonSchema)]
pub struct WrappedAnnualReports {
    annual_reports: Vec<AnnualReport>,
    accounts: Vec<Account<'static>>,
    statuses: Vec<Status>,
}

/// What somebody did in a year.
#[derive(JsonSchema)]
pub struct AnnualReport {
    year: u32,
    schema_version: u32,
    share_url: Option<Url>,
    account_id: Id,
}

/// Who somebody is elsewhere, proven by a service that is gone.
#[derive(JsonSchema)]
pub struct IdentityProof {
    provider: String,
    provider_username: String,
    updated_at: Time,
    proof_url: Url,
    profile_url: Url,
}
