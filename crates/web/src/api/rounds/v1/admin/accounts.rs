//! `/api/rounds/v1/admin/accounts/{id}/…`: people who leave the organisation, and those who come back.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::AccountId;
use domain::moderation;
use serde_json::{Value, json};

use crate::error::Result;
use crate::extract::{Id, Staff};
use crate::state::State;

/// Close the login of somebody who left: sessions, apps and push end at once, their employment is revoked
#[utoipa::path(
    post,
    operation_id = "deprovisionAccount",
    path = "/api/rounds/v1/admin/accounts/{id}/deprovision",
    tag = "accounts",
    params(("id" = String, Path)),
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn deprovision(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Json<Value>> {
    let by = staff.administrator("admin:write:accounts")?;
    moderation::deprovision(&state.ctx, &by, id).await?;
    Ok(Json(json!({})))
}

/// Let somebody in again who had left
#[utoipa::path(
    post,
    operation_id = "reprovisionAccount",
    path = "/api/rounds/v1/admin/accounts/{id}/reprovision",
    tag = "accounts",
    params(("id" = String, Path)),
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn reprovision(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Json<Value>> {
    let by = staff.administrator("admin:write:accounts")?;
    moderation::reprovision(&state.ctx, &by, id).await?;
    Ok(Json(json!({})))
}
