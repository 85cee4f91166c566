//! What an account shows on its profile beside its pins: `/api/v1/accounts/{id}/featured_tags` and `endorsements`.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::AccountId;
use domain::{account, account_list, endorsement, featured_tag};

use super::relationships::with;
use crate::api::page::{self, Linked};
use crate::entity::Json as Fragment;
use crate::entity::featured_tag::FeaturedTag;
use crate::entity::relationship::Relationship;
use crate::error::Result;
use crate::extract::{Id, MaybeUser, Paging, User};
use crate::state::State;

/// `GET /api/v1/accounts/{id}/featured_tags`.
pub async fn tags(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
) -> Result<Json<Vec<FeaturedTag>>> {
    viewer.require("read:accounts")?;
    let all = featured_tag::list(&state.ctx, id).await?;
    let shown = all.into_iter().map(|one| FeaturedTag::new(&state.ctx, one));
    Ok(Json(shown.collect()))
}

/// `GET /api/v1/accounts/{id}/endorsements`.
pub async fn endorsements(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Fragment>> {
    viewer.require("read:accounts")?;
    let wanted = paging.page(40, 80);
    let listed = account_list::endorsements(&state.ctx, viewer.viewer(), id, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}

/// `POST /api/v1/accounts/{id}/endorse`, and `pin` as it was called before 4.4.
pub async fn endorse(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:accounts")?;
    endorsement::endorse(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/accounts/{id}/unendorse`, and `unpin` as it was called before 4.4.
pub async fn unendorse(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:accounts")?;
    endorsement::unendorse(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `GET /api/v1/accounts/{id}/identity_proofs`: always empty, since the service that proved them is gone (deprecated in
/// Mastodon 3.5).
pub async fn identity_proofs(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<[(); 0]>> {
    user.require("read:accounts")?;
    account::show(&state.ctx, id).await?;
    Ok(Json([]))
}
