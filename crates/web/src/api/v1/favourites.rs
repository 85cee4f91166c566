//! `GET /api/v1/favourites`: what one favourited.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::timeline;

use super::timelines::render;
use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v1/favourites`. Pages run by when something was favourited.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:favourites")?;
    let page = paging.page(20, 40);
    let entries = timeline::favourites(&state.ctx, user.account_id, page).await?;
    render(&state, &uri, &entries).await
}
