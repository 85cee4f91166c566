//! `/api/v1/suggestions`: whom one could follow, as it was before the reasons were told (`/api/v2/suggestions`).

use axum::Json;
use axum::extract::State as FromState;
use domain::id::AccountId;
use domain::suggestion;

use crate::entity;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Id, Paging, User};
use crate::state::State;

/// `GET /api/v1/suggestions`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
) -> Result<entity::Json> {
    user.require("read")?;
    let limit = paging.page(40, 80).limit;
    let found = suggestion::list(&state.ctx, user.account_id, limit).await?;
    let refs: Vec<_> = found.iter().map(|suggestion| suggestion.account).collect();
    Ok(state.fragments.accounts(&state.ctx, &refs).await?)
}

/// `DELETE /api/v1/suggestions/{account_id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Empty>> {
    user.require("read")?;
    suggestion::dismiss(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}
