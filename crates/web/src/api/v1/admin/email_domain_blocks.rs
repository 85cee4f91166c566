//! `/api/v1/admin/email_domain_blocks`: domains of addresses with which not everyone signs up.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::email_domain_block;
use domain::id::EmailDomainBlockId;
use serde::Deserialize;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminEmailDomainBlock;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:email_domain_blocks";
const WRITE: &str = "admin:write:email_domain_blocks";

/// `GET /api/v1/admin/email_domain_blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminEmailDomainBlock>>>> {
    let by = staff.administrator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let blocks = email_domain_block::index(&state.ctx, &by, page).await?;
    let cursors = blocks.iter().map(|counted| counted.block.id.0);
    let shown = blocks.iter().map(AdminEmailDomainBlock::new).collect();
    Ok(Linked::new(&state, &uri, cursors, Json(shown)))
}

/// `GET /api/v1/admin/email_domain_blocks/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<EmailDomainBlockId>,
) -> Result<Json<AdminEmailDomainBlock>> {
    let by = staff.administrator(READ)?;
    let block = email_domain_block::show(&state.ctx, &by, id).await?;
    Ok(Json(AdminEmailDomainBlock::new(&block)))
}

/// Which domain, and whether a moderator may let somebody in nevertheless.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    domain: String,
    #[serde(deserialize_with = "lenient::boolean")]
    allow_with_approval: Option<bool>,
}

/// `POST /api/v1/admin/email_domain_blocks`.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminEmailDomainBlock>> {
    let by = staff.administrator(WRITE)?;
    let allow = values.allow_with_approval.unwrap_or(false);
    let block = email_domain_block::create(&state.ctx, &by, &values.domain, allow).await?;
    Ok(Json(AdminEmailDomainBlock::new(&block)))
}

/// `DELETE /api/v1/admin/email_domain_blocks/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<EmailDomainBlockId>,
) -> Result<Json<Empty>> {
    let by = staff.administrator(WRITE)?;
    email_domain_block::delete(&state.ctx, &by, id).await?;
    Ok(Json(Empty {}))
}
