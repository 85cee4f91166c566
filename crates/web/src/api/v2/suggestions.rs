//! `/api/v2/suggestions`: whom one could follow, and why.

use axum::extract::State as FromState;
use domain::suggestion;

use crate::entity::Json;
use crate::entity::suggestion::Suggestion;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v2/suggestions`.
pub async fn index(FromState(state): FromState<State>, user: User, paging: Paging) -> Result<Json> {
    user.require("read")?;
    let limit = paging.page(40, 80).limit;
    let found = suggestion::list(&state.ctx, user.account_id, limit).await?;
    let refs = found.iter().map(|suggestion| suggestion.account);
    let pieces = state.fragments.load(&state.ctx, &[], refs).await?;
    let entities = found.iter().filter_map(|one| Suggestion::new(one, &pieces));
    let json = serde_json::to_vec(&entities.collect::<Vec<_>>());
    Ok(Json(json.map_err(domain::Error::from)?))
}
