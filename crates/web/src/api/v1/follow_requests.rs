//! `/api/v1/follow_requests`: who waits for a locked account to answer.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::AccountId;
use domain::{account_list, follow};

use super::accounts::relationships::with;
use crate::api::page::{self, Linked};
use crate::entity;
use crate::entity::relationship::Relationship;
use crate::error::Result;
use crate::extract::{Id, Paging, User};
use crate::state::State;

/// `GET /api/v1/follow_requests`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<entity::Json>> {
    user.require("read:follows")?;
    let wanted = paging.page(40, 80);
    let listed = account_list::follow_requests(&state.ctx, user.account_id, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}

/// `POST /api/v1/follow_requests/{account_id}/authorize`.
pub async fn authorize(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:follows")?;
    follow::authorize(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}

/// `POST /api/v1/follow_requests/{account_id}/reject`.
pub async fn reject(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Relationship>> {
    user.require("write:follows")?;
    follow::reject(&state.ctx, user.account_id, id).await?;
    with(&state, &user, id).await
}
