//! `/api/v1/featured_tags`: hashtags on one's own profile.

use axum::Json;
use axum::extract::State as FromState;
use domain::featured_tag;
use domain::id::FeaturedTagId;
use serde::Deserialize;

use crate::entity::count::Empty;
use crate::entity::featured_tag::FeaturedTag;
use crate::entity::tag::Tag;
use crate::error::Result;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// `GET /api/v1/featured_tags`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<Vec<FeaturedTag>>> {
    user.require("read:accounts")?;
    let all = featured_tag::list(&state.ctx, user.account_id).await?;
    let shown = all.into_iter().map(|one| FeaturedTag::new(&state.ctx, one));
    Ok(Json(shown.collect()))
}

/// Which hashtag.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    name: String,
}

/// `POST /api/v1/featured_tags`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Named>,
) -> Result<Json<FeaturedTag>> {
    user.require("write:accounts")?;
    let featured = featured_tag::feature(&state.ctx, user.account_id, &values.name).await?;
    Ok(Json(FeaturedTag::new(&state.ctx, featured)))
}

/// `DELETE /api/v1/featured_tags/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FeaturedTagId>,
) -> Result<Json<Empty>> {
    user.require("write:accounts")?;
    featured_tag::remove(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}

/// `GET /api/v1/featured_tags/suggestions`.
pub async fn suggestions(FromState(state): FromState<State>, user: User) -> Result<Json<Vec<Tag>>> {
    user.require("read:accounts")?;
    let tags = featured_tag::suggestions(&state.ctx, user.account_id).await?;
    Ok(Json(Tag::list(&state.ctx, &tags)))
}
