//! `/api/v1/preferences`.

use axum::Json;
use axum::extract::State as FromState;
use domain::{preference, user};
use serde_json::{Value, json};

use crate::entity::preferences::Preferences;
use crate::error::Result;
use crate::extract::User;
use crate::state::State;

/// `GET /api/v1/preferences`.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Json<Value>> {
    user.require("read:accounts")?;
    let login = user::show(&state.ctx, user.user_id).await?;
    let set = preference::show(&state.ctx, user.user_id).await?;
    Ok(Json(json!(Preferences::new(&login, &set))))
}
