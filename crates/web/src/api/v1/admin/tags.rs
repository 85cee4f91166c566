//! `/api/v1/admin/tags`: hashtags, and whether they may trend.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::TagId;
use domain::trend::{Subject, moderate};
use serde::Deserialize;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminTag;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

/// `GET /api/v1/admin/tags`: all that were used here, the newest first.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminTag>>>> {
    let by = staff.moderator("admin:read")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let tags = moderate::index(&state.ctx, by, page).await?;
    let shown = tags.iter().map(|tag| AdminTag::new(&state.ctx, tag));
    let shown = Json(shown.collect());
    let ids = tags.iter().filter_map(|tag| tag.subject.id);
    Ok(Linked::new(&state, &uri, ids.map(|id| id.0), shown))
}

/// `GET /api/v1/admin/tags/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<TagId>,
) -> Result<Json<AdminTag>> {
    let by = staff.moderator("admin:read")?;
    let tag = moderate::show(&state.ctx, by, id).await?;
    Ok(Json(AdminTag::new(&state.ctx, &tag)))
}

/// What is decided.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    #[serde(deserialize_with = "lenient::boolean")]
    trendable: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    usable: Option<bool>,
}

/// `PUT /api/v1/admin/tags/{id}`. Every hashtag may be used here: `usable` cannot be taken from it.
pub async fn update(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<TagId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminTag>> {
    let by = staff.moderator("admin:write")?;
    if values.usable == Some(false) {
        return Err(Error::invalid("usable", "cannot be taken from a hashtag"));
    }
    if let Some(allowed) = values.trendable {
        moderate::judge(&state.ctx, by, Subject::Tag(id), allowed).await?;
    }
    let tag = moderate::show(&state.ctx, by, id).await?;
    Ok(Json(AdminTag::new(&state.ctx, &tag)))
}
