//! `/api/v1/accounts/{id}/followers` and `following`, and the lists of the one who asks that an account is on.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::AccountId;
use domain::{account_list, list};

use crate::api::page::{self, Linked};
use crate::entity::Json;
use crate::entity::list::List;
use crate::error::Result;
use crate::extract::{Id, MaybeUser, Paging, User};
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

/// `GET /api/v1/accounts/{id}/lists`.
pub async fn lists(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<axum::Json<Vec<List>>> {
    user.require("read:lists")?;
    let lists = list::with(&state.ctx, user.account_id, id).await?;
    Ok(axum::Json(lists.into_iter().map(List::from).collect()))
}
