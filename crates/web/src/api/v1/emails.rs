//! `/api/v1/emails`: apps that helped somebody to join wait for the address to be confirmed.

use axum::Json;
use axum::extract::State as FromState;
use domain::user;
use serde::Deserialize;

use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Newcomer, Params};
use crate::state::State;

/// Where the link goes, when it is not where it went before.
#[derive(Deserialize)]
pub struct Address {
    email: Option<String>,
}

/// `POST /api/v1/emails/confirmations`.
pub async fn create(
    FromState(state): FromState<State>,
    newcomer: Newcomer,
    Params { values, .. }: Params<Address>,
) -> Result<Json<Empty>> {
    newcomer.require_any(&["write:accounts"])?;
    let email = values.email.as_deref().filter(|email| !email.is_empty());
    user::resend_confirmation(&state.ctx, newcomer.user_id, email).await?;
    Ok(Json(Empty {}))
}

/// `GET /api/v1/emails/check_confirmation`: whether the address is confirmed.
pub async fn check(FromState(state): FromState<State>, newcomer: Newcomer) -> Result<Json<bool>> {
    newcomer.require_any(&["read:accounts", "profile"])?;
    let user = user::show(&state.ctx, newcomer.user_id).await?;
    Ok(Json(user.confirmed_at.is_some()))
}
