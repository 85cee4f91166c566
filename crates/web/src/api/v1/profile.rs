//! `/api/v1/profile`: one's own profile, as it was written.

use axum::Json;
use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};
use domain::account::{self, Account};
use domain::account_view;

use super::accounts::credentials::{self, Change};
use crate::entity::profile_source::ProfileSource;
use crate::error::Result;
use crate::extract::{Params, User};
use crate::state::State;

/// `GET /api/v1/profile`.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Response> {
    user.require_any(&["read:accounts", "profile"])?;
    let account = account::show(&state.ctx, user.account_id).await?;
    own(&state, account).await
}

/// `PATCH /api/v1/profile`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    params: Params<Change>,
) -> Result<Response> {
    let account = credentials::change(&state, &user, params).await?;
    own(&state, account).await
}

async fn own(state: &State, account: Account) -> Result<Response> {
    let id = account.id;
    let views = account_view::views(&state.ctx, [account]).await?;
    let view = views.get(&id).ok_or(domain::Error::NotFound)?;
    Ok(Json(ProfileSource::new(&state.ctx, view)?).into_response())
}

#[cfg(test)]
mod tests;
