//! `POST /api/v1/admin/dimensions`: what the instance consists of.

use axum::Json;
use axum::extract::State as FromState;
use domain::dimension::{self, Dimension};
use domain::moderation::Moderator;
use domain::period::Period;

use super::asked::Asked;
use crate::entity::admin::{AdminDimension, Datum};
use crate::error::Result;
use crate::extract::{Params, Staff};
use crate::state::State;

/// Parts of a dimension, when the request does not say.
const USUAL: u64 = 10;

/// Answers the dimensions that are known by their names, in the order in which they were asked for.
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<Vec<AdminDimension>>> {
    let by = staff.moderator("admin:read")?;
    let period = values.period(&state)?;
    let mut answer = Vec::new();
    for key in values.keys() {
        let data = match key {
            "space_usage" => space(&state, by).await?,
            "software_versions" => software(&state, by).await?,
            _ => match named(&values, key)? {
                Some(wanted) => parts(&state, by, &wanted, period, &values).await?,
                None => continue,
            },
        };
        answer.push(AdminDimension::new(key, data));
    }
    Ok(Json(answer))
}

fn named(asked: &Asked, key: &str) -> Result<Option<Dimension>> {
    Ok(Some(match key {
        "languages" => Dimension::Languages,
        "sources" => Dimension::Sources,
        "servers" => Dimension::Servers,
        "tag_servers" => Dimension::TagServers(asked.tag("tag_servers")?),
        "tag_languages" => Dimension::TagLanguages(asked.tag("tag_languages")?),
        "instance_accounts" => Dimension::InstanceAccounts(asked.domain("instance_accounts")?),
        "instance_languages" => Dimension::InstanceLanguages(asked.domain("instance_languages")?),
        _ => return Ok(None),
    }))
}

async fn parts(
    state: &State,
    by: &Moderator,
    wanted: &Dimension,
    period: Period,
    asked: &Asked,
) -> Result<Vec<Datum>> {
    let limit = asked.limit.and_then(|limit| u64::try_from(limit).ok());
    let limit = limit.unwrap_or(USUAL);
    let parts = dimension::list(&state.ctx, by, wanted, period, limit).await?;
    let shown = parts.into_iter();
    Ok(shown
        .map(|part| Datum::part(&state.ctx, wanted, part))
        .collect())
}

async fn space(state: &State, by: &Moderator) -> Result<Vec<Datum>> {
    let space = dimension::space(&state.ctx, by).await?;
    Ok(vec![
        Datum::bytes("database", "Database", space.database),
        Datum::bytes("media", "Media", space.files),
    ])
}

async fn software(state: &State, by: &Moderator) -> Result<Vec<Datum>> {
    let software = dimension::software(&state.ctx, by).await?.into_iter();
    Ok(software
        .map(|(name, version)| Datum::version(name, version))
        .collect())
}
