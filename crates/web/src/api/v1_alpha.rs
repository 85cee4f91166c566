//! `/api/v1_alpha`.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::ConversationId;
use domain::thread::refresh;

use crate::entity::async_refresh::AsyncRefreshResponse;
use crate::error::Result;
use crate::extract::{Id, User};
use crate::state::State;

/// `GET /api/v1_alpha/async_refreshes/{id}`: how far the look for more of a thread is.
pub async fn async_refresh(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ConversationId>,
) -> Result<Json<AsyncRefreshResponse>> {
    user.require("read")?;
    let progress = refresh::progress(&state.ctx, user.viewer(), id).await?;
    Ok(Json(progress.into()))
}
