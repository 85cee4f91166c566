//! `GroupedNotificationsResults`: each account and each status once, and groups that name them by their ids.

use std::collections::HashSet;

use domain::id::{AccountId, StatusId};
use domain::kinds::FilterContext;
use domain::notification::group::Group;
use domain::timeline::Entry;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Json;
use super::collection::Collection;
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
#[derive(Serialize, Deserialize)]
struct PartialAccount<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    acct: &'a RawValue,
    #[serde(borrow)]
    url: &'a RawValue,
    #[serde(borrow)]
    avatar: &'a RawValue,
    #[serde(borrow)]
    avatar_static: &'a RawValue,
    locked: bool,
    bot: bool,
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
            .map(|group| render(state, group))
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

fn render(state: &State, group: &Group) -> Value {
    let samples = group.samples.iter().map(|account| account.id.to_string());
    let mut json = json!({
        "group_key": group.key.to_string(),
        "notifications_count": group.count,
        "type": group.kind,
        // A number where every other id is text: so it is in Mastodon, and apps read it so.
        "most_recent_notification_id": i64::from(group.newest),
        "sample_account_ids": samples.collect::<Vec<_>>(),
    });
    if let Some(place) = group.place {
        json["page_min_id"] = json!(place.oldest.to_string());
        json["page_max_id"] = json!(group.newest.to_string());
        json["latest_page_notification_at"] = json!(place.latest_at.to_rfc3339());
    }
    if let Some(entry) = &group.status {
        json["status_id"] = json!(entry.status.id.to_string());
    }
    if let Some(view) = &group.collection {
        json["collection"] = json!(Collection::new(&state.ctx, view.clone()));
    }
    json
}
