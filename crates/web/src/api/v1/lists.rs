//! `/api/v1/lists`, and who is on them.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::Page;
use domain::id::{AccountId, ListId};
use domain::kinds::RepliesPolicy;
use domain::list;
use serde::Deserialize;

use crate::api::page::{self, Linked};
use crate::entity::Json as Fragment;
use crate::entity::count::Empty;
use crate::entity::list::List;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// What is said of a list.
#[derive(Deserialize)]
pub struct Form {
    title: Option<String>,
    replies_policy: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    exclusive: Option<bool>,
}

impl Form {
    fn settings(self) -> Result<list::Settings> {
        let policy = |word: String| {
            let known = RepliesPolicy::parse(&word);
            known.ok_or_else(|| Error::invalid("replies_policy", "must be none, list or followed"))
        };
        Ok(list::Settings {
            title: self.title,
            replies_policy: self.replies_policy.map(policy).transpose()?,
            exclusive: self.exclusive,
        })
    }
}

/// `GET /api/v1/lists`.
pub async fn index(FromState(state): FromState<State>, user: User) -> Result<Json<Vec<List>>> {
    user.require("read:lists")?;
    let lists = list::all(&state.ctx, user.account_id).await?;
    Ok(Json(lists.into_iter().map(List::from).collect()))
}

/// `POST /api/v1/lists`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Form>,
) -> Result<Json<List>> {
    user.require("write:lists")?;
    let made = list::create(&state.ctx, user.account_id, values.settings()?).await?;
    Ok(Json(made.into()))
}

/// `GET /api/v1/lists/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
) -> Result<Json<List>> {
    user.require("read:lists")?;
    let found = list::show(&state.ctx, user.account_id, id).await?;
    Ok(Json(found.into()))
}

/// `PUT /api/v1/lists/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<List>> {
    user.require("write:lists")?;
    let settings = values.settings()?;
    let changed = list::update(&state.ctx, user.account_id, id, settings).await?;
    Ok(Json(changed.into()))
}

/// `DELETE /api/v1/lists/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
) -> Result<Json<Empty>> {
    user.require("write:lists")?;
    list::delete(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}

/// `GET /api/v1/lists/{id}/accounts`: with `limit=0` everyone, on one page.
pub async fn accounts(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Fragment>> {
    user.require("read:lists")?;
    let wanted = if paging.is_unlimited() {
        Page::first(u64::from(u32::MAX))
    } else {
        paging.page(40, 80)
    };
    let listed = list::members(&state.ctx, user.account_id, id, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}

/// Who is meant.
#[derive(Deserialize)]
pub struct Members {
    #[serde(default, deserialize_with = "lenient::ids")]
    account_ids: Vec<i64>,
}

impl Members {
    fn accounts(self) -> Vec<AccountId> {
        self.account_ids.into_iter().map(AccountId).collect()
    }
}

/// `POST /api/v1/lists/{id}/accounts`.
pub async fn add(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
    Params { values, .. }: Params<Members>,
) -> Result<Json<Empty>> {
    user.require("write:lists")?;
    list::add(&state.ctx, user.account_id, id, values.accounts()).await?;
    Ok(Json(Empty {}))
}

/// `DELETE /api/v1/lists/{id}/accounts`.
pub async fn remove(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
    Params { values, .. }: Params<Members>,
) -> Result<Json<Empty>> {
    user.require("write:lists")?;
    list::remove(&state.ctx, user.account_id, id, &values.accounts()).await?;
    Ok(Json(Empty {}))
}
