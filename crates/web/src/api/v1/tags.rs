//! `/api/v1/tags`: one hashtag.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::{featured_tag, tag};

use crate::entity::tag::Tag;
use crate::error::Result;
use crate::extract::{Id, MaybeUser, User};
use crate::state::State;

/// `GET /api/v1/tags/{name}`.
pub async fn show(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(name): Id<String>,
) -> Result<Json<Tag>> {
    let found = tag::show(&state.ctx, viewer.viewer(), &name).await?;
    Ok(Json(Tag::new(&state.ctx, &found)))
}

/// `POST /api/v1/tags/{name}/follow`.
pub async fn follow(
    FromState(state): FromState<State>,
    user: User,
    Id(name): Id<String>,
) -> Result<Json<Tag>> {
    user.require("write:follows")?;
    let followed = tag::follow(&state.ctx, user.account_id, &name).await?;
    Ok(Json(Tag::new(&state.ctx, &followed)))
}

/// `POST /api/v1/tags/{name}/unfollow`.
pub async fn unfollow(
    FromState(state): FromState<State>,
    user: User,
    Id(name): Id<String>,
) -> Result<Json<Tag>> {
    user.require("write:follows")?;
    let left = tag::unfollow(&state.ctx, user.account_id, &name).await?;
    Ok(Json(Tag::new(&state.ctx, &left)))
}

/// `POST /api/v1/tags/{name}/feature`.
pub async fn feature(
    FromState(state): FromState<State>,
    user: User,
    Id(name): Id<String>,
) -> Result<Json<Tag>> {
    user.require("write:accounts")?;
    let featured = featured_tag::feature_named(&state.ctx, user.account_id, &name).await?;
    Ok(Json(Tag::new(&state.ctx, &featured)))
}

/// `POST /api/v1/tags/{name}/unfeature`.
pub async fn unfeature(
    FromState(state): FromState<State>,
    user: User,
    Id(name): Id<String>,
) -> Result<Json<Tag>> {
    user.require("write:accounts")?;
    let left = featured_tag::unfeature_named(&state.ctx, user.account_id, &name).await?;
    Ok(Json(Tag::new(&state.ctx, &left)))
}
