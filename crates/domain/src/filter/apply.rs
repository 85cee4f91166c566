//! Looking for what people do not want to read in what they are about to be shown.

use std::collections::HashMap;
use std::sync::Arc;

use storage::entry::Entry;
use storage::id::{AccountId, StatusId};
use storage::kinds::{FilterAction, FilterContext};

use super::Filter;
use super::cache::{filters_of, texts};
use super::compiled::Compiled;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// A filter that matches a status, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The filter. Whether it is for the place where the status is shown is in its contexts: apps carry a status from one
    /// place to another, so they are told of all, as Mastodon does.
    pub filter: Arc<Filter>,
    /// The words that were found, as they stand in the status.
    pub keyword: Option<String>,
    /// The status that the filter names: the one shown, or what it boosts.
    pub status: Option<StatusId>,
}

/// What the viewer of `entries` does not want to read of them, by the status or boost; those without a match are missing.
///
/// # Errors
/// When the database refuses.
pub async fn apply(ctx: &Context, entries: &[Entry]) -> Result<HashMap<StatusId, Vec<Match>>> {
    let Some(viewer) = entries.iter().find_map(|entry| entry.viewer) else {
        return Ok(HashMap::new());
    };
    let filters = filters_of(ctx, &[viewer]).await?;
    let filters = filters.get(&viewer).map(|all| active(all, ctx.clock.now()));
    let Some(filters) = filters.filter(|filters| !filters.is_empty()) else {
        return Ok(HashMap::new());
    };
    let texts = read(ctx, &filters, entries).await?;
    let matched = entries.iter().map(|entry| {
        let text = texts.get(&entry.original().id).map(AsRef::as_ref);
        (entry.status.id, matches(&filters, entry, text))
    });
    Ok(matched.filter(|(_, found)| !found.is_empty()).collect())
}

/// What each of `viewers` does not want to read of one status; those without a match are missing.
///
/// # Errors
/// When the database refuses.
pub async fn apply_for_each(
    ctx: &Context,
    viewers: &[AccountId],
    entry: &Entry,
) -> Result<HashMap<AccountId, Vec<Match>>> {
    let now = ctx.clock.now();
    let all = filters_of(ctx, viewers).await?;
    let filters: HashMap<AccountId, Vec<&Compiled>> = all
        .iter()
        .map(|(viewer, filters)| (*viewer, active(filters, now)))
        .filter(|(_, filters)| !filters.is_empty())
        .collect();
    let every: Vec<&Compiled> = filters.values().flatten().copied().collect();
    let texts = read(ctx, &every, std::slice::from_ref(entry)).await?;
    let text = texts.get(&entry.original().id).map(AsRef::as_ref);
    let matched = filters
        .into_iter()
        .map(|(viewer, filters)| (viewer, matches(&filters, entry, text)));
    Ok(matched.filter(|(_, found)| !found.is_empty()).collect())
}

/// Whether a status with these matches is left out where `viewer` reads. What they wrote or boosted themselves is not.
#[must_use]
pub fn hides(matches: &[Match], entry: &Entry, viewer: AccountId, place: FilterContext) -> bool {
    let own = [entry.status.author.id, entry.original().author.id].contains(&viewer);
    !own && matches.iter().any(|found| {
        found.filter.action == FilterAction::Hide && found.filter.contexts.contains(&place)
    })
}

fn active(filters: &[Compiled], now: Timestamp) -> Vec<&Compiled> {
    let active = filters.iter().filter(|one| one.filter.is_active(now));
    active.collect()
}

/// The texts of what is shown, unless no filter looks for words.
async fn read(
    ctx: &Context,
    filters: &[&Compiled],
    entries: &[Entry],
) -> Result<HashMap<StatusId, Arc<str>>> {
    if !filters.iter().any(|one| one.reads()) {
        return Ok(HashMap::new());
    }
    let originals: Vec<_> = entries.iter().map(Entry::original).collect();
    texts(ctx, &originals).await
}

fn matches(filters: &[&Compiled], entry: &Entry, text: Option<&str>) -> Vec<Match> {
    let shown = [entry.status.id, entry.original().id];
    let found = filters.iter().map(|one| Match {
        filter: one.filter.clone(),
        keyword: text.and_then(|text| one.find(text)).map(str::to_owned),
        status: shown.into_iter().find(|id| one.names(*id)),
    });
    found
        .filter(|found| found.keyword.is_some() || found.status.is_some())
        .collect()
}
