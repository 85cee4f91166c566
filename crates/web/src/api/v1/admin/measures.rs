//! `POST /api/v1/admin/measures`: how much happens.

use axum::Json;
use axum::extract::State as FromState;
use domain::measure::{self, Measure, OfInstance, OfTag};

use super::asked::Asked;
use crate::entity::admin::AdminMeasure;
use crate::error::Result;
use crate::extract::{Params, Staff};
use crate::state::State;

/// Answers the figures that are known by their names, in the order in which they were asked for.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<Vec<AdminMeasure>>> {
    let by = staff.moderator("admin:read")?;
    let period = values.period(&state)?;
    let mut answer = Vec::new();
    for key in values.keys() {
        if let Some(wanted) = named(&values, key)? {
            let found = measure::count(&state.ctx, by, &wanted, period).await?;
            let is_bytes = measure::is_bytes(&wanted);
            answer.push(AdminMeasure::new(key, is_bytes, &found));
        }
    }
    Ok(Json(answer))
}

fn named(asked: &Asked, key: &str) -> Result<Option<Measure>> {
    let tag = |key, of| Ok(Some(Measure::Tag(of, asked.tag(key)?)));
    let instance = |key, of| Ok(Some(Measure::Instance(of, asked.domain(key)?)));
    match key {
        "active_users" => Ok(Some(Measure::ActiveUsers)),
        "new_users" => Ok(Some(Measure::NewUsers)),
        "interactions" => Ok(Some(Measure::Interactions)),
        "opened_reports" => Ok(Some(Measure::OpenedReports)),
        "resolved_reports" => Ok(Some(Measure::ResolvedReports)),
        "tag_accounts" => tag("tag_accounts", OfTag::Accounts),
        "tag_uses" => tag("tag_uses", OfTag::Uses),
        "tag_servers" => tag("tag_servers", OfTag::Servers),
        "instance_accounts" => instance("instance_accounts", OfInstance::Accounts),
        "instance_media_attachments" => {
            instance("instance_media_attachments", OfInstance::MediaAttachments)
        }
        "instance_reports" => instance("instance_reports", OfInstance::Reports),
        "instance_statuses" => instance("instance_statuses", OfInstance::Statuses),
        "instance_follows" => instance("instance_follows", OfInstance::Follows),
        "instance_followers" => instance("instance_followers", OfInstance::Followers),
        _ => Ok(None),
    }
}
