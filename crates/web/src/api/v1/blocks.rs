//! `/api/v1/blocks`.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::account_list;

use crate::api::page::{self, Linked};
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v1/blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:blocks")?;
    let listed = account_list::blocks(&state.ctx, user.account_id, paging.page(40, 80)).await?;
    page::accounts(&state, &uri, &listed).await
}
