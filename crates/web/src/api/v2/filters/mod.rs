//! `/api/v2/filters`: what one does not want to read.

pub mod keywords;
pub mod statuses;
#[cfg(test)]
mod tests;

use std::time::Duration;

use axum::Json;
use axum::extract::State as FromState;
use domain::filter::{self, Change, Expiry, KeywordChange};
use domain::id::{FilterId, FilterKeywordId};
use domain::kinds::{FilterAction, FilterContext};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::entity::count::Empty;
use crate::entity::filter::Whole;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// The parameters of a filter.
#[derive(Deserialize)]
pub struct Draft {
    title: Option<String>,
    #[serde(default, deserialize_with = "lenient::texts")]
    context: Option<Vec<String>>,
    filter_action: Option<String>,
    #[serde(default, deserialize_with = "expiry")]
    expires_in: Option<Expiry>,
    #[serde(default)]
    keywords_attributes: Option<Vec<KeywordAttributes>>,
}

/// A keyword within a filter; with an `id` one that is there.
#[derive(Deserialize)]
pub struct KeywordAttributes {
    #[serde(default, deserialize_with = "lenient::id")]
    id: Option<i64>,
    keyword: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    whole_word: Option<bool>,
    #[serde(default, rename = "_destroy", deserialize_with = "lenient::boolean")]
    destroy: Option<bool>,
}

impl From<KeywordAttributes> for KeywordChange {
    fn from(sent: KeywordAttributes) -> Self {
        Self {
            id: sent.id.map(FilterKeywordId),
            keyword: sent.keyword,
            whole_word: sent.whole_word,
            remove: sent.destroy == Some(true),
        }
    }
}

impl Draft {
    fn into_change(self) -> Result<Change> {
        let keywords = self.keywords_attributes.unwrap_or_default();
        Ok(Change {
            title: self.title,
            contexts: self.context.as_deref().map(contexts).transpose()?,
            action: self.filter_action.as_deref().map(action).transpose()?,
            expiry: self.expires_in,
            keywords: keywords.into_iter().map(Into::into).collect(),
        })
    }
}

/// Reads where a filter is applied.
pub(crate) fn contexts(words: &[String]) -> Result<Vec<FilterContext>> {
    let reason = "must be of home, notifications, public, thread, account";
    let read =
        |word: &String| FilterContext::parse(word).ok_or_else(|| Error::invalid("context", reason));
    words.iter().map(read).collect()
}

fn action(word: &str) -> Result<FilterAction> {
    FilterAction::parse(word)
        .ok_or_else(|| Error::invalid("filter_action", "must be warn, hide or blur"))
}

/// Reads how many seconds a filter is applied: for ever when the parameter is there without a value; what is below nothing
/// is over at once.
pub(crate) fn expiry<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Expiry>, D::Error> {
    let seconds = lenient::id(deserializer)?;
    let time = seconds.map(|seconds| u64::try_from(seconds).unwrap_or(0));
    Ok(Some(match time {
        Some(seconds) => Expiry::After(Duration::from_secs(seconds)),
        None => Expiry::Never,
    }))
}

/// `GET /api/v2/filters`.
pub async fn index(FromState(state): FromState<State>, user: User) -> Result<Json<Value>> {
    user.require("read:filters")?;
    let filters = filter::list(&state.ctx, user.account_id).await?;
    let filters: Vec<Whole> = filters.iter().map(Whole::from).collect();
    Ok(Json(json!(filters)))
}

/// `GET /api/v2/filters/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterId>,
) -> Result<Json<Value>> {
    user.require("read:filters")?;
    let filter = filter::show(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!(Whole::from(&filter))))
}

/// `POST /api/v2/filters`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Draft>,
) -> Result<Json<Value>> {
    user.require("write:filters")?;
    let change = values.into_change()?;
    let filter = filter::create(&state.ctx, user.account_id, change).await?;
    Ok(Json(json!(Whole::from(&filter))))
}

/// `PUT /api/v2/filters/{id}`: what is left out stays as it is.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterId>,
    Params { values, .. }: Params<Draft>,
) -> Result<Json<Value>> {
    user.require("write:filters")?;
    let change = values.into_change()?;
    let filter = filter::update(&state.ctx, user.account_id, id, change).await?;
    Ok(Json(json!(Whole::from(&filter))))
}

/// `DELETE /api/v2/filters/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterId>,
) -> Result<Json<Empty>> {
    user.require("write:filters")?;
    filter::delete(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}
