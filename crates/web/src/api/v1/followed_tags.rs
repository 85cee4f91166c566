//! `/api/v1/followed_tags`.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::tag;

use crate::api::page::Linked;
use crate::entity::tag::Tag;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v1/followed_tags`: bounded by when they were followed.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<Tag>>>> {
    user.require("read:follows")?;
    let followed = tag::followed(&state.ctx, user.account_id, paging.page(100, 200)).await?;
    let cursors = followed.iter().map(|(cursor, _)| *cursor);
    let tags = followed.iter().map(|(_, tag)| Tag::new(&state.ctx, tag));
    Ok(Linked::new(&state, &uri, cursors, Json(tags.collect())))
}
