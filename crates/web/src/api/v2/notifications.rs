//! `/api/v2/notifications`: notifications in groups.

pub mod policy;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::kinds::NotificationKind;
use domain::notification::group;
use domain::notification::{Filter, GROUPABLE, Written};
use serde::Deserialize;

use crate::api::page::{Linked, accounts as page_of_accounts};
use crate::api::v1::notifications::{Limit, Wanted, kinds};
use crate::entity;
use crate::entity::count::{Count, Empty};
use crate::entity::notification_group::Accounts;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// Which of them, and how they are shown.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    wanted: Wanted,
    #[serde(default, deserialize_with = "lenient::texts")]
    grouped_types: Option<Vec<String>>,
    expand_accounts: Option<String>,
    #[serde(flatten)]
    limit: Limit,
}

impl Asked {
    /// The kinds that are grouped: those that the app knows how to show so, and all that can be when it does not say.
    fn kinds(&self) -> Vec<NotificationKind> {
        match &self.grouped_types {
            None => GROUPABLE.to_vec(),
            Some(words) => {
                let mut known = kinds(words);
                known.retain(|kind| GROUPABLE.contains(kind));
                known
            }
        }
    }

    fn accounts(&self) -> Result<Accounts> {
        match self.expand_accounts.as_deref() {
            None | Some("full") => Ok(Accounts::Full),
            Some("partial_avatars") => Ok(Accounts::Partial),
            Some(_) => Err(Error::BadRequest(
                "expand_accounts must be full or partial_avatars".into(),
            )),
        }
    }
}

/// `GET /api/v2/notifications`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<entity::Json>> {
    user.require("read:notifications")?;
    let (grouped, accounts) = (values.kinds(), values.accounts()?);
    let page = paging.page(40, 80);
    let groups = match Option::<Filter>::from(values.wanted) {
        Some(filter) => group::list(&state.ctx, user.account_id, &filter, &grouped, page).await?,
        None => Vec::new(),
    };
    let json = entity::notification_group::results(&state, &groups, accounts).await?;
    // The last group may go on beyond those that stand before it.
    let newest = groups.iter().map(|group| group.newest).max();
    let places = groups.iter().filter_map(|group| group.place);
    let oldest = places.map(|place| place.oldest).min();
    let cursors = [newest, oldest].into_iter().flatten().map(Into::into);
    Ok(Linked::new(&state, &uri, cursors, json))
}

/// `GET /api/v2/notifications/{group_key}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(Written(key)): Id<Written>,
) -> Result<entity::Json> {
    user.require("read:notifications")?;
    let group = group::show(&state.ctx, user.account_id, &key).await?;
    entity::notification_group::results(&state, &[group], Accounts::Full).await
}

/// `GET /api/v2/notifications/{group_key}/accounts`. Mastodon documents the one scope and asks for the other.
pub async fn accounts(
    FromState(state): FromState<State>,
    user: User,
    Id(Written(key)): Id<Written>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<entity::Json>> {
    user.require_any(&["read:notifications", "write:notifications"])?;
    let page = paging.page(40, 80);
    let listed = group::accounts(&state.ctx, user.account_id, &key, page).await?;
    page_of_accounts(&state, &uri, &listed).await
}

/// `POST /api/v2/notifications/{group_key}/dismiss`.
pub async fn dismiss(
    FromState(state): FromState<State>,
    user: User,
    Id(Written(key)): Id<Written>,
) -> Result<Json<Empty>> {
    user.require("write:notifications")?;
    group::dismiss(&state.ctx, user.account_id, &key).await?;
    Ok(Json(Empty {}))
}

/// `GET /api/v2/notifications/unread_count`.
pub async fn unread_count(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<Count>> {
    user.require("read:notifications")?;
    let (grouped, limit) = (values.kinds(), values.limit.clamped());
    let count = match Option::<Filter>::from(values.wanted) {
        Some(filter) => {
            group::unread_count(&state.ctx, user.account_id, &filter, &grouped, limit).await?
        }
        None => 0,
    };
    Ok(Json(Count { count }))
}
