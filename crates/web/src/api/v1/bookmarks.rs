//! `GET /api/v1/bookmarks`: what one bookmarked.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::timeline;

use super::timelines::render;
use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v1/bookmarks`. Pages run by when something was bookmarked.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:bookmarks")?;
    let page = paging.page(20, 40);
    let entries = timeline::bookmarks(&state.ctx, user.account_id, page).await?;
    render(&state, &uri, &entries).await
}
