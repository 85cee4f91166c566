//! `/api/v2/filters/{id}/keywords` and `/api/v2/filters/keywords/{id}`.

use axum::Json;
use axum::extract::State as FromState;
use domain::filter::{self, Change, KeywordChange};
use domain::id::{FilterId, FilterKeywordId};

use super::KeywordAttributes;
use crate::entity::count::Empty;
use crate::entity::filter::FilterKeyword;
use crate::error::Result;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// `GET /api/v2/filters/{id}/keywords`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    Id(of): Id<FilterId>,
) -> Result<Json<Vec<FilterKeyword>>> {
    user.require("read:filters")?;
    let filter = filter::show(&state.ctx, user.account_id, of).await?;
    Ok(Json(filter.keywords.iter().map(Into::into).collect()))
}

/// `POST /api/v2/filters/{id}/keywords`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Id(of): Id<FilterId>,
    Params { values, .. }: Params<KeywordAttributes>,
) -> Result<Json<FilterKeyword>> {
    user.require("write:filters")?;
    let added = KeywordChange {
        id: None,
        remove: false,
        ..values.into()
    };
    let change = Change {
        keywords: vec![added],
        ..Change::default()
    };
    let filter = filter::update(&state.ctx, user.account_id, of, change).await?;
    let newest = filter.keywords.iter().max_by_key(|keyword| keyword.id);
    let newest = newest.ok_or(domain::Error::NotFound)?;
    Ok(Json(newest.into()))
}

/// `GET /api/v2/filters/keywords/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
) -> Result<Json<FilterKeyword>> {
    user.require("read:filters")?;
    let found = filter::show_keyword(&state.ctx, user.account_id, id).await?;
    Ok(Json((&found).into()))
}

/// `PUT /api/v2/filters/keywords/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
    Params { values, .. }: Params<KeywordAttributes>,
) -> Result<Json<FilterKeyword>> {
    user.require("write:filters")?;
    let (ctx, who) = (&state.ctx, user.account_id);
    let of = filter::show_keyword(ctx, who, id).await?.filter_id;
    let changed = KeywordChange {
        id: Some(id),
        remove: false,
        ..values.into()
    };
    let change = Change {
        keywords: vec![changed],
        ..Change::default()
    };
    filter::update(ctx, who, of, change).await?;
    let found = filter::show_keyword(ctx, who, id).await?;
    Ok(Json((&found).into()))
}

/// `DELETE /api/v2/filters/keywords/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
) -> Result<Json<Empty>> {
    user.require("write:filters")?;
    let (ctx, who) = (&state.ctx, user.account_id);
    let of = filter::show_keyword(ctx, who, id).await?.filter_id;
    let removed = KeywordChange {
        id: Some(id),
        remove: true,
        ..KeywordChange::default()
    };
    let change = Change {
        keywords: vec![removed],
        ..Change::default()
    };
    filter::update(ctx, who, of, change).await?;
    Ok(Json(Empty {}))
}
