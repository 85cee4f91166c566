//! `GroupedNotificationsResults`: each account and each status once, and groups that name them by their ids.

use std::collections::HashSet;

use domain::Context;
use domain::id::{AccountId, StatusId};
use domain::kinds::{FilterContext, NotificationKind};
use domain::notification::group::Group;
use domain::timeline::Entry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Json;
use super::collection::Collection;
use super::format::{Id, Time, Url};
use crate::error::Result;
use crate::fragment::{self, Pieces};
use crate::state::State;

/// How much an app is told of the people in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// Everything of each.
    Full,
    /// Everything of the last one in each group; of the others what it takes to show their picture.
    Partial,
}

/// The part of an `Account` that shows its picture.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct PartialAccount<'a> {
    #[schemars(with = "Id")]
    #[serde(borrow)]
    id: &'a RawValue,
    #[schemars(with = "String")]
    #[serde(borrow)]
    acct: &'a RawValue,
    #[schemars(with = "Url")]
    #[serde(borrow)]
    url: &'a RawValue,
    #[schemars(with = "Url")]
    #[serde(borrow)]
    avatar: &'a RawValue,
    #[schemars(with = "Url")]
    #[serde(borrow)]
    avatar_static: &'a RawValue,
    locked: bool,
    bot: bool,
}

/// Notifications of the same, told at once.
#[derive(Serialize, JsonSchema)]
pub(crate) struct NotificationGroup {
    group_key: String,
    notifications_count: i64,
    #[serde(rename = "type")]
    kind: NotificationKind,
    /// A number where every other id is text: so it is in Mastodon, and apps read it so.
    most_recent_notification_id: i64,
    #[schemars(with = "Vec<Id>")]
    sample_account_ids: Vec<String>,
    #[serde(flatten)]
    place: Option<Place>,
    #[schemars(with = "Id")]
    #[serde(skip_serializing_if = "Option::is_none")]
    status_id: Option<String>,
    #[schemars(with = "Collection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    collection: Option<Collection>,
}

/// Where it stands on a page.
#[derive(Serialize, JsonSchema)]
struct Place {
    #[schemars(with = "Id")]
    page_min_id: String,
    #[schemars(with = "Id")]
    page_max_id: String,
    #[schemars(with = "Time")]
    latest_page_notification_at: String,
}

impl NotificationGroup {
    fn new(ctx: &Context, group: &Group) -> Self {
        let samples = group.samples.iter().map(|account| account.id.to_string());
        Self {
            group_key: group.key.to_string(),
            notifications_count: group.count,
            kind: group.kind,
            most_recent_notification_id: group.newest.into(),
            sample_account_ids: samples.collect(),
            place: group.place.map(|place| Place {
                page_min_id: place.oldest.to_string(),
                page_max_id: group.newest.to_string(),
                latest_page_notification_at: place.latest_at.to_rfc3339(),
            }),
            status_id: group
                .status
                .as_ref()
                .map(|entry| entry.status.id.to_string()),
            collection: group
                .collection
                .as_ref()
                .map(|view| Collection::new(ctx, view.clone())),
        }
    }
}

/// The whole answer, without the groups about statuses that the viewer's filters hide.
pub async fn results(state: &State, groups: &[Group], accounts: Accounts) -> Result<Json> {
    let all = entries(groups.iter());
    let samples = groups
        .iter()
        .flat_map(|group| group.samples.iter().copied());
    let pieces = state.fragments.load(&state.ctx, &all, samples).await?;
    let is_shown = |entry: &Entry| !pieces.hides(entry, FilterContext::Notifications);
    let groups = groups.iter();
    let groups: Vec<&Group> = groups
        .filter(|group| group.status.as_ref().is_none_or(is_shown))
        .collect();
    let entries = entries(groups.iter().copied());
    let (full, partial) = people(&groups, accounts);
    let full = fragment::list(&full, |out, id| pieces.write_account(out, *id));
    let statuses = fragment::list(&entries, |out, entry| pieces.write_status(out, entry));
    let mut out = b"{\"accounts\":".to_vec();
    out.extend(full.0);
    if accounts == Accounts::Partial {
        out.extend_from_slice(b",\"partial_accounts\":");
        let partial = fragment::list(&partial, |out, id| write_partial(&pieces, out, *id));
        out.extend(partial.0);
    }
    out.extend_from_slice(b",\"statuses\":");
    out.extend(statuses.0);
    out.extend_from_slice(b",\"notification_groups\":");
    serde_json::to_writer(
        &mut out,
        &groups
            .into_iter()
            .map(|group| NotificationGroup::new(&state.ctx, group))
            .collect::<Vec<_>>(),
    )
    .map_err(domain::Error::from)?;
    out.push(b'}');
    Ok(Json(out))
}

fn entries<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Entry> {
    let mut seen: HashSet<StatusId> = HashSet::new();
    let entries = groups.filter_map(|group| group.status);
    entries
        .filter(|entry| seen.insert(entry.status.id))
        .collect()
}

/// Of whom everything is told, and of whom a part; nobody is in both.
fn people(groups: &[&Group], accounts: Accounts) -> (Vec<AccountId>, Vec<AccountId>) {
    let mut seen: HashSet<AccountId> = HashSet::new();
    let whole = match accounts {
        Accounts::Full => usize::MAX,
        Accounts::Partial => 1,
    };
    let mut unseen = |people: &mut dyn Iterator<Item = AccountId>| -> Vec<AccountId> {
        people.filter(|id| seen.insert(*id)).collect()
    };
    let samples = |group: &&Group| group.samples.iter().map(|account| account.id).collect();
    let samples: Vec<Vec<AccountId>> = groups.iter().map(samples).collect();
    let full = unseen(
        &mut samples
            .iter()
            .flat_map(|ids| ids.iter().copied().take(whole)),
    );
    let partial = unseen(&mut samples.iter().flatten().copied());
    (full, partial)
}

fn write_partial(pieces: &Pieces, out: &mut Vec<u8>, id: AccountId) -> Option<()> {
    let partial: PartialAccount<'_> = serde_json::from_str(pieces.account(id)?.get()).ok()?;
    serde_json::to_writer(out, &partial).ok()
}
