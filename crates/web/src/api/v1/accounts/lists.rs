//! `/api/v1/accounts/{id}/followers` and `following`.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::account_list;
use domain::id::AccountId;

use crate::api::page::{self, Linked};
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Id, MaybeUser, Paging};
use crate::state::State;

/// `GET /api/v1/accounts/{id}/followers`.
pub async fn followers(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    viewer.require("read:accounts")?;
    let wanted = paging.page(40, 80);
    let listed = account_list::followers(&state.ctx, viewer.viewer(), id, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}

/// `GET /api/v1/accounts/{id}/following`.
pub async fn following(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    viewer.require("read:accounts")?;
    let wanted = paging.page(40, 80);
    let listed = account_list::following(&state.ctx, viewer.viewer(), id, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}
