//! `/api/v1/admin/canonical_email_blocks`: addresses with which nobody signs up any more.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::canonical_email_block::{self, Whom};
use domain::id::CanonicalEmailBlockId;
use serde::Deserialize;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminCanonicalEmailBlock;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:canonical_email_blocks";
const WRITE: &str = "admin:write:canonical_email_blocks";

/// `GET /api/v1/admin/canonical_email_blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminCanonicalEmailBlock>>>> {
    let by = staff.administrator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let blocks = canonical_email_block::index(&state.ctx, &by, page).await?;
    Ok(Linked::rows(&state, &uri, blocks, |block| block.id.0))
}

/// `GET /api/v1/admin/canonical_email_blocks/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<CanonicalEmailBlockId>,
) -> Result<Json<AdminCanonicalEmailBlock>> {
    let by = staff.administrator(READ)?;
    let block = canonical_email_block::show(&state.ctx, &by, id).await?;
    Ok(Json(block.into()))
}

/// Which address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    email: String,
    canonical_email_hash: Option<String>,
}

/// `POST /api/v1/admin/canonical_email_blocks/test`: the blocks that keep an address out.
pub async fn test(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Form>,
) -> Result<Json<Vec<AdminCanonicalEmailBlock>>> {
    let by = staff.administrator(READ)?;
    let found = canonical_email_block::test(&state.ctx, &by, &values.email).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// `POST /api/v1/admin/canonical_email_blocks`: by the address, else by its hash.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminCanonicalEmailBlock>> {
    let by = staff.administrator(WRITE)?;
    let whom = match values.canonical_email_hash {
        Some(hash) if values.email.is_empty() => Whom::Hash(hash),
        _ => Whom::Email(values.email),
    };
    let block = canonical_email_block::create(&state.ctx, &by, whom).await?;
    Ok(Json(block.into()))
}

/// `DELETE /api/v1/admin/canonical_email_blocks/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<CanonicalEmailBlockId>,
) -> Result<Json<Empty>> {
    let by = staff.administrator(WRITE)?;
    canonical_email_block::delete(&state.ctx, &by, id).await?;
    Ok(Json(Empty {}))
}
