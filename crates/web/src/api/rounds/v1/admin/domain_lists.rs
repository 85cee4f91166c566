//! `/api/rounds/v1/admin/domain_blocks/…` and `domain_allows/…`: lists as files, to hand on and to take over.

use axum::Json;
use axum::extract::State as FromState;
use axum::response::Response;
use domain::domain_list::{Outcome, Report};
use domain::moderation::Authority;
use domain::{domain_allow, domain_block};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain_list::{read_allows, read_blocks, write_allows, write_blocks};
use crate::error::Result;
use crate::extract::params::{Upload, lenient};
use crate::extract::{Params, Staff};
use crate::state::State;
use crate::transfer::write::attachment;

const READ_BLOCKS: &str = "admin:read:domain_blocks";
const WRITE_BLOCKS: &str = "admin:write:domain_blocks";
const READ_ALLOWS: &str = "admin:read:domain_allows";
const WRITE_ALLOWS: &str = "admin:write:domain_allows";

/// A list to be taken over.
#[derive(Deserialize, ToSchema)]
pub struct ListFile {
    /// The file itself, CSV as Mastodon writes it; it may also be uploaded under this name.
    #[serde(default)]
    file: String,
    /// Only say what would become of each line.
    #[serde(default, deserialize_with = "lenient::boolean")]
    dry_run: Option<bool>,
}

/// What became of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListReport {
    /// Whether it was taken over. A list with a line that is refused never is.
    applied: bool,
    /// Line by line.
    lines: Vec<ListLine>,
}

/// What became of a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListLine {
    /// Its number in the file, from 1.
    line: u64,
    /// The domain as it stands there.
    domain: String,
    /// `added`, `changed`, `unchanged` or `refused`.
    outcome: &'static str,
    /// Why it is refused.
    reason: Option<String>,
}

impl From<Report> for ListReport {
    fn from(report: Report) -> Self {
        let line = |(line, domain, outcome): (u64, String, Outcome)| ListLine {
            line,
            domain,
            outcome: match outcome {
                Outcome::Added => "added",
                Outcome::Changed => "changed",
                Outcome::Unchanged => "unchanged",
                Outcome::Refused(_) => "refused",
            },
            reason: match outcome {
                Outcome::Refused(reason) => Some(reason.to_string()),
                _ => None,
            },
        };
        Self {
            applied: report.applied,
            lines: report.lines.into_iter().map(line).collect(),
        }
    }
}

/// The limited domains as Mastodon's CSV
#[utoipa::path(
    get,
    operation_id = "exportDomainBlocks",
    path = "/api/rounds/v1/admin/domain_blocks/export",
    tag = "administration",
    security(("token" = ["admin:read:domain_blocks"])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 401), (status = 403))
)]
pub async fn export_blocks(FromState(state): FromState<State>, staff: Staff) -> Result<Response> {
    let by = Authority::Administrator(staff.administrator(READ_BLOCKS)?);
    let blocks = domain_block::export(&state.ctx, by).await?;
    Ok(attachment("domain_blocks.csv", write_blocks(&blocks)))
}

/// Limit the domains of a list, all of them or none
#[utoipa::path(
    post,
    operation_id = "importDomainBlocks",
    path = "/api/rounds/v1/admin/domain_blocks/import",
    tag = "administration",
    request_body = ListFile,
    security(("token" = ["admin:write:domain_blocks"])),
    responses((status = 200, body = ListReport), (status = 401), (status = 403), (status = 422))
)]
pub async fn import_blocks(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, mut files }: Params<ListFile>,
) -> Result<Json<ListReport>> {
    let by = Authority::Administrator(staff.administrator(WRITE_BLOCKS)?);
    let lines = read_blocks(&bytes(&values, files.remove("file")))?;
    let dry_run = values.dry_run.unwrap_or_default();
    let report = domain_block::import(&state.ctx, by, lines, dry_run).await?;
    Ok(Json(report.into()))
}

/// The allowed domains as Mastodon's CSV
#[utoipa::path(
    get,
    operation_id = "exportDomainAllows",
    path = "/api/rounds/v1/admin/domain_allows/export",
    tag = "administration",
    security(("token" = ["admin:read:domain_allows"])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 401), (status = 403))
)]
pub async fn export_allows(FromState(state): FromState<State>, staff: Staff) -> Result<Response> {
    let by = Authority::Administrator(staff.administrator(READ_ALLOWS)?);
    let allows = domain_allow::export(&state.ctx, by).await?;
    Ok(attachment("domain_allows.csv", write_allows(&allows)))
}

/// Let the domains of a list in, all of them or none
#[utoipa::path(
    post,
    operation_id = "importDomainAllows",
    path = "/api/rounds/v1/admin/domain_allows/import",
    tag = "administration",
    request_body = ListFile,
    security(("token" = ["admin:write:domain_allows"])),
    responses((status = 200, body = ListReport), (status = 401), (status = 403), (status = 422))
)]
pub async fn import_allows(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, mut files }: Params<ListFile>,
) -> Result<Json<ListReport>> {
    let by = Authority::Administrator(staff.administrator(WRITE_ALLOWS)?);
    let lines = read_allows(&bytes(&values, files.remove("file")))?;
    let dry_run = values.dry_run.unwrap_or_default();
    let report = domain_allow::import(&state.ctx, by, lines, dry_run).await?;
    Ok(Json(report.into()))
}

/// The file, however it was sent.
fn bytes(sent: &ListFile, uploaded: Option<Upload>) -> Vec<u8> {
    match uploaded {
        Some(upload) => upload.bytes.to_vec(),
        None => sent.file.clone().into_bytes(),
    }
}
