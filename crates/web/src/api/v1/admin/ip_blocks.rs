//! `/api/v1/admin/ip_blocks`: networks from which less is possible.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::IpBlockId;
use domain::ip_block::{self, Change};
use domain::kinds::IpSeverity;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminIpBlock;
use crate::entity::count::Empty;
use crate::error::{Error, Result};
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:ip_blocks";
const WRITE: &str = "admin:write:ip_blocks";
/// What Mastodon documents for the end of a block; its own scope is good for it too.
const DELETE: [&str; 2] = [WRITE, "admin:write:domain_blocks"];

/// `GET /api/v1/admin/ip_blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<AdminIpBlock>>>> {
    let by = staff.administrator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let blocks = ip_block::index(&state.ctx, &by, page).await?;
    Ok(Linked::rows(&state, &uri, blocks, |block| block.id.0))
}

/// `GET /api/v1/admin/ip_blocks/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<IpBlockId>,
) -> Result<Json<AdminIpBlock>> {
    let by = staff.administrator(READ)?;
    let block = ip_block::show(&state.ctx, &by, id).await?;
    Ok(Json(block.into()))
}

/// What is decided. `expires_in` is in seconds from now; empty or `null` for never.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    ip: Option<String>,
    severity: Option<String>,
    comment: Option<String>,
    #[serde(deserialize_with = "said")]
    expires_in: Option<Value>,
}

/// Whatever is said, `null` too.
fn said<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Seconds until the end; `None` for never.
fn seconds(value: Value) -> Result<Option<u32>> {
    let number = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|number| number.try_into().ok()),
    };
    let refusal = || Error::invalid("expires_in", "must be a number of seconds");
    number.map(Some).ok_or_else(refusal)
}

impl Form {
    fn change(self) -> Result<Change> {
        let severity = |word: String| {
            IpSeverity::parse(&word)
                .ok_or_else(|| Error::invalid("severity", "is not included in the list"))
        };
        Ok(Change {
            ip: self.ip,
            severity: self.severity.map(severity).transpose()?,
            comment: self.comment,
            expires_in: self.expires_in.map(seconds).transpose()?,
        })
    }
}

/// `POST /api/v1/admin/ip_blocks`.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminIpBlock>> {
    let by = staff.administrator(WRITE)?;
    let block = ip_block::create(&state.ctx, &by, values.change()?).await?;
    Ok(Json(block.into()))
}

/// `PUT /api/v1/admin/ip_blocks/{id}`: what is not said stays.
pub async fn update(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<IpBlockId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<AdminIpBlock>> {
    let by = staff.administrator(WRITE)?;
    let block = ip_block::update(&state.ctx, &by, id, values.change()?).await?;
    Ok(Json(block.into()))
}

/// `DELETE /api/v1/admin/ip_blocks/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<IpBlockId>,
) -> Result<Json<Empty>> {
    let by = staff.administrator_for_any(&DELETE)?;
    ip_block::delete(&state.ctx, &by, id).await?;
    Ok(Json(Empty {}))
}
