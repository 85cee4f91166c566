//! `/api/v2/search`.

#[cfg(test)]
mod tests;

use axum::extract::State as FromState;
use domain::account_view::AccountRef;
use domain::id::AccountId;
use domain::search::{self, Narrow, Slice};
use domain::tag::Hashtag;
use domain::timeline::Entry;
use domain::{Viewer, account, status};
use protocol::search::Found;
use serde::Deserialize;

use crate::entity::Json;
use crate::entity::tag::Tag;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{MaybeUser, Params};
use crate::state::State;

/// What is looked for.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    /// `accounts`, `hashtags` or `statuses`; all when it is missing.
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    resolve: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    following: Option<bool>,
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
    /// Only hashtags that a moderator looked at.
    #[serde(default, deserialize_with = "lenient::boolean")]
    exclude_unreviewed: Option<bool>,
    /// Only statuses of this author.
    #[serde(default, deserialize_with = "lenient::id")]
    account_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    max_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    min_id: Option<i64>,
}

impl Query {
    fn narrow(&self) -> Narrow {
        Narrow {
            author: self.account_id.map(AccountId),
            max_id: self.max_id,
            min_id: self.min_id,
        }
    }
}

/// `GET /api/v2/search`. Other servers are asked, and further results given, only for someone known.
pub async fn show(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Query>,
) -> Result<Json> {
    viewer.require("read:search")?;
    let resolve = values.resolve.unwrap_or(false);
    if viewer.0.is_none() && (resolve || values.offset.is_some()) {
        return Err(Error::Unauthorized);
    }
    let mut results = known(&state, viewer.viewer(), &values).await?;
    if resolve && results.is_empty() {
        results = Results {
            hashtags: results.hashtags,
            ..elsewhere(&state, viewer.viewer(), &values.q).await?
        };
    }
    answer(&state, &results).await
}

/// What was found.
#[derive(Default)]
struct Results {
    accounts: Vec<AccountRef>,
    statuses: Vec<Entry>,
    hashtags: Vec<Hashtag>,
}

impl Results {
    fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.statuses.is_empty()
    }
}

/// What is known here.
async fn known(state: &State, viewer: Viewer, query: &Query) -> Result<Results> {
    let ctx = &state.ctx;
    // As on Mastodon: what stands behind the first results can be had of one kind alone.
    let offset = query.kind.as_ref().and(query.offset);
    let slice = Slice::of(query.limit, offset, 20, 40);
    let wants = |kind: &str| query.kind.as_deref().is_none_or(|wanted| wanted == kind);
    let mut results = Results::default();
    if wants("accounts") {
        let following = query.following.unwrap_or(false);
        let found = search::accounts(ctx, viewer, &query.q, following, slice).await?;
        results.accounts = found.iter().map(AccountRef::of).collect();
    }
    if wants("statuses") {
        results.statuses = if search::is_address(&query.q) {
            let found = search::status(ctx, viewer, &query.q).await?;
            found.into_iter().collect()
        } else {
            search::statuses(ctx, viewer, &query.q, query.narrow(), slice).await?
        };
    }
    if wants("hashtags") {
        let reviewed = query.exclude_unreviewed.unwrap_or(false);
        results.hashtags = search::hashtags(ctx, viewer, &query.q, reviewed, slice).await?;
    }
    Ok(results)
}

/// What its home says of an address or a handle. Of a status that may not be seen it says nothing.
async fn elsewhere(state: &State, viewer: Viewer, text: &str) -> Result<Results> {
    let mut results = Results::default();
    match protocol::search::find(&state.federation, text).await? {
        Some(Found::Account(id)) => {
            let shown = account::list(&state.ctx, &[id]).await?;
            results.accounts = shown.iter().map(AccountRef::of).collect();
        }
        Some(Found::Status(id)) => {
            results.statuses = status::list(&state.ctx, viewer, &[id]).await?;
        }
        None => {}
    }
    Ok(results)
}

async fn answer(state: &State, results: &Results) -> Result<Json> {
    let fragments = &state.fragments;
    let accounts = fragments.accounts(&state.ctx, &results.accounts).await?;
    let statuses = fragments.statuses(&state.ctx, &results.statuses).await?;
    let hashtags = Tag::list(&state.ctx, &results.hashtags);
    let hashtags = serde_json::to_vec(&hashtags).map_err(domain::Error::from)?;
    let parts: [&[u8]; 7] = [
        b"{\"accounts\":",
        &accounts.0,
        b",\"statuses\":",
        &statuses.0,
        b",\"hashtags\":",
        &hashtags,
        b"}",
    ];
    Ok(Json(parts.concat()))
}
