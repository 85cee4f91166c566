//! `/api/v1/notifications`.

pub mod policy;
pub mod requests;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::{AccountId, NotificationId};
use domain::kinds::NotificationKind;
use domain::notification::{self, Filter};
use serde::Deserialize;

use crate::api::page::Linked;
use crate::entity;
use crate::entity::count::{Count, Empty};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// Which of them.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default, deserialize_with = "lenient::texts")]
    types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::texts")]
    exclude_types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::id")]
    account_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    include_filtered: Option<bool>,
}

impl From<Wanted> for Option<Filter> {
    /// `None` when only kinds are wanted that do not exist here: there are none of them.
    fn from(wanted: Wanted) -> Self {
        let types = wanted.types.unwrap_or_default();
        let filter = Filter {
            kinds: kinds(&types),
            except: kinds(&wanted.exclude_types.unwrap_or_default()),
            from: wanted.account_id.map(AccountId),
            include_filtered: wanted.include_filtered == Some(true),
        };
        (types.is_empty() || !filter.kinds.is_empty()).then_some(filter)
    }
}

/// Those of the words that name a kind.
pub(crate) fn kinds(words: &[String]) -> Vec<NotificationKind> {
    let known = words.iter().map(|word| NotificationKind::parse(word));
    known.flatten().collect()
}

/// `GET /api/v1/notifications`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Wanted>,
) -> Result<Linked<entity::Json>> {
    user.require("read:notifications")?;
    let page = paging.page(40, 80);
    let told = match Option::<Filter>::from(values) {
        Some(filter) => notification::list(&state.ctx, user.account_id, &filter, page).await?,
        None => Vec::new(),
    };
    let json = entity::notification::list(&state, &told).await?;
    let cursors = told.iter().map(|told| told.id.into());
    Ok(Linked::new(&state, &uri, cursors, json))
}

/// `GET /api/v1/notifications/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<NotificationId>,
) -> Result<entity::Json> {
    user.require("read:notifications")?;
    let told = notification::show(&state.ctx, user.account_id, id).await?;
    entity::notification::one(&state, &told).await
}

/// How far is counted.
#[derive(Deserialize)]
pub struct Limit {
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
}

impl Limit {
    /// 100 when the request does not say, never more than 1000.
    pub(crate) fn clamped(&self) -> u64 {
        let limit = self.limit.and_then(|limit| u64::try_from(limit).ok());
        limit.unwrap_or(100).clamp(1, 1000)
    }
}

/// Which are counted, and how far.
#[derive(Deserialize)]
pub struct Counted {
    #[serde(flatten)]
    wanted: Wanted,
    #[serde(flatten)]
    limit: Limit,
}

/// `GET /api/v1/notifications/unread_count`.
pub async fn unread_count(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Counted>,
) -> Result<Json<Count>> {
    user.require("read:notifications")?;
    let limit = values.limit.clamped();
    let count = match Option::<Filter>::from(values.wanted) {
        Some(filter) => {
            notification::unread_count(&state.ctx, user.account_id, &filter, limit).await?
        }
        None => 0,
    };
    Ok(Json(Count { count }))
}

/// `POST /api/v1/notifications/clear`.
pub async fn clear(FromState(state): FromState<State>, user: User) -> Result<Json<Empty>> {
    user.require("write:notifications")?;
    notification::clear(&state.ctx, user.account_id).await?;
    Ok(Json(Empty {}))
}

/// `POST /api/v1/notifications/{id}/dismiss`.
pub async fn dismiss(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<NotificationId>,
) -> Result<Json<Empty>> {
    user.require("write:notifications")?;
    notification::dismiss(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}
