//! `/api/v1/admin/domain_blocks`: servers that the whole instance limits.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::domain_block::{self, Change};
use domain::id::DomainBlockId;
use domain::kinds::Severity;
use domain::moderation::Authority;
use serde::Deserialize;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminDomainBlock;
use crate::entity::count::Empty;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:domain_blocks";
const WRITE: &str = "admin:write:domain_blocks";

/// What is decided.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    domain: String,
    severity: Option<String>,
    #[serde(deserialize_with = "lenient::boolean")]
    reject_media: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    reject_reports: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    obfuscate: Option<bool>,
    public_comment: Option<String>,
    private_comment: Option<String>,
}

impl Form {
    fn change(self) -> Result<Change> {
        let severity = |word: String| {
            Severity::parse(&word)
                .ok_or_else(|| Error::invalid("severity", "is not included in the list"))
        };
        Ok(Change {
            severity: self.severity.map(severity).transpose()?,
            reject_media: self.reject_media,
            reject_reports: self.reject_reports,
            obfuscate: self.obfuscate,
            public_comment: self.public_comment,
            private_comment: self.private_comment,
        })
    }
}

/// `GET /api/v1/admin/domain_blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminDomainBlock>>>> {
    let by = staff.administrator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let blocks = domain_block::index(&state.ctx, &by, page).await?;
    Ok(Linked::rows(&state, &uri, blocks, |block| block.id.0))
}

/// `GET /api/v1/admin/domain_blocks/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DomainBlockId>,
) -> Result<Json<AdminDomainBlock>> {
    let by = staff.administrator(READ)?;
    let block = domain_block::show(&state.ctx, &by, id).await?;
    Ok(Json(block.into()))
}

/// `POST /api/v1/admin/domain_blocks`.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { mut values, .. }: Params<Form>,
) -> Result<Json<AdminDomainBlock>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let domain = std::mem::take(&mut values.domain);
    let block = domain_block::create(&state.ctx, by, &domain, values.change()?).await?;
    Ok(Json(block.into()))
}

/// `PUT /api/v1/admin/domain_blocks/{id}`: what is not said stays.
pub async fn update(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DomainBlockId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminDomainBlock>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let block = domain_block::update(&state.ctx, by, id, values.change()?).await?;
    Ok(Json(block.into()))
}

/// `DELETE /api/v1/admin/domain_blocks/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DomainBlockId>,
) -> Result<Json<Empty>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    domain_block::lift(&state.ctx, by, id).await?;
    Ok(Json(Empty {}))
}
