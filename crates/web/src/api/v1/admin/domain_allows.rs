//! `/api/v1/admin/domain_allows`: servers that an instance with limited federation speaks to.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::domain_allow;
use domain::id::DomainAllowId;
use domain::moderation::Authority;
use serde::Deserialize;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminDomainAllow;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:domain_allows";
const WRITE: &str = "admin:write:domain_allows";

/// `GET /api/v1/admin/domain_allows`.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminDomainAllow>>>> {
    let by = staff.administrator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let allows = domain_allow::index(&state.ctx, &by, page).await?;
    Ok(Linked::rows(&state, &uri, allows, |allow| allow.id.0))
}

/// `GET /api/v1/admin/domain_allows/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DomainAllowId>,
) -> Result<Json<AdminDomainAllow>> {
    let by = staff.administrator(READ)?;
    let allow = domain_allow::show(&state.ctx, &by, id).await?;
    Ok(Json(allow.into()))
}

/// Which server.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Which {
    domain: String,
}

/// `POST /api/v1/admin/domain_allows`.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Which>,
) -> Result<Json<AdminDomainAllow>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let allow = domain_allow::create(&state.ctx, by, &values.domain).await?;
    Ok(Json(allow.into()))
}

/// `DELETE /api/v1/admin/domain_allows/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DomainAllowId>,
) -> Result<Json<Empty>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    domain_allow::delete(&state.ctx, by, id).await?;
    Ok(Json(Empty {}))
}
